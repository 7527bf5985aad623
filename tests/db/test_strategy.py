"""A strategy's numbers follow from what is logged: in its programmes, in its year, at its school."""

import datetime

import pytest
from django.test import Client

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import NameTaken
from programmes.actions.save_strategy import (
    add_line,
    remove_line,
    remove_target,
    set_target,
    take_in_ready_areas,
    tick_measure,
    tie_programmes,
)
from programmes.models import FocusArea, FocusLine, FocusProgramme, FocusTarget, Programme, WorkHours
from programmes.ready_strategy import AREAS
from reports.querysets.strategy import reached_in
from tests.db import marking
from tests.db.around import today
from tests.db.people import WHY, child, run
from tests.guards.world_deadlines import strategic

pytestmark = pytest.mark.django_db


def client(user) -> Client:
    signed_in = Client()
    signed_in.force_login(user)
    signed_in.post("/account/language/", {"language": "en"})
    return signed_in


def held(group, on: datetime.date, by, *people) -> None:
    """All of `people` were present but the last, who was away."""
    *present, away = people
    marks = {**dict.fromkeys(present, "present"), away: "excused"}
    marking.held(group, (on - today()).days, marks, by, hour=9)


def _three(samklang) -> tuple:
    return samklang.amina, samklang.bo, samklang.clara


class TestWhatIsReached:
    def test_each_area_counts_its_own_programmes_school_and_year(self, samklang):
        areas = [strategic(samklang.roskilde, name, samklang.programme) for name in ("Et", "To")]
        empty, theirs = strategic(samklang.roskilde, "Tre"), strategic(samklang.koege, "Køges")
        FocusProgramme.objects.create(focus_area=theirs, programme=samklang.programme)
        year = today().year
        held(
            samklang.group,
            datetime.date(year, 3, 1),
            samklang.ida,
            samklang.amina,
            samklang.bo,
            samklang.clara,
        )
        held(samklang.group, datetime.date(year, 3, 8), samklang.ida, samklang.amina, samklang.clara)
        held(samklang.group, datetime.date(year - 1, 12, 30), samklang.ida, samklang.clara, samklang.bo)
        held(
            samklang.koege_group,
            datetime.date(year, 3, 1),
            samklang.tove,
            samklang.erik,
            child(samklang.koege, "Frode"),
        )
        for minutes, employer, on in ((90, "school", 3), (60, "partner", 3), (45, "school", 12)):
            WorkHours.objects.create(
                school=samklang.roskilde,
                run=samklang.run,
                on=datetime.date(year - (on == 12), on, 1),
                kind="teaching",
                employer=employer,
                user=samklang.ida if employer == "school" else None,
                minutes=minutes,
            )
        found = reached_in(year, FocusArea.objects.everything(why=WHY))
        for area in areas:
            of_area = {measure: number for (key, measure), number in found.items() if key == area.pk}
            assert of_area.pop("places") >= 3
            assert of_area == {"participants": 2, "attendances": 3, "sessions": 2, "hours": 90}
        assert found[theirs.pk, "participants"] == 1
        assert not [key for key in found if key[0] == empty.pk]

    def test_the_page_shows_them_against_the_target_of_the_year(self, samklang):
        area = strategic(samklang.roskilde, "Inklusion", samklang.programme)
        strategic(samklang.koege, "Køges", samklang.programme)
        held(samklang.group, today(), samklang.ida, *_three(samklang))
        set_target(
            actor=Actor.of(samklang.bodil),
            focus_area_id=area.pk,
            year=today().year,
            measure="hours",
            target=20,
        )
        text = client(samklang.bodil).get("/strategy/").content.decode()
        assert "Inklusion" in text
        assert "Køges" not in text
        assert "20 %" in text.replace("\N{NO-BREAK SPACE}", " ")
        assert "20\N{NO-BREAK SPACE}h" in text
        before = client(samklang.bodil).get(f"/strategy/?year={today().year - 1}").content.decode()
        assert "No target numbers" in before
        for year in ("1999", "x", "20265", "٢٠٢٦"):
            assert client(samklang.bodil).get(f"/strategy/?year={year}").status_code == 404


