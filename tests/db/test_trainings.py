"""Courses for staff of several schools: who took part, and the hours that follow from it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.audit.actor import Actor
from portal.scope.roles import Role
from programmes.actions.note_presences import note_all_present, note_presences
from programmes.actions.save_training import (
    DayFacts,
    TrainingFacts,
    TrainingRefused,
    change_training,
    facts_of,
    make_training,
    remove_day,
    save_day,
    version_of_training,
)
from programmes.models import ProgrammeRun, Training, TrainingPresence, WorkHours
from programmes.policies.run import RunClosed
from reports.figures import happenings
from reports.figures.happenings import Minutes
from reports.figures.window import Window
from tests.db import people
from tests.db.people import WHY, person

SIX_HOURS = 6 * 60


def day(ago: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=ago)


def rows(model: type):
    return model.objects.everything(why=WHY)


@pytest.fixture
def course(samklang) -> Training:
    """Roskilde's, to which Køge may send people: four days of six hours."""
    bodil = Actor.of(samklang.bodil)
    facts = TrainingFacts(
        "Musik og fællesskab",
        run_id=samklang.run.pk,
        schools=frozenset({samklang.koege.pk}),
        counts_as_hours=True,
    )
    training = make_training(actor=bodil, school_id=samklang.roskilde.pk, facts=facts)
    for ago in (4, 3, 2, 1):
        save_day(actor=bodil, training_id=training.pk, facts=DayFacts(day(ago), SIX_HOURS))
    return training


def hours_in_report(samklang) -> dict:
    window = Window((samklang.run.pk,), day(60), day(0), ZoneInfo("Europe/Copenhagen"))
    return dict(happenings.hours(window))


def test_25_teachers_on_4_days_of_6_hours_are_600_person_hours(samklang, course):
    """Counted by hand: 13 people of Roskilde and 12 of Køge."""
    for number in range(25 - 5):
        at = samklang.roskilde if number < 10 else samklang.koege
        person(f"Lærer{number} Kursus", Role.TEACHER, at)
    bodil, kim = Actor.of(samklang.bodil), Actor.of(samklang.kim)
    for _again in range(2):
        note_all_present(actor=bodil, training_id=course.pk, school_id=samklang.roskilde.pk)
        note_all_present(actor=kim, training_id=course.pk, school_id=samklang.koege.pk)
    took_part = {row.user_id for row in rows(TrainingPresence)}
    assert (len(took_part), rows(TrainingPresence).count()) == (25, 25 * 4)
    assert rows(WorkHours).count() == 100
    assert sum(row.people * row.minutes for row in rows(WorkHours)) == 600 * 60
    report = hours_in_report(samklang)
    assert report == {
        (samklang.roskilde.pk, "training"): Minutes(own=13 * 4 * 6 * 60),
        (samklang.koege.pk, "training"): Minutes(own=12 * 4 * 6 * 60),
    }
    assert sum((part.own for part in report.values()), 0) == 600 * 60


def test_hours_follow_whatever_changes_and_nothing_is_counted_twice(samklang, course):
    bodil = Actor.of(samklang.bodil)
    first, second = course.days.everything(why=WHY)[:2]
    here = {"actor": bodil, "training_id": course.pk, "school_id": samklang.roskilde.pk}
    ida = (first.pk, samklang.ida.pk)
    assert note_presences(**here, shown=[], ticked=[ida, (second.pk, samklang.ida.pk)]) == 2
    assert note_presences(**here, shown=[], ticked=[ida, (second.pk, samklang.ida.pk)]) == 0
    assert note_presences(**here, shown=[ida], ticked=[]) == 1
    assert [(row.user, row.minutes, row.on) for row in rows(WorkHours)] == [
        (samklang.ida, SIX_HOURS, second.on)
    ]
    half = DayFacts(second.on, 180, partner_people=3)
    save_day(actor=bodil, training_id=course.pk, facts=half, day_id=second.pk)
    assert sorted((row.employer, row.people * row.minutes) for row in rows(WorkHours)) == [
        ("partner", 540),
        ("school", 180),
    ]
    with pytest.raises(TrainingRefused):
        remove_day(actor=bodil, training_id=course.pk, day_id=second.pk)
    stands = facts_of(course)
    free = TrainingFacts(stands.name, schools=stands.schools)
    change_training(actor=bodil, training_id=course.pk, facts=free, based_on=version_of_training(stands))
    assert not rows(WorkHours).exists() and rows(TrainingPresence).count() == 1


