import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import GrantPayment, GrantState
from portal.deadlines.registry import Deadline, DeadlineKind


def payments(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """Instalments of grants that are expected and have not come in."""
    rows = GrantPayment.objects.everything(why="of schools that the caller has judged")
    waiting = rows.filter(received_on=None, due_on__range=(first, last), amount__gt=0)
    for payment in waiting.filter(grant__school__in=schools, grant__state=GrantState.AWARDED).select_related(
        "grant__funder"
    ):
        yield Deadline(
            key=f"payment-{payment.pk}",
            kind=DeadlineKind.PAYMENT,
            due_on=payment.due_on or first,
            title=_("Payment expected: %(grant)s") % {"grant": payment.grant},
            school_id=payment.grant.school_id,
            url=reverse("reports:grant", args=[payment.grant_id]),
            owner_id=payment.grant.responsible_id,
        )
