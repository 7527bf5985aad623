import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.models import Agreement
from portal.deadlines.registry import Deadline, DeadlineKind


def renewals(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """Signed agreements to be renewed, so many days before their last one as each of them says.

    Until the one that renews it is signed, or it is over.
    """
    rows = Agreement.objects.everything(why="of schools that the caller has judged")
    running = rows.filter(school__in=schools, signed_on__isnull=False, ended_early_on=None)
    still = running.filter(ends_on__gte=timezone.localdate(), renewed_by__signed_on=None)
    for agreement in still.select_related("renewed_by"):
        due_on = agreement.ends_on - datetime.timedelta(days=agreement.remind_days)
        if first <= due_on <= last:
            yield Deadline(
                key=f"renewal-{agreement.pk}",
                kind=DeadlineKind.RENEWAL,
                due_on=due_on,
                title=_title(agreement),
                school_id=agreement.school_id,
                url=reverse("reports:agreement", args=[agreement.pk]),
                owner_id=agreement.responsible_id,
                missing=(_missing(agreement),),
            )


def _title(agreement: Agreement) -> str:
    return _("%(agreement)s ends %(day)s") % {"agreement": agreement, "day": date_format(agreement.ends_on)}


def _missing(agreement: Agreement) -> str:
    if hasattr(agreement, "renewed_by"):
        return _("signatures on the agreement that renews it")
    return _("an agreement that renews it, or notice")