class TestWriting:
    def test_through_the_pages_from_the_three_ready_ones_to_ones_own(self, samklang):
        browser = client(samklang.bodil)
        ready = f"/strategy/areas/schools/{samklang.roskilde.pk}/ready/"
        assert ready in browser.get("/strategy/").content.decode()
        for _ in range(2):
            browser.post(ready)
        assert ready not in browser.get("/strategy/").content.decode()
        areas = list(FocusArea.objects.everything(why=WHY).filter(school=samklang.roskilde))
        assert [area.name for area in areas] == [one.name["da"] for one in AREAS]
        address = f"/strategy/areas/{areas[0].pk}/contents/"
        sent = [
            {"do": "line", "kind": "measure", "text": "Kursus for alle"},
            {"do": "target", "year": today().year, "measure": "places", "target": "40"},
            {"do": "ties", "programmes": [samklang.programme.pk]},
        ]
        assert [browser.post(address, one).status_code for one in sent] == [302] * 3
        line = areas[0].lines.get(text="Kursus for alle")
        browser.post(f"/strategy/areas/lines/{line.pk}/", {"done": "1"})
        line.refresh_from_db()
        assert line.done_on == today()
        text = browser.get("/strategy/").content.decode()
        for words in ("Kursus for alle", "carried out", str(samklang.programme), "40"):
            assert words in text
        browser.post(f"/strategy/areas/targets/{areas[0].targets.get().pk}/remove/")
        browser.post(f"/strategy/areas/lines/{line.pk}/", {"remove": "1"})
        assert not areas[0].targets.exists()
        assert not FocusLine.objects.everything(why=WHY).filter(pk=line.pk).exists()

    @pytest.mark.parametrize(
        "sent",
        [
            {"do": "line", "kind": "goal", "text": ""},
            {"do": "line", "kind": "wish", "text": "Mere"},
            {"do": "target", "year": "2026", "measure": "other", "target": "4"},
            {"do": "target", "year": "2026", "measure": "places", "target": "0"},
            {"do": "target", "year": "99999", "measure": "places", "target": "1"},
            {"do": "ties", "programmes": ["0", "x"]},
            {"do": "something else"},
            {},
        ],
    )
    def test_what_is_no_answer_is_asked_for_again_and_changes_nothing(self, samklang, sent):
        area = FocusArea.objects.create(school=samklang.roskilde, name="Inklusion")
        answer = client(samklang.bodil).post(f"/strategy/areas/{area.pk}/contents/", sent)
        assert answer.status_code == 422
        assert not (area.lines.exists() or area.targets.exists() or area.ties.exists())

    def test_a_number_that_is_changed_is_in_the_log_with_before_and_after(self, samklang):
        area, actor = strategic(samklang.roskilde, "Inklusion"), Actor.of(samklang.bodil)
        year = today().year
        set_target(actor=actor, focus_area_id=area.pk, year=year, measure="participants", target=12)
        assert area.targets.get().target == 12
        noted = AuditEntry.objects.everything(why=WHY).get(action="set target").values
        assert noted == {"year": year, "measure": "participants", "target": {"before": 10, "after": 12}}

    def test_the_same_sentence_stands_once(self, samklang):
        area = strategic(samklang.roskilde, "Inklusion")
        with pytest.raises(NameTaken):
            add_line(
                actor=Actor.of(samklang.bodil), focus_area_id=area.pk, kind="goal", text="Flere med: goal"
            )

    def test_a_goal_is_not_ticked_off_and_a_strange_programme_not_tied(self, samklang):
        area, actor = strategic(samklang.roskilde, "Inklusion"), Actor.of(samklang.bodil)
        with pytest.raises(FocusLine.DoesNotExist):
            tick_measure(actor=actor, line_id=area.lines.get(kind="goal").pk, done=True)
        strange = Programme.objects.create(public_name="Andres", kind="school_project", country="NO")
        run(strange, [samklang.kongsberg], "2026")
        with pytest.raises(Programme.DoesNotExist):
            tie_programmes(actor=actor, focus_area_id=area.pk, programmes={samklang.programme.pk, strange.pk})
        assert not area.ties.exists()

    def test_another_schools_strategy_is_out_of_reach(self, samklang):
        area, actor = strategic(samklang.koege, "Køges"), Actor.of(samklang.bodil)
        acts = (
            (FocusArea, lambda: add_line(actor=actor, focus_area_id=area.pk, kind="goal", text="Mere")),
            (FocusArea, lambda: tie_programmes(actor=actor, focus_area_id=area.pk, programmes=())),
            (FocusLine, lambda: remove_line(actor=actor, line_id=area.lines.first().pk)),
            (FocusTarget, lambda: remove_target(actor=actor, target_id=area.targets.get().pk)),
            (CultureSchool, lambda: take_in_ready_areas(actor=actor, school_id=samklang.koege.pk)),
        )
        for model, act in acts:
            with pytest.raises(model.DoesNotExist):
                act()
