"""Counting heads at what is open to all: a number, who saved it, and nobody's name."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance, Enrolment, Participant
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.geography.models import Country
from programmes.actions.count_heads import Counted, CountedAlready, WrongDay, count_heads, set_countries
from programmes.models import (
    HeadCount,
    HeadCountKind,
    ProgrammeKind,
    ProgrammeRun,
    ProgrammeSchool,
    RunSchool,
)
from programmes.policies.run import RunClosed
from programmes.rules.head_counts import COUNTED_BY_HEAD, NotPeople, TooMany, people_of
from reports.figures import measures
from reports.figures.window import Window
from tests.db.people import WHY, run

TODAY = timezone.localdate


@pytest.fixture
def festival(samklang):
    """An open event of Roskilde's without groups: nobody is enrolled in anything."""
    programme = type(samklang.programme).objects.create(
        public_name="Børnenes dag", kind="open_event", country=Country.DENMARK, age_group="all"
    )
    return run(programme, [samklang.roskilde], "I år")


def page(of) -> str:
    return reverse("programmes:head_count", args=[of.pk])


def sent(samklang, people="3000", **fields) -> dict[str, str]:
    about = {"school": str(samklang.roskilde.pk), "on": str(TODAY()), "kind": "visitors"}
    return {**about, "people": people, "replaces": "", **fields}


def counts() -> list[tuple[str, int]]:
    return list(HeadCount.objects.everything(why=WHY).order_by("pk").values_list("kind", "people"))


def test_three_thousand_visitors_are_one_number_and_no_person(samklang, festival, browser_of):
    before = [rows.objects.everything(why=WHY).count() for rows in (Participant, Enrolment, Attendance)]
    bodil = browser_of(samklang.bodil)
    for _click in range(2):
        assert bodil.post(page(festival), sent(samklang, "3 000")).status_code == 302
    assert counts() == [("visitors", 3000)]
    assert "Bodil" in bodil.get(page(festival)).content.decode()
    after = [rows.objects.everything(why=WHY).count() for rows in (Participant, Enrolment, Attendance)]
    assert after == before
    assert page(festival) in bodil.get(reverse("programmes:head_counts")).content.decode()


def test_a_report_counts_visitors_apart_from_participants(samklang, festival):
    about = Counted(festival.pk, samklang.roskilde.pk, TODAY(), HeadCountKind.TOGETHER)
    count_heads(actor=Actor.of(samklang.bodil), about=about, people=15)
    window = Window((festival.pk,), TODAY(), TODAY(), datetime.UTC)
    schools = [samklang.roskilde.pk]
    assert measures.head_counts(window, schools) == {(festival.pk, "together"): 15}
    assert measures.reached(window, schools) == {} and measures.sessions(window, schools) == {}
    assert not window.attended().exists()


def test_plus_and_minus_count_without_a_script_and_store_nothing(samklang, festival, browser_of):
    bodil = browser_of(samklang.bodil)
    for step, shown in (("10", "3010"), ("-1", "2999"), ("-10", "2990")):
        answer = bodil.post(page(festival), sent(samklang, step=step)).content.decode()
        assert f'value="{shown}"' in answer
    assert 'value="0"' in bodil.post(page(festival), sent(samklang, "0", step="-1")).content.decode()
    assert counts() == []


def test_another_number_is_asked_about_before_it_replaces_and_the_log_knows_both(
    samklang, festival, browser_of
):
    bodil = browser_of(samklang.bodil)
    bodil.post(page(festival), sent(samklang))
    asked = bodil.post(page(festival), sent(samklang, "3100"))
    assert (asked.status_code, counts()) == (422, [("visitors", 3000)])
    assert 'name="replaces" value="3000"' in asked.content.decode()
    bodil.post(page(festival), sent(samklang, "3100", replaces="3000"))
    assert counts() == [("visitors", 3100)]
    entry = AuditEntry.objects.everything(why=WHY).filter(action="count heads").latest("pk")
    assert (entry.actor, entry.values) == (
        samklang.bodil,
        {"kind": "visitors", "before": 3000, "people": 3100},
    )
    assert (
        "3.000" in bodil.get(page(festival)).content.decode()
        or "3\N{NO-BREAK SPACE}000" in bodil.get(page(festival)).content.decode()
    )
    bodil.post(page(festival), sent(samklang, "", remove="1"))
    assert counts() == []


