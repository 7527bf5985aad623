"""Budget and accounts of a run: who pays what, what is refused, and what stays as it stood."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from partners.models import Grant
from partners.rules.money import at_rate
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import forget_rights
from portal.scope.roles import Role
from programmes.actions.close_accounts import CannotClose, close_accounts
from programmes.actions.note_cost import (
    CostFacts,
    CostRefused,
    change_cost,
    correct_cost,
    remove_cost,
    version_of_cost,
)
from programmes.actions.save_budget_line import (
    BudgetFacts,
    change_budget_line,
    remove_budget_line,
    version_of_budget_line,
)
from programmes.models import ActualLine, BudgetLine, ProgrammeRun
from programmes.policies.run import RunClosed
from tests.db import people
from tests.db.accounts import budget_line, cost, day, grant
from tests.db.setups import rows
from tests.guards.world_accounts import waiting

pytestmark = pytest.mark.django_db


def amounts(action: str) -> list[dict]:
    entries = AuditEntry.objects.filter(action=action).order_by("pk")
    return [entry.values["amount"] for entry in entries]


@pytest.fixture
def awarded(samklang) -> Grant:
    return grant(samklang.roskilde)


class TestBudget:
    def test_a_line_is_added_changed_and_removed_and_the_log_keeps_before_and_after(self, samklang):
        line = budget_line(samklang.bodil, samklang.run, samklang.roskilde, amount=45_000_000)
        facts = BudgetFacts(category="pay", payer="school", amount=30_000_000, expected=25_000_000)
        bodil = Actor.of(samklang.bodil)
        changed = change_budget_line(
            actor=bodil, line_id=line.pk, facts=facts, based_on=version_of_budget_line(line)
        )
        assert (changed.amount, changed.expected, changed.currency) == (30_000_000, 25_000_000, "DKK")
        with pytest.raises(ChangedMeanwhile):
            change_budget_line(
                actor=bodil,
                line_id=line.pk,
                facts=BudgetFacts(category="room", payer="school", amount=1),
                based_on=version_of_budget_line(line),
            )
        remove_budget_line(actor=bodil, line_id=line.pk)
        assert not rows(BudgetLine).exists()
        assert amounts("add budget line") == [{"before": None, "after": 45_000_000}]
        assert amounts("change budget line") == [{"before": 45_000_000, "after": 30_000_000}]
        (entry,) = AuditEntry.objects.filter(action="change budget line")
        assert entry.values["expected"] == {"before": None, "after": 25_000_000}
        assert amounts("remove budget line") == [{"before": 30_000_000, "after": None}]

    def test_work_and_rooms_in_kind_are_worth_their_hours_times_the_rate(self, samklang):
        line = budget_line(
            *(samklang.bodil, samklang.run, samklang.roskilde),
            basis="work",
            minutes=90,
            rate=45_033,
            amount=None,
        )
        assert (line.amount, line.minutes, line.rate) == (67_550, 90, 45_033)

    def test_a_grants_line_is_in_the_grants_currency(self, samklang):
        krone = grant(samklang.roskilde, currency="NOK")
        line = budget_line(samklang.bodil, samklang.run, samklang.roskilde, payer="grant", grant_id=krone.pk)
        assert line.currency == "NOK"

    def test_nobody_plans_for_another_school_nor_with_its_grant_nor_in_a_closed_run(self, samklang, awarded):
        for user, run, school, fields in (
            (samklang.kim, samklang.run, samklang.roskilde, {}),
            (samklang.ida, samklang.run, samklang.roskilde, {}),
            (samklang.kari, samklang.run, samklang.kongsberg, {}),
            (samklang.kim, samklang.run, samklang.koege, {"payer": "grant", "grant_id": awarded.pk}),
        ):
            with pytest.raises(ObjectDoesNotExist):
                budget_line(user, run, school, **fields)
        with pytest.raises(RunClosed):
            budget_line(samklang.bodil, samklang.closed_run, samklang.roskilde)
        people.give_role(samklang.bodil, Role.COORDINATOR, samklang.kongsberg)
        forget_rights(samklang.bodil)
        not_here = {"payer": "grant", "grant_id": grant(samklang.kongsberg).pk}
        assert Grant.objects.visible_to(samklang.bodil).filter(pk=not_here["grant_id"]).exists()
        with pytest.raises(Grant.DoesNotExist):
            budget_line(samklang.bodil, samklang.run, samklang.roskilde, **not_here)

    def test_the_database_itself_refuses_a_line_whose_payer_does_not_fit(self, samklang, awarded):
        whole = {"run": samklang.run, "school": samklang.roskilde, "currency": "DKK", "category": "pay"}
        for fields in (
            {"payer": "grant", "amount": 1},
            {"payer": "school", "grant": awarded, "amount": 1},
            {"payer": "school", "amount": 0},
            {"payer": "families", "basis": "work", "minutes": 60, "rate": 100, "amount": 100},
            {"payer": "school", "basis": "work", "amount": 100},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                BudgetLine.objects.create(**whole, **fields)


class TestCosts:
    def test_a_cost_is_noted_and_changed_and_the_log_keeps_before_and_after(self, samklang):
        line = cost(samklang.bodil, samklang.run, samklang.roskilde, voucher="B1")
        facts = CostFacts(category="room", payer="families", amount=12_000, on=line.on, voucher="B1")
        change_cost(
            actor=Actor.of(samklang.bodil), line_id=line.pk, facts=facts, based_on=version_of_cost(line)
        )
        assert amounts("note cost") == [{"before": None, "after": 10_000}]
        assert amounts("change cost") == [{"before": 10_000, "after": 12_000}]
        (entry,) = AuditEntry.objects.filter(action="change cost")
        assert entry.values["paid_by"] == {"before": "school", "after": "families"}
        remove_cost(actor=Actor.of(samklang.bodil), line_id=line.pk)
        assert not rows(ActualLine).exists()

    @pytest.mark.parametrize(
        ("fields", "facts", "words"),
        [
            ({"state": "applied", "awarded_on": None}, {}, "not awarded"),
            ({}, {"on": day(61)}, "outside of that"),
            ({"eligible_categories": ["food"]}, {}, "not be used for costs of the kind “pay”"),
        ],
    )
    def test_a_grant_pays_only_when_awarded_within_its_period_and_for_its_purpose(
        self, samklang, fields, facts, words
    ):
        of = grant(samklang.roskilde, **fields)
        with pytest.raises(CostRefused, match=words):
            cost(samklang.bodil, samklang.run, samklang.roskilde, payer="grant", grant_id=of.pk, **facts)
        assert not rows(ActualLine).exists()

    def test_one_cost_is_claimed_from_one_funder(self, samklang, awarded):
        other = grant(samklang.roskilde, funder="Another")
        where = (samklang.bodil, samklang.run, samklang.roskilde)
        first = cost(*where, payer="grant", grant_id=awarded.pk, voucher="B1")
        with pytest.raises(CostRefused, match="claimed from another grant"):
            cost(*where, payer="grant", grant_id=other.pk, voucher="B1")
        cost(*where, payer="grant", grant_id=other.pk, voucher="B1", amount=9_999)
        correct_cost(actor=Actor.of(samklang.bodil), line_id=first.pk, on=day(1), amount=0, text="wrong")
        cost(*where, payer="grant", grant_id=other.pk, voucher="B1")

    def test_a_cost_that_moves_to_another_grant_is_not_in_its_own_way_nor_is_half_of_its_voucher(
        self, samklang, awarded
    ):
        other = grant(samklang.roskilde, funder="Another")
        where = (samklang.bodil, samklang.run, samklang.roskilde)
        line = cost(*where, payer="grant", grant_id=awarded.pk, voucher="B1")

        def moved(one: ActualLine, to: Grant) -> int | None:
            facts = CostFacts(
                category="pay",
                payer="grant",
                grant_id=to.pk,
                amount=10_000,
                on=line.on,
                voucher="B1",
            )
            bodil = Actor.of(samklang.bodil)
            return change_cost(
                actor=bodil, line_id=one.pk, facts=facts, based_on=version_of_cost(one)
            ).grant_id

        assert moved(line, other) == other.pk
        half, other_half = (
            ActualLine.objects.create(
                run=samklang.run,
                school=samklang.roskilde,
                payer="school",
                category="pay",
                amount=10_000,
                currency="DKK",
                on=line.on,
                voucher="B1",
                taken_from=waiting(samklang.group, samklang.bodil),
            )
            for _ in range(2)
        )
        with pytest.raises(CostRefused, match="claimed from another grant"):
            moved(half, awarded)
        remove_cost(actor=Actor.of(samklang.bodil), line_id=line.pk)
        assert (moved(half, awarded), moved(other_half, other)) == (awarded.pk, other.pk)

    def test_a_form_that_is_sent_twice_notes_one_line(self, samklang):
        where = (samklang.bodil, samklang.run, samklang.roskilde)
        for note, model in ((cost, ActualLine), (budget_line, BudgetLine)):
            note(*where, text="Leje")
            with pytest.raises(Refused, match="same line is here already"):
                note(*where, text="Leje")
            note(*where, text="Leje, igen")
            assert rows(model).count() == 2

    def test_a_run_that_is_closed_still_takes_the_invoices_that_come_late(self, samklang):
        assert cost(samklang.bodil, samklang.closed_run, samklang.roskilde).pk

    def test_nobody_notes_for_another_school(self, samklang):
        for user, school in (
            (samklang.kim, samklang.roskilde),
            (samklang.otto, samklang.roskilde),
            (samklang.lone, samklang.roskilde),
        ):
            with pytest.raises(CultureSchool.DoesNotExist):
                cost(user, samklang.run, school)
        line = cost(samklang.bodil, samklang.run, samklang.roskilde)
        with pytest.raises(ActualLine.DoesNotExist):
            correct_cost(actor=Actor.of(samklang.kim), line_id=line.pk, on=day(1), amount=1, text="")
        with pytest.raises(ProgrammeRun.DoesNotExist):
            cost(samklang.kari, samklang.run, samklang.kongsberg)


class TestClosedPeriods:
    def close(self, samklang, ago: int) -> None:
        close_accounts(actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, through=day(ago))

    def test_nothing_in_a_closed_period_is_added_changed_or_removed(self, samklang):
        where = (samklang.bodil, samklang.run, samklang.roskilde)
        line = cost(*where, on=day(10))
        self.close(samklang, 10)
        bodil = Actor.of(samklang.bodil)
        with pytest.raises(CostRefused, match="closed to and with"):
            cost(*where, on=day(10))
        facts = CostFacts(category="pay", payer="school", amount=1, on=day(1))
        with pytest.raises(CostRefused, match="accounts of this day are closed"):
            change_cost(actor=bodil, line_id=line.pk, facts=facts, based_on=version_of_cost(line))
        with pytest.raises(CostRefused, match="accounts of this day are closed"):
            remove_cost(actor=bodil, line_id=line.pk)
        other = cost(*where, on=day(9))
        into = CostFacts(category="pay", payer="school", amount=10_000, on=day(10))
        with pytest.raises(CostRefused, match="closed to and with"):
            change_cost(actor=bodil, line_id=other.pk, facts=into, based_on=version_of_cost(other))

    def test_a_correction_is_a_new_line_after_the_closed_period(self, samklang):
        line = cost(samklang.bodil, samklang.run, samklang.roskilde, on=day(10), amount=10_000)
        self.close(samklang, 10)
        bodil = Actor.of(samklang.bodil)
        with pytest.raises(CostRefused, match="closed to and with"):
            correct_cost(actor=bodil, line_id=line.pk, on=day(10), amount=8_000, text="")
        first = correct_cost(actor=bodil, line_id=line.pk, on=day(2), amount=8_000, text="too much")
        second = correct_cost(actor=bodil, line_id=line.pk, on=day(1), amount=0, text="not ours")
        assert (first.amount, second.amount) == (-2_000, -8_000)
        assert rows(ActualLine).get(pk=line.pk).amount == 10_000
        with pytest.raises(CostRefused, match="stands at this amount"):
            correct_cost(actor=bodil, line_id=line.pk, on=day(1), amount=0, text="")
        with pytest.raises(CostRefused, match="itself a correction"):
            correct_cost(actor=bodil, line_id=first.pk, on=day(1), amount=1, text="")

    def test_what_is_given_in_kind_is_corrected_in_hours_and_stays_in_kind(self, samklang):
        in_kind = {"basis": "work", "minutes": 100, "rate": 45_033, "amount": None}
        line = cost(samklang.bodil, samklang.run, samklang.roskilde, **in_kind)
        for minutes in (50, 0):
            correct_cost(
                actor=Actor.of(samklang.bodil), line_id=line.pk, on=day(1), minutes=minutes, text="fewer"
            )
            every = rows(ActualLine).order_by("pk")
            assert {one.basis for one in every} == {"work"}
            assert sum(one.minutes for one in every) == minutes
            assert sum(one.amount for one in every) == at_rate(minutes, 45_033)

    def test_a_period_is_closed_once_and_not_before_it_is_over(self, samklang):
        self.close(samklang, 10)
        for ago, words in ((10, "already"), (20, "already"), (0, "days that are over")):
            with pytest.raises(CannotClose, match=words):
                self.close(samklang, ago)
        with pytest.raises(CultureSchool.DoesNotExist):
            close_accounts(actor=Actor.of(samklang.kim), school_id=samklang.roskilde.pk, through=day(1))

    def test_another_schools_period_closes_nothing_here(self, samklang):
        close_accounts(actor=Actor.of(samklang.kim), school_id=samklang.koege.pk, through=day(1))
        assert cost(samklang.bodil, samklang.run, samklang.roskilde, on=day(10)).pk
