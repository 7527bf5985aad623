"""Coordinators who write and answer at the same moment: one funder, one answer, its reports once."""

from collections.abc import Callable
from contextlib import suppress

from partners.actions.award_grant import award_grant
from partners.actions.save_funder import FunderFacts
from partners.actions.save_grant import write_application
from partners.models import Funder, Grant, ReportDue
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from tests.db.capacity import all_at_once
from tests.db.granting import facts, on
from tests.db.people import WHY
from tests.db.test_capacity import at_the_same_moment


@at_the_same_moment
def test_a_funder_written_down_by_five_at_once_is_one_and_of_five_awards_one_stands(samklang):
    def actor() -> Actor:
        return Actor.of(User.objects.get(pk=samklang.bodil.pk))

    def apply() -> None:
        funder = FunderFacts("Fonden", "foundation")
        write_application(actor=actor(), school_id=samklang.roskilde.pk, funder=funder, facts=facts())

    all_at_once([apply] * 5)
    grants = Grant.objects.everything(why=WHY)
    assert grants.count() == 5
    assert Funder.objects.everything(why=WHY).filter(name="Fonden").count() == 1
    grants.update(by_calendar_year=True, report_days_after=60)
    grant = grants.first()

    def award(amount: int) -> Callable[[], None]:
        def task() -> None:
            with suppress(Refused):
                award_grant(actor=actor(), grant_id=grant.pk, awarded_on=on(1, 1), amount=amount)

        return task

    all_at_once([award(amount) for amount in range(1, 6)])
    entry = AuditEntry.objects.get(action="award grant")
    grant.refresh_from_db()
    assert entry.values["amount"] == {"before": 45_000_000, "after": grant.amount}
    assert ReportDue.objects.everything(why=WHY).count() == 1
