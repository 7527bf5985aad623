"""Offered and enrolled together never exceed the places, whatever happens at the same moment."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction

from participants.actions.approve import approve
from participants.actions.change_capacity import BelowTaken, change_capacity
from participants.actions.places import GroupFull
from participants.actions.withdraw import withdraw
from participants.models import Enrolment
from participants.querysets.enrolments import EnrolmentQuerySet
from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.models import Group
from programmes.querysets.groups import GroupQuerySet
from tests.db.capacity import all_at_once, outcome, without_the_databases_guard
from tests.db.people import WHY, applies, child, enrol, fill, group

AT_ONCE = 50
PLACES = 7
at_the_same_moment = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def applicants(samklang) -> list[Enrolment]:
    asked_for = group(samklang.run, samklang.roskilde, "Eftertragtet", PLACES)
    return [applies(asked_for, child(samklang.roskilde, f"Søger{number}")) for number in range(AT_ONCE)]


def approving(user: User, enrolment: Enrolment) -> Callable[[], None]:
    def task() -> None:
        with suppress(GroupFull):
            approve(
                actor=Actor.of(User.objects.get(pk=user.pk)), enrolment_id=enrolment.pk, based_on="applied"
            )

    return task


@at_the_same_moment
def test_fifty_approvals_at_once_fill_the_places_and_no_more(samklang, applicants):
    all_at_once([approving(samklang.bodil, applicant) for applicant in applicants])
    assert outcome(applicants[0].group) == (PLACES, [1, 2, 3, 4, 5, 6, 7], PLACES)


@at_the_same_moment
def test_the_unique_key_of_the_places_holds_by_itself(samklang, applicants, monkeypatch):
    """Without the lock on the group and the triggers, as where somebody forgets them."""
    monkeypatch.setattr(
        EnrolmentQuerySet, "locked", lambda rows: rows.select_related("group__run", "participant")
    )
    monkeypatch.setattr(GroupQuerySet, "locked", lambda rows: rows.select_related("run"))
    with without_the_databases_guard():
        all_at_once([approving(samklang.bodil, applicant) for applicant in applicants])
    assert outcome(applicants[0].group) == (PLACES, [1, 2, 3, 4, 5, 6, 7], PLACES)


@at_the_same_moment
def test_control_counting_without_lock_and_numbers_oversells(applicants):
    """The same fifty, guard off: each counts, then writes. It shows that the tests above can fail."""
    counted = threading.Barrier(AT_ONCE)

    def careless(enrolment: Enrolment) -> Callable[[], None]:
        def task() -> None:
            rows = Enrolment.objects.everything(why=WHY)
            free = rows.filter(group=enrolment.group, state="enrolled").count() < PLACES
            counted.wait()
            if free:
                with transaction.atomic():
                    rows.filter(pk=enrolment.pk).update(state="enrolled", enrolled_on="2026-01-01")

        return task

    with without_the_databases_guard():
        all_at_once([careless(applicant) for applicant in applicants])
        assert outcome(applicants[0].group)[0] > PLACES
        Enrolment.objects.everything(why=WHY).delete()


@at_the_same_moment
def test_lowering_the_places_while_others_approve_never_leaves_too_many(samklang, applicants):
    wanted = applicants[0].group

    def lower() -> None:
        with suppress(BelowTaken):
            change_capacity(
                actor=Actor.of(User.objects.get(pk=samklang.bodil.pk)), group_id=wanted.pk, capacity=3
            )

    all_at_once([*(approving(samklang.bodil, applicant) for applicant in applicants[:20]), lower])
    wanted.refresh_from_db()
    enrolled, numbers, decisions = outcome(wanted)
    assert enrolled == len(numbers) == decisions == wanted.capacity
    assert wanted.capacity in (3, PLACES)


@at_the_same_moment
def test_the_same_approval_sent_ten_times_at_once_is_made_once(samklang, applicants):
    all_at_once([approving(samklang.bodil, applicants[0])] * 10)
    assert outcome(applicants[0].group) == (1, [1], 1)


def test_lowering_moves_numbers_down_so_that_none_is_above(samklang):
    wanted = group(samklang.run, samklang.roskilde, "Stor", 5)
    enrolments = fill(wanted)
    for gone in (enrolments[0], enrolments[2]):
        withdraw(actor=Actor.of(samklang.bodil), enrolment_id=gone.pk, based_on="enrolled", grounds="Moved.")
    change_capacity(actor=Actor.of(samklang.bodil), group_id=wanted.pk, capacity=3)
    assert outcome(wanted)[1] == [1, 2, 3]


def test_the_places_cannot_be_fewer_than_those_taken(samklang):
    with pytest.raises(BelowTaken, match="3 places"):
        change_capacity(actor=Actor.of(samklang.bodil), group_id=samklang.group.pk, capacity=2)


def test_another_school_cannot_change_the_places(samklang):
    with pytest.raises(Group.DoesNotExist):
        change_capacity(actor=Actor.of(samklang.kim), group_id=samklang.group.pk, capacity=9)


def test_an_offer_and_an_enrolment_count_alike(samklang):
    small = group(samklang.run, samklang.roskilde, "Lille", 2)
    enrol(small, samklang.bo, state="offered")
    enrol(small, samklang.clara)
    late = applies(small, samklang.amina)
    with pytest.raises(GroupFull, match="2 of 2"):
        approve(actor=Actor.of(samklang.bodil), enrolment_id=late.pk, based_on="applied")
