"""How many days before a deadline a school's people are reminded."""

from django.db import transaction

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from reports.models import ReminderDays


@transaction.atomic
def save_reminder_days(*, actor: Actor, school_id: int, days: tuple[int, ...]) -> ReminderDays:
    """Of two at once the later one's stand. Raises CultureSchool.DoesNotExist outside one's scope."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    rows = ReminderDays.objects.visible_to(actor.person)
    row = rows.filter(school=school).first() or ReminderDays(school=school)
    if row.pk is None or row.days != list(days):
        before, row.days = row.days, list(days)
        row.save()
        record(actor, "set reminder days", row, school=school, days={"before": before, "after": row.days})
    return row