def test_a_teacher_counts_where_she_has_a_group_and_each_school_its_own(samklang, festival, browser_of):
    ida = browser_of(samklang.ida)
    assert ida.get(page(festival)).status_code == 404
    assert ida.post(page(samklang.run), sent(samklang, "40")).status_code == 302
    about = Counted(samklang.run.pk, samklang.koege.pk, TODAY(), HeadCountKind.VISITORS)
    with pytest.raises(RunSchool.DoesNotExist):
        count_heads(actor=Actor.of(samklang.ida), about=about, people=5)
    count_heads(actor=Actor.of(samklang.tove), about=about, people=5)
    assert counts() == [("visitors", 40), ("visitors", 5)]
    assert len(HeadCount.objects.visible_to(samklang.ida)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "mange"},
        {"people": "-1"},
        {"people": "1.5"},
        {"people": "1000000"},
        {"people": ""},
        {"people": "9" * 400},
        {"people": "\0"},
        {"on": "i går"},
        {"on": "9999-12-31"},
        {"on": "0001-01-01"},
        {"kind": "participants"},
        {"school": "0"},
        {"school": "x"},
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, samklang, festival, browser_of):
    answer = browser_of(samklang.bodil).post(page(festival), sent(samklang, **wrong))
    assert answer.status_code == 422 and "ds-error-summary" in answer.content.decode()
    assert counts() == []


@pytest.mark.parametrize("asked", [{"on": "x"}, {"on": "9999-12-31", "kind": "y", "school": "z"}])
def test_whatever_is_asked_for_the_page_opens(asked, samklang, festival, browser_of):
    assert browser_of(samklang.bodil).get(page(festival), asked).status_code == 200


def test_a_closed_run_and_a_day_outside_of_it_take_no_count(samklang, festival, browser_of):
    actor = Actor.of(samklang.bodil)
    about = Counted(festival.pk, samklang.roskilde.pk, TODAY(), HeadCountKind.VISITORS)
    count_heads(actor=actor, about=about, people=1)
    with pytest.raises(CountedAlready):
        count_heads(actor=actor, about=about, people=2, replaces=3)
    outside = Counted(
        festival.pk,
        samklang.roskilde.pk,
        festival.starts_on - datetime.timedelta(1),
        HeadCountKind.VISITORS,
    )
    with pytest.raises(WrongDay):
        count_heads(actor=actor, about=outside, people=1)
    ProgrammeRun.objects.everything(why=WHY).filter(pk=festival.pk).update(state="closed")
    with pytest.raises(RunClosed):
        count_heads(actor=actor, about=about, people=2, replaces=1)
    bodil = browser_of(samklang.bodil)
    assert bodil.get(page(festival)).status_code == 200
    assert bodil.post(page(festival), sent(samklang)).status_code == 403


def test_the_number_of_countries_is_a_figure_of_the_run_set_by_its_host(samklang, browser_of):
    actor = Actor.of(samklang.bodil)
    with pytest.raises(PermissionDenied):
        set_countries(actor=Actor.of(samklang.kim), run_id=samklang.run.pk, countries=8, based_on="")
    bodil = browser_of(samklang.bodil)
    assert bodil.post(page(samklang.run), {"countries": "8", "seen": ""}).status_code == 302
    assert ProgrammeRun.objects.everything(why=WHY).get(pk=samklang.run.pk).countries == 8
    with pytest.raises(ChangedMeanwhile):
        set_countries(actor=actor, run_id=samklang.run.pk, countries=7, based_on="")
    for wrong in ("0", "251", "otte", "1.5"):
        assert bodil.post(page(samklang.run), {"countries": wrong, "seen": "8"}).status_code == 422
    assert not any(
        "countr" in field.name for field in Participant._meta.fields if field.name != "grade_country"
    )


@pytest.mark.parametrize(("written", "number"), [("3 000", 3000), ("3.000", 3000), ("0", 0), ("007", 7)])
def test_a_number_is_read_with_and_without_its_thousands(written, number):
    assert people_of(written) == number


@pytest.mark.parametrize(("written", "wrong"), [("3.00", NotPeople), ("٣", NotPeople), ("1000000", TooMany)])
def test_what_is_no_number_of_people_is_refused(written, wrong):
    with pytest.raises(wrong):
        people_of(written)


def test_a_run_of_what_is_open_to_all_opens_with_its_head_count(samklang, festival, browser_of):
    assert set(ProgrammeKind.values) >= COUNTED_BY_HEAD
    since = festival.starts_on
    ProgrammeSchool.objects.create(programme=festival.programme, school=samklang.roskilde, valid_from=since)
    bodil = browser_of(samklang.bodil)
    programme = reverse("programmes:programme", args=[festival.programme_id])
    assert page(festival) in bodil.get(programme).content.decode()
    assert page(festival) in bodil.get(reverse("reports:run", args=[festival.pk])).content.decode()
    other = bodil.get(reverse("programmes:programme", args=[samklang.programme.pk])).content.decode()
    assert page(samklang.run) not in other
