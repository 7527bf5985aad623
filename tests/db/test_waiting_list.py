"""A waiting list keeps the order of the school's criteria; whose turn it is gets the next offer."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from participants.actions.answer_offer import decline_offer
from participants.actions.approve import approve
from participants.actions.change_capacity import change_capacity
from participants.actions.grounds import UnknownGround
from participants.actions.move import DecidedMeanwhile, GroundsMissing
from participants.actions.move_up import move_up
from participants.actions.next_offer import offer_next
from participants.actions.refuse import refuse
from participants.actions.waitlist import waitlist
from participants.actions.withdraw import withdraw
from participants.models import Enrolment, EnrolmentMove, Ground, Offer, SchoolSettings
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from tests.db.capacity import all_at_once
from tests.db.people import WHY, Samklang, applies, child, fill, group
from tests.db.waiting import criteria, link_of, offered, together, waits

at_the_same_moment = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def bodil(samklang) -> Actor:
    return Actor.of(samklang.bodil)


@pytest.fixture
def three(samklang) -> list[Enrolment]:
    fill(samklang.group, leaving=1)
    return [waits(samklang.group, child(samklang.roskilde, f"Nr{n}"), n) for n in (1, 2, 3)]


def names(samklang: Samklang) -> list[str]:
    rows = Enrolment.objects.visible_to(samklang.bodil).filter(group=samklang.group, state="waitlisted")
    return [row.participant.given_name for row in rows.order_by("waiting_rank")]


def ranks(samklang: Samklang) -> list[int]:
    rows = Enrolment.objects.visible_to(samklang.bodil).filter(group=samklang.group, state="waitlisted")
    return sorted(rows.values_list("waiting_rank", flat=True))


def reload(*rows: Enrolment) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def test_the_criteria_in_their_order_and_then_the_time_give_the_place(samklang, bodil):
    criteria(samklang.group, "external_decision", "own_wish")
    late = applies(samklang.group, child(samklang.roskilde, "Sen"), minutes_ago=5)
    second = applies(samklang.group, child(samklang.roskilde, "Anden"), minutes_ago=90, wish=2)
    seen = applies(samklang.group, child(samklang.roskilde, "Set"), minutes_ago=1, wish=3)
    seen.application.external_decision_seen_on = timezone.localdate()
    seen.application.save()
    for one in (second, late, seen):
        waitlist(actor=bodil, enrolment_id=one.pk, based_on="applied", grounds="Full.")
    assert names(samklang) == ["Set", "Sen", "Anden"]
    assert ranks(samklang) == [1, 2, 3]


def test_whoever_leaves_the_list_leaves_no_gap(samklang, bodil, three):
    refuse(actor=bodil, enrolment_id=three[0].pk, based_on="waitlisted", grounds="Too old.")
    assert (names(samklang), ranks(samklang)) == (["Nr2", "Nr3"], [1, 2])
    three[0].refresh_from_db()
    assert three[0].waiting_rank is None


class TestMovingUp:
    def test_it_writes_the_reason_into_the_history_and_marks_the_row(self, samklang, bodil, three):
        moved = move_up(actor=bodil, enrolment_id=three[2].pk, before=three[0].pk, grounds="Moves house.")
        assert names(samklang) == ["Nr3", "Nr1", "Nr2"]
        assert (moved.moved_up, moved.waiting_rank) == (True, 1)
        step = EnrolmentMove.objects.everything(why=WHY).filter(enrolment=moved).last()
        assert (step.from_state, step.to_state, step.grounds) == ("waitlisted", "waitlisted", "Moves house.")
        assert AuditEntry.objects.everything(why=WHY).filter(action="move up").count() == 1

    def test_without_a_reason_nobody_moves(self, samklang, bodil, three):
        with pytest.raises(GroundsMissing):
            move_up(actor=bodil, enrolment_id=three[2].pk, before=three[0].pk, grounds="  ")
        assert names(samklang) == ["Nr1", "Nr2", "Nr3"]

    def test_a_newcomer_does_not_pass_whoever_was_moved_to_the_first_place(self, samklang, bodil, three):
        move_up(actor=bodil, enrolment_id=three[2].pk, before=three[0].pk, grounds="Moves house.")
        early = applies(samklang.group, child(samklang.roskilde, "Tidlig"), minutes_ago=9000)
        waitlist(actor=bodil, enrolment_id=early.pk, based_on="applied", grounds="Full.")
        assert names(samklang) == ["Nr3", "Tidlig", "Nr1", "Nr2"]

    def test_sent_twice_it_is_done_once(self, samklang, bodil, three):
        for _ in range(2):
            move_up(actor=bodil, enrolment_id=three[2].pk, before=three[1].pk, grounds="Moves house.")
        moves = EnrolmentMove.objects.everything(why=WHY).filter(enrolment=three[2], from_state="waitlisted")
        assert moves.count() == 1

    def test_before_somebody_who_waits_no_more_it_is_told(self, bodil, three):
        refuse(actor=bodil, enrolment_id=three[0].pk, based_on="waitlisted", grounds="x")
        with pytest.raises(DecidedMeanwhile):
            move_up(actor=bodil, enrolment_id=three[2].pk, before=three[0].pk, grounds="Moves house.")


class TestGrounds:
    def test_a_reason_of_the_list_is_enough_and_makes_the_built_in_list_the_schools_own(
        self, samklang, bodil
    ):
        one = applies(samklang.group, child(samklang.roskilde, "Sen"))
        waitlist(actor=bodil, enrolment_id=one.pk, based_on="applied", ground="Holdet er fuldt.")
        step = EnrolmentMove.objects.everything(why=WHY).filter(enrolment=one).last()
        assert (step.ground.text, step.grounds) == ("Holdet er fuldt.", "")
        kept = Ground.objects.visible_to(samklang.bodil).filter(for_state="waitlisted")
        assert kept.count() == 3

    def test_where_the_school_keeps_its_own_nothing_else_can_be_chosen(self, samklang, bodil):
        Ground.objects.create(school=samklang.roskilde, for_state="refused", text="Kun for 3. klasse")
        one = applies(samklang.group, child(samklang.roskilde, "Sen"))
        with pytest.raises(UnknownGround):
            refuse(actor=bodil, enrolment_id=one.pk, based_on="applied", ground="Er flyttet.")
        assert refuse(actor=bodil, enrolment_id=one.pk, based_on="applied", ground="Kun for 3. klasse")


class TestTheNextOffer:
    def test_one_tap_offers_to_whom_it_was_shown(self, samklang, bodil, three):
        offer_next(actor=bodil, group_id=samklang.group.pk, shown=[three[0].pk])
        assert reload(*three) == ["offered", "waitlisted", "waitlisted"]
        assert Offer.objects.visible_to(samklang.bodil).get().answer_by > timezone.localdate()

    def test_where_another_is_next_by_now_nothing_is_offered(self, samklang, bodil, three):
        with pytest.raises(DecidedMeanwhile):
            offer_next(actor=bodil, group_id=samklang.group.pk, shown=[three[1].pk])
        assert reload(*three) == ["waitlisted"] * 3

    def test_siblings_are_passed_over_until_all_fit_with_the_reason_written(self, samklang, bodil, three):
        together(link_of(samklang.roskilde), three[0], three[2])
        offer_next(actor=bodil, group_id=samklang.group.pk, shown=[three[1].pk])
        assert reload(*three) == ["waitlisted", "offered", "waitlisted"]
        entry = AuditEntry.objects.everything(why=WHY).get(action="pass over")
        assert (entry.object_id, entry.values["needed"], entry.values["free"]) == (str(three[0].pk), 2, 1)
        change_capacity(actor=bodil, group_id=samklang.group.pk, capacity=samklang.group.capacity + 2)
        offer_next(actor=bodil, group_id=samklang.group.pk, shown=[three[2].pk, three[0].pk])
        assert reload(*three) == ["offered"] * 3

    def test_whoever_gave_a_place_up_is_not_offered_it_again(self, samklang, bodil, three):
        approve(actor=bodil, enrolment_id=three[0].pk, based_on="waitlisted")
        withdraw(actor=bodil, enrolment_id=three[0].pk, based_on="enrolled", grounds="Has no time.")
        again = waits(samklang.group, child(samklang.roskilde, "x"), 9)
        Enrolment.objects.everything(why=WHY).filter(pk=again.pk).update(
            participant=three[0].participant, waiting_rank=1
        )
        with pytest.raises(DecidedMeanwhile):
            offer_next(actor=bodil, group_id=samklang.group.pk, shown=[again.pk])
        offer_next(actor=bodil, group_id=samklang.group.pk, shown=[three[1].pk])

    def test_it_goes_out_by_itself_only_where_the_school_has_said_so(self, samklang, bodil, three):
        first = offered(samklang.group, child(samklang.roskilde, "Tilbudt"))
        decline_offer(actor=bodil, enrolment_id=first.enrolment_id, based_on="offered")
        assert reload(*three) == ["waitlisted"] * 3
        SchoolSettings.objects.create(school=samklang.roskilde, offers_by_itself=True)
        enrolled = Enrolment.objects.visible_to(samklang.bodil).get(
            participant=samklang.bo, group=samklang.group
        )
        withdraw(actor=bodil, enrolment_id=enrolled.pk, based_on="enrolled", grounds="Has moved.")
        assert reload(*three) == ["offered", "offered", "waitlisted"]
        step = EnrolmentMove.objects.everything(why=WHY).filter(enrolment=three[0]).last()
        assert (step.actor_kind, step.decided_by) == ("system", None)
        assert step.grounds


@at_the_same_moment
def test_fifty_moves_answers_and_withdrawals_at_once_leave_a_list_without_gaps(samklang):
    """Groups are locked before enrolments everywhere, or some of these would wait in a circle."""
    SchoolSettings.objects.create(school=samklang.roskilde, offers_by_itself=True)
    wanted = group(samklang.run, samklang.roskilde, "Eftertragtet", 10)
    out = [offered(wanted, child(samklang.roskilde, f"Tilbudt{n}")).enrolment for n in range(10)]
    rows = [waits(wanted, child(samklang.roskilde, f"Venter{n}"), n + 1) for n in range(40)]
    bodil = Actor.of(samklang.bodil)

    def declining(row: Enrolment) -> Callable[[], None]:
        return lambda: void(decline_offer(actor=bodil, enrolment_id=row.pk, based_on="offered"))

    def moving(row: Enrolment) -> Callable[[], None]:
        def task() -> None:
            try:
                move_up(actor=bodil, enrolment_id=row.pk, before=rows[20].pk, grounds="Now.")
            except DecidedMeanwhile:
                return

        return task

    all_at_once([*map(declining, out), *map(moving, rows)])
    states = list(Enrolment.objects.everything(why=WHY).filter(group=wanted).values_list("state", flat=True))
    assert (states.count("offered"), states.count("declined"), states.count("waitlisted")) == (10, 10, 30)
    left = Enrolment.objects.everything(why=WHY).filter(group=wanted, state="waitlisted")
    assert sorted(left.values_list("waiting_rank", flat=True)) == list(range(1, 31))


def void(value: object) -> None:
    """For tasks, which give nothing back."""
