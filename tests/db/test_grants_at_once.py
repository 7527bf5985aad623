"""Two coordinators who answer for the same grant at the same moment: one answer stands, its reports once."""

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
from tests.db.granting import applied, facts, on
from tests.db.people import WHY
from tests.db.test_capacity import at_the_same_moment


@at_the_same_moment
def test_five_who_note_the_award_at_once_note_one(samklang):
    grant = applied(samklang)
    Grant.objects.everything(why=WHY).update(by_calendar_year=True, report_days_after=60)

    def award(amount: int):
        def task() -> None:
            with suppress(Refused):
                actor = Actor.of(User.objects.get(pk=samklang.bodil.pk))
                award_grant(actor=actor, grant_id=grant.pk, awarded_on=on(1, 1), amount=amount)

        return task

    all_at_once([award(amount) for amount in range(1, 6)])
    entry = AuditEntry.objects.get(action="award grant")
    grant.refresh_from_db()
    assert entry.values["amount"] == {"before": 45_000_000, "after": grant.amount}
    assert ReportDue.objects.everything(why=WHY).count() == 1


@at_the_same_moment
def test_a_funder_written_down_by_five_at_once_is_one(samklang):
    def apply() -> None:
        actor = Actor.of(User.objects.get(pk=samklang.bodil.pk))
        funder = FunderFacts("Fonden", "foundation")
        write_application(actor=actor, school_id=samklang.roskilde.pk, funder=funder, facts=facts())

    all_at_once([apply] * 5)
    assert Grant.objects.everything(why=WHY).count() == 5
    assert Funder.objects.everything(why=WHY).filter(name="Fonden").count() == 1