def test_two_who_tick_at_once_both_have_their_way(samklang, course):
    first = course.days.everything(why=WHY)[0]
    here = {"actor": Actor.of(samklang.bodil), "training_id": course.pk, "school_id": samklang.roskilde.pk}
    note_presences(**here, shown=[], ticked=[(first.pk, samklang.ida.pk)])
    note_presences(**here, shown=[], ticked=[(first.pk, samklang.otto.pk)])
    assert {row.user for row in rows(TrainingPresence).select_related("user")} == {
        samklang.ida,
        samklang.otto,
    }


def test_each_school_ticks_its_own_people_and_the_host_sees_all(samklang, course, browser_of):
    page = reverse("programmes:training", args=[course.pk])
    first = course.days.everything(why=WHY)[0]
    kim, bodil = browser_of(samklang.kim), browser_of(samklang.bodil)
    ticked = {"school": samklang.koege.pk, "shown": "", "present": [f"{first.pk}-{samklang.tove.pk}"]}
    assert kim.post(page, ticked).status_code == 302
    assert bodil.post(page, ticked).status_code == 403
    assert kim.post(page, {**ticked, "school": samklang.roskilde.pk}).status_code == 403
    others = {**ticked, "present": [f"{first.pk}-{samklang.ida.pk}", "x-y", "1-", "9" * 40 + "-1"]}
    assert kim.post(page, others).status_code == 302
    assert [row.user for row in rows(TrainingPresence)] == [samklang.tove]
    assert "Tove" in bodil.get(page).content.decode()
    bodil.post(page, {"school": samklang.roskilde.pk, "all": "1"})
    seen_by_kim = kim.get(page).content.decode()
    assert "Tove" in seen_by_kim and "Ida" not in seen_by_kim
    assert "78\N{NO-BREAK SPACE}t" in bodil.get(page).content.decode()
    assert browser_of(samklang.kari).get(page).status_code == 404
    assert browser_of(samklang.ida).get(page).status_code == 403


def test_a_teacher_finds_the_days_she_took_part_in_with_her_hours(samklang, course, browser_of):
    note_all_present(actor=Actor.of(samklang.bodil), training_id=course.pk, school_id=samklang.roskilde.pk)
    text = browser_of(samklang.ida).get(reverse("programmes:hours")).content.decode()
    assert text.count("Musik og fællesskab") >= 4
    assert (
        "Musik og fællesskab"
        not in browser_of(samklang.tove).get(reverse("programmes:hours")).content.decode()
    )


def test_a_day_ahead_cannot_be_ticked_yet(samklang, course):
    bodil = Actor.of(samklang.bodil)
    ahead = save_day(actor=bodil, training_id=course.pk, facts=DayFacts(day(-3), SIX_HOURS))
    here = {"actor": bodil, "training_id": course.pk, "school_id": samklang.roskilde.pk}
    assert note_presences(**here, shown=[], ticked=[(ahead.pk, samklang.ida.pk)]) == 0
    note_all_present(**here)
    assert not rows(TrainingPresence).filter(day=ahead).exists()


def test_who_works_at_two_schools_took_part_once(samklang, course):
    people.give_role(samklang.ida, Role.TEACHER, samklang.koege)
    note_all_present(actor=Actor.of(samklang.bodil), training_id=course.pk, school_id=samklang.roskilde.pk)
    note_all_present(actor=Actor.of(samklang.kim), training_id=course.pk, school_id=samklang.koege.pk)
    assert rows(WorkHours).filter(user=samklang.ida).count() == 4


