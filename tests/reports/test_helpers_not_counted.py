"""Whoever helps is in no figure of people, and the ones who take part stay as they were."""

import datetime

import pytest

from participants.actions.remove_expired import NAME, remove_expired
from participants.models import Attendance, Enrolment
from portal.audit.actor import Actor
from programmes.models import ProgrammeRun, Session
from reports.figures import measures, people
from reports.figures.window import Window
from tests.db.around import rows
from tests.db.people import child
from tests.reports.second_way import COPENHAGEN, ByHand

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
HELPED_FROM = datetime.date(2024, 9, 1)


@pytest.fixture
def helped(logged):
    """Of the seven who came, one had a place until August and helps since; an eighth only ever helped."""
    group = logged.closed_group
    held = rows(Session).get(group=group, state="held")
    came = [mark.participant for mark in rows(Attendance).filter(session=held).order_by("pk")]
    only_helped = child(group.school, "Hjælper")
    Attendance.objects.create(
        school=group.school,
        session=held,
        participant=only_helped,
        mark="present",
        marked_at=held.starts_at,
        marked_by=logged.ida,
    )
    for person in came[1:]:
        _enrol(group, person, "participant", HELPED_FROM - datetime.timedelta(days=10), None)
    _enrol(group, came[0], "participant", datetime.date(2024, 3, 1), HELPED_FROM - datetime.timedelta(days=1))
    for person in (came[0], only_helped):
        _enrol(group, person, "helper", HELPED_FROM, None)
    return logged


def _enrol(group, person, role: str, first: datetime.date, last: datetime.date | None) -> None:
    Enrolment.objects.create(
        school=group.school,
        group=group,
        participant=person,
        role=role,
        state="completed",
        applied_at=datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
        enrolled_on=first,
        left_on=last or LAST,
    )


def by_hand(world) -> tuple[set[int], int, int, set[int]]:
    """Loops over rows: who came, attendances, places, and who helped, at Roskilde."""
    logs = ByHand(world.programme.pk, FIRST, LAST)
    enrolments = [one for one in rows(Enrolment) if one.school_id == world.roskilde.pk and one.enrolled_on]
    helping = [one for one in enrolments if one.role == "helper"]

    def helped_at(mark) -> bool:
        day = logs.day(mark.session)
        return any(
            one.participant_id == mark.participant_id
            and one.group_id == mark.session.group_id
            and one.enrolled_on <= day <= (one.left_on or day)
            for one in helping
        )

    came = [mark for mark in logs.came if mark.school_id == world.roskilde.pk and not helped_at(mark)]
    places = [
        one
        for one in enrolments
        if one.role == "participant"
        and one.enrolled_on <= LAST
        and (one.left_on or LAST) >= FIRST
        and one.group.run_id == world.closed_run.pk
    ]
    return (
        {mark.participant_id for mark in came},
        len(came),
        len(places),
        {one.participant_id for one in helping},
    )


def counted(world) -> tuple[int, int, int, int, int]:
    """The same by SQL: participants, attendances, places, attendances by measure, helpers."""
    window = Window((world.closed_run.pk,), FIRST, LAST, COPENHAGEN)
    school = world.roskilde.pk
    unique = sum(number for (where, _), number in people.unique(window).items() if where.school == school)
    attendances = sum(
        one.attendances for (where, _), one in people.presence(window).items() if where.school == school
    )
    of_measure = measures.reached(window, [school])[world.closed_run.pk]
    assert of_measure.participants == unique
    return (
        unique,
        attendances,
        people.places(window)[school].places,
        of_measure.attendances,
        people.helpers(window)[school],
    )


def test_a_second_count_by_loops_agrees_and_has_no_helper_in_it(helped):
    came, attendances, places, helpers = by_hand(helped)
    assert (len(came), attendances, len(helpers)) == (6, 6, 2)
    assert not came & helpers
    assert counted(helped) == (6, 6, places, 6, 2)


def test_a_count_that_took_helpers_for_participants_would_be_found(helped):
    """Seen to fail: the same rows with the helpers called participants."""
    rows(Enrolment).as_helpers().update(role="participant")
    window = Window((helped.closed_run.pk,), FIRST, LAST, COPENHAGEN)
    assert sum(one.attendances for one in people.presence(window).values()) == 8 + 6


def test_a_mark_from_before_she_helped_counts_as_her_own(helped):
    """Who took part in spring and helps in autumn is a participant of the spring."""
    group, helper = helped.closed_group, rows(Enrolment).as_helpers().order_by("pk").first()
    spring = Session.objects.create(
        school=group.school,
        group=group,
        starts_at=datetime.datetime(2024, 4, 2, 11, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2024, 4, 2, 12, tzinfo=datetime.UTC),
        state="held",
    )
    Attendance.objects.create(
        school=group.school,
        session=spring,
        participant=helper.participant,
        mark="late",
        marked_at=spring.starts_at,
        marked_by=helped.ida,
    )
    assert counted(helped)[:2] == (7, 7) == (len(by_hand(helped)[0]), by_hand(helped)[1])


def test_the_figures_stay_when_the_details_are_removed(helped):
    before = counted(helped)
    rows(ProgrammeRun).filter(pk=helped.closed_run.pk).update(retention_on=datetime.date(2025, 1, 1))
    remove_expired(actor=Actor.system(NAME), now=datetime.datetime(2026, 6, 1, 2, tzinfo=datetime.UTC))
    assert counted(helped) == before
