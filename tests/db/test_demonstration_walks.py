"""What a person who starts the portal finds in the demonstration, on whatever day it is loaded."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from participants.models import (
    Attendance,
    Enrolment,
    EnrolmentMove,
    Guardian,
    NamedKeeper,
    Participant,
    Place,
    SupportNeed,
)
from portal.accounts.models import User
from portal.demonstration import accounts
from portal.demonstration.registry import loaders
from programmes.models import Group, Session
from tests.db.test_demonstration_norway import rows

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = {
    "a Friday": "2026-11-20 11:00",
    "late on a Sunday": "2026-11-22 22:30",
    "in the autumn holiday": "2026-10-14 08:00",
    "Christmas Eve": "2026-12-24 09:00",
    "New Year's Day": "2027-01-01 13:30",
    "in summer": "2027-07-08 10:00",
    "just after midnight": "2027-03-28 00:10",
}


@pytest.fixture(scope="module", params=DAYS.values(), ids=DAYS.keys())
def now(request, django_db_setup, django_db_blocker) -> Iterator[datetime.datetime]:
    """The moment of loading."""
    moment = datetime.datetime.fromisoformat(request.param).replace(tzinfo=COPENHAGEN)
    with (
        django_db_blocker.unblock(),
        time_machine.travel(moment, tick=False),
        transaction.atomic(),
    ):
        for load in loaders():
            load(timezone.localdate())
        yield moment
        transaction.set_rollback(True)


def user(email: str) -> User:
    return User.objects.get(email=email)


def walk_group() -> Group:
    return rows(Group).get(name="Østervangsskolen", run__state="open")


def test_the_teacher_has_a_session_today_and_older_ones_that_are_not_logged(now):
    sessions = Session.objects.visible_to(user(accounts.TEACHER))
    midnight = now.replace(hour=0, minute=0)
    today = sessions.between(midnight, midnight + datetime.timedelta(days=1))
    assert today.filter(group=walk_group(), state="planned").count() == 1
    assert sessions.not_logged(midnight).count() == 2


def test_the_group_of_the_walk_has_seven_children_one_free_place_and_two_applicants(now):
    group = walk_group()
    states = list(rows(Enrolment).filter(group=group).values_list("state", flat=True))
    assert sorted(states) == ["applied"] * 2 + ["enrolled"] * 7
    numbers = rows(Place).filter(group=group).order_by("number").values_list("number", flat=True)
    assert (group.capacity, list(numbers)) == (8, [1, 2, 3, 4, 5, 6, 7])


def test_both_applicants_can_be_reached_and_say_something(now):
    applicants = rows(Enrolment).filter(group=walk_group(), state="applied")
    for one in applicants.select_related("application"):
        guardian = rows(Guardian).get(participant=one.participant_id)
        assert guardian.phone.startswith("+45 00 00")
        assert guardian.email.endswith(accounts.DOMAIN)
        assert one.application.message
        assert one.applied_at < now


def test_whoever_waits_was_told_why(now):
    waiting = rows(Enrolment).filter(state="waitlisted")
    assert waiting.filter(group__run__programme__public_name="Kulturmetropolen").count() == 4
    for one in waiting:
        move = rows(EnrolmentMove).filter(enrolment=one, to_state="waitlisted").first()
        assert move.grounds
        assert move.decided_by


def test_no_group_is_overfull(now):
    for group in rows(Group).filter(run__state="open"):
        taken = rows(Enrolment).filter(group=group).taking_a_place().count()
        assert taken == rows(Place).filter(group=group).count() <= group.capacity


def test_what_lies_ahead_is_not_logged_and_every_session_lies_in_its_run(now):
    assert not rows(Session).filter(starts_at__gt=now, state="held").exists()
    assert not rows(Attendance).filter(session__starts_at__gt=now).exists()
    for session in rows(Session).select_related("group__run"):
        day, run = timezone.localdate(session.starts_at), session.group.run
        assert run.starts_on <= day <= run.ends_on


def test_no_session_falls_in_the_autumn_holiday_save_the_walks_own(now):
    danish = rows(Session).filter(school__municipality__country="DK")
    days = {timezone.localdate(start) for start in danish.values_list("starts_at", flat=True)}
    assert {day for day in days if day.isocalendar().week == 42} <= {now.date()}


def test_history_is_older_than_the_moment_of_loading_and_in_order(now):
    moves = rows(EnrolmentMove).order_by("enrolment", "at", "pk")
    before: dict[int, str] = {}
    for move in moves:
        assert move.at < now
        assert move.from_state == before.get(move.enrolment_id, "")
        before[move.enrolment_id] = move.to_state
    states = dict(rows(Enrolment).values_list("id", "state"))
    assert before == states


def test_details_are_kept_until_a_day_that_lies_ahead(now):
    for run in {group.run for group in rows(Group).select_related("run")}:
        assert run.retention_on > now.date()


def test_a_protected_child_has_a_coordinator_and_a_teacher_who_are_named(now):
    child = rows(Participant).exclude(address_protection="").get()
    keepers = {row.user for row in rows(NamedKeeper).filter(participant=child).select_related("user")}
    assert user(accounts.COORDINATOR) in keepers
    assert len(keepers) >= 2
    assert child not in Participant.objects.visible_to(user(accounts.TEACHER))
    for keeper in keepers:
        assert child in Participant.objects.visible_to(keeper)


def test_need_cards_say_what_helps_and_expire(now):
    needs = rows(SupportNeed)
    assert needs.filter(participant__enrolments__group=walk_group()).count() == 3
    assert all(now.date() < need.expires_on for need in needs)