def test_a_closed_run_keeps_its_hours_as_they_are(samklang, course):
    bodil = Actor.of(samklang.bodil)
    here = {"actor": bodil, "training_id": course.pk, "school_id": samklang.roskilde.pk}
    note_all_present(**here)
    rows(ProgrammeRun).filter(pk=samklang.run.pk).update(state="closed")
    before = list(rows(WorkHours).order_by("pk").values())
    stands = facts_of(course)
    for change in (
        lambda: note_presences(**here, shown=[], ticked=[]),
        lambda: save_day(actor=bodil, training_id=course.pk, facts=DayFacts(day(9), 60)),
        lambda: change_training(
            actor=bodil,
            training_id=course.pk,
            facts=TrainingFacts("Andet"),
            based_on=version_of_training(stands),
        ),
    ):
        with pytest.raises(RunClosed):
            change()
    assert list(rows(WorkHours).order_by("pk").values()) == before


def test_only_the_host_sets_it_up_and_hours_count_in_a_run_of_all_its_schools(samklang, course):
    with pytest.raises(PermissionDenied):
        save_day(actor=Actor.of(samklang.kim), training_id=course.pk, facts=DayFacts(day(9), 60))
    facts = TrainingFacts(
        "Med Kongsberg",
        run_id=samklang.run.pk,
        schools=frozenset({samklang.kongsberg.pk}),
        counts_as_hours=True,
    )
    with pytest.raises(TrainingRefused, match="Kongsberg"):
        make_training(actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, facts=facts)
    with pytest.raises(TrainingRefused):
        make_training(
            actor=Actor.of(samklang.bodil),
            school_id=samklang.roskilde.pk,
            facts=TrainingFacts("Uden forløb", counts_as_hours=True),
        )


def test_it_is_made_on_pages_once_and_what_cannot_be_is_refused_in_words(samklang, browser_of):
    bodil, new = browser_of(samklang.bodil), reverse("programmes:new_training")
    sent = {"host": samklang.roskilde.pk, "name": "Trommekursus", "run": samklang.run.pk}
    sent |= {"schools": [samklang.koege.pk], "counts_as_hours": "on"}
    for _click in range(2):
        assert bodil.post(new, sent).status_code == 302
    made = rows(Training).get()
    for wrong in ({"name": ""}, {"run": "x"}, {"schools": ["0"]}, {"host": samklang.koege.pk}, {"run": ""}):
        assert bodil.post(new, {**sent, "name": "Andet", **wrong}).status_code == 422
    days = reverse("programmes:new_training_day", args=[made.pk])
    good = {"on": str(day(1)), "hours": "6", "partner_people": "2", "room": "Salen"}
    for _click in range(2):
        assert bodil.post(days, good).status_code == 302
    for wrong in ({"hours": "0"}, {"hours": "x"}, {"on": ""}, {"partner_people": "-1"}, {"room": "x" * 81}):
        assert bodil.post(days, {**good, "on": str(day(2)), **wrong}).status_code == 422
    assert bodil.post(days, {**good, "hours": "5"}).status_code == 422
    assert bodil.post(days, {**good, "step": "1"}).content.decode().count('value="6,25"') == 1
    (only,) = made.days.everything(why=WHY)
    change = reverse("programmes:change_training_day", args=[made.pk, only.pk])
    assert bodil.post(change, {**good, "hours": "5,5"}).status_code == 302
    assert bodil.post(change, {"remove": "1"}).status_code == 302
    assert not made.days.everything(why=WHY).exists()
    assert "Trommekursus" in bodil.get(reverse("programmes:trainings")).content.decode()
    edit = reverse("programmes:edit_training", args=[made.pk])
    based_on = version_of_training(facts_of(made))
    assert bodil.post(edit, {**sent, "name": "Trommer", "based_on": "x"}).status_code == 422
    assert bodil.post(edit, {**sent, "name": "Trommer", "based_on": based_on}).status_code == 302
    assert browser_of(samklang.kim).get(edit).status_code == 403
