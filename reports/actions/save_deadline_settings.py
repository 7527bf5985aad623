"""How many days before a deadline a school's people are reminded, and who sees to which kind."""

from collections.abc import Mapping

from django.db import transaction

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from reports.actions.save_deadline import check_owner
from reports.models import SEEN_TO_BY_KIND, DeadlineOwner, ReminderDays


@transaction.atomic
def save_deadline_settings(
    *, actor: Actor, school_id: int, days: tuple[int, ...], owners: Mapping[str, int]
) -> CultureSchool:
    """`owners` are users by kind; a kind of SEEN_TO_BY_KIND that is not there is nobody's.

    Of two at once the later one's stand. Raises CultureSchool.DoesNotExist outside one's scope, and
    NotAtTheSchool for an owner who does not coordinate the school.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    _save_days(actor, school, days)
    _save_owners(actor, school, owners)
    return school


def _save_days(actor: Actor, school: CultureSchool, days: tuple[int, ...]) -> None:
    rows = ReminderDays.objects.visible_to(actor.person)
    row = rows.filter(school=school).first() or ReminderDays(school=school)
    if row.pk is None or row.days != list(days):
        before, row.days = row.days, list(days)
        row.save()
        record(actor, "set reminder days", row, school=school, days={"before": before, "after": row.days})


def _save_owners(actor: Actor, school: CultureSchool, owners: Mapping[str, int]) -> None:
    rows = DeadlineOwner.objects.visible_to(actor.person).filter(school=school)
    before = dict(rows.values_list("kind", "owner"))
    after = {kind.value: owners[kind] for kind in SEEN_TO_BY_KIND if kind in owners}
    if before == after:
        return
    for owner_id in after.values():
        check_owner(owner_id, school.pk)
    rows.delete()
    DeadlineOwner.objects.bulk_create(
        DeadlineOwner(school=school, kind=kind, owner_id=owner_id) for kind, owner_id in after.items()
    )
    record(actor, "set owners of deadlines", school, school=school, owners={"before": before, "after": after})
