"""What grants, agreements and settlements have to be done by a day, until it is done, and what it lacks."""

import datetime

import pytest
import time_machine

from participants.actions.settle import settle
from participants.owed import Payer, items_of
from participants.settling import due_lines, money_of
from partners.actions.sign_agreement import renew
from partners.models import Agreement, GrantPayment, ReportDue
from portal.audit.actor import Actor
from portal.deadlines.registry import Deadline, DeadlineKind, deadlines_of
from tests.db import agreeing, granting, sharing
from tests.db.people import WHY

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)


def found(school, kind: DeadlineKind) -> list[Deadline]:
    return [one for one in deadlines_of([school.pk], FIRST, LAST) if one.kind == kind]


def rows(model):
    return model.objects.everything(why=WHY)


class TestGrants:
    def test_a_report_until_it_is_sent_with_the_papers_that_it_lacks(self, samklang):
        grant = granting.awarded(samklang, conditions={"comparable_accounts": True}, title="Varigt")
        rows(ReportDue).filter(grant=grant).delete()
        day = granting.on(3, 1, 2026)
        due = ReportDue.objects.create(
            grant=grant, kind="final", period_from=grant.starts_on, period_to=grant.ends_on, due_on=day
        )
        (one,) = found(samklang.roskilde, DeadlineKind.REPORT)
        assert (one.due_on, one.key, one.url) == (day, f"report-{due.pk}", f"/grants/{grant.pk}/")
        assert "Varigt" in one.title
        assert len(one.missing) == 1
        assert found(samklang.koege, DeadlineKind.REPORT) == []
        rows(ReportDue).update(sent_on=day)
        assert found(samklang.roskilde, DeadlineKind.REPORT) == []

    def test_a_payment_until_it_has_come_in(self, samklang):
        grant = granting.awarded(samklang)
        payment = GrantPayment.objects.create(grant=grant, due_on=granting.on(4, 1), amount=100)
        GrantPayment.objects.create(grant=grant, due_on=granting.on(5, 1), amount=-100)
        assert [one.key for one in found(samklang.roskilde, DeadlineKind.PAYMENT)] == [
            f"payment-{payment.pk}"
        ]
        rows(GrantPayment).update(received_on=granting.on(4, 2))
        assert found(samklang.roskilde, DeadlineKind.PAYMENT) == []


def on(month: int, day: int, year: int = 2026):
    """At noon."""
    return time_machine.travel(datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC), tick=False)


class TestAgreements:
    def renewals(self, samklang, month: int, day: int, year: int = 2026) -> list[Deadline]:
        with on(month, day, year):
            return found(samklang.roskilde, DeadlineKind.RENEWAL)

    def test_so_many_days_before_its_last_one_until_the_next_one_is_signed(self, samklang):
        agreement = agreeing.draft(samklang, remind_days=60)
        agreeing.promised(samklang, agreement, "agency", "times", 2)
        assert self.renewals(samklang, 11, 21) == []
        with on(1, 5):
            agreeing.signed(samklang, agreement)
        (one,) = self.renewals(samklang, 11, 21)
        assert one.due_on == agreeing.LAST - datetime.timedelta(days=60)
        (before,) = one.missing
        with on(11, 21):
            renewal = renew(actor=Actor.of(samklang.bodil), agreement_id=agreement.pk)
        (one,) = self.renewals(samklang, 11, 21)
        assert one.missing != (before,)
        rows(Agreement).filter(pk=renewal.pk).update(signed_on=agreeing.LAST)
        assert [one.key for one in self.renewals(samklang, 11, 21)] == [f"renewal-{renewal.pk}"]

    def test_one_that_was_given_notice_or_is_over_is_not_renewed(self, samklang):
        agreement = agreeing.draft(samklang, remind_days=60)
        rows(Agreement).filter(pk=agreement.pk).update(signed_on=agreeing.FIRST)
        assert len(self.renewals(samklang, 12, 31)) == 1
        assert self.renewals(samklang, 1, 1, 2027) == []
        rows(Agreement).filter(pk=agreement.pk).update(ended_early_on=agreeing.LAST)
        assert self.renewals(samklang, 11, 21) == []


class TestSettlements:
    def test_two_weeks_after_a_period_for_as_long_as_somebody_owes_something(self, samklang):
        world = sharing.kongsberg(samklang)
        with on(9, 20, 2025):
            sharing.shared_violin(world)
            (running,) = found(samklang.kongsberg, DeadlineKind.SETTLEMENT)
            assert running.due_on == datetime.date(2025, 10, 14)
        with on(10, 2, 2025):
            over, *_rest = found(samklang.kongsberg, DeadlineKind.SETTLEMENT)
            assert (over.key, over.due_on) == (running.key, running.due_on)
            assert "2" in over.missing[0]
            self.settled(world, world.nav)
            over, *_rest = found(samklang.kongsberg, DeadlineKind.SETTLEMENT)
            assert "1" in over.missing[0]
            self.settled(world, world.integration)
            assert found(samklang.kongsberg, DeadlineKind.SETTLEMENT) == []

    def settled(self, world, agency) -> None:
        school, payer = world.samklang.kongsberg, Payer("agency", agency.pk)
        day = datetime.date(2025, 9, 30)
        total = money_of(due_lines(school, items_of(school, day))[payer])
        settle(actor=world.actor, school_id=school.pk, payer=payer, day=day, total=total)
