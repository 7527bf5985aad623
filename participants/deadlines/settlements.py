import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import CostShare, Settlement
from participants.owed import items_of
from participants.rules.sharing import Span, period_before, period_of
from participants.school_settings import settings_of
from participants.settling import due_lines, payer_of
from portal.accounts.models import CultureSchool
from portal.deadlines.registry import Deadline, DeadlineKind

DAYS_TO_SETTLE = 14
_WHY = "of schools that the caller has judged"


def settlements(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """The period that is over and the one that runs, for as long as somebody owes something for them."""
    sharing = CostShare.objects.everything(why=_WHY).filter(school__in=schools).values("school")
    rows = CultureSchool.objects.everything(why=_WHY).filter(pk__in=sharing)
    for school in rows.select_related("municipality"):
        months = settings_of(school).settlement_months
        running = period_of(timezone.localdate(), months)
        for period in (period_before(running, months), running):
            due_on = period.last + datetime.timedelta(days=DAYS_TO_SETTLE)
            payers = _still_open(school, period) if first <= due_on <= last else 0
            if payers:
                yield _deadline(school, period, due_on, payers)


def _still_open(school: CultureSchool, period: Span) -> int:
    """How many owe something to its last day and have no settlement of it or of a later one."""
    made = Settlement.objects.everything(why=_WHY).filter(school=school, ends_on__gte=period.first)
    closed = {payer_of(row) for row in made.select_related("agency", "municipality")}
    return len(set(due_lines(school, items_of(school, period.last))) - closed)


def _deadline(school: CultureSchool, period: Span, due_on: datetime.date, payers: int) -> Deadline:
    first, last = (date_format(day) for day in period)
    many = ngettext("%(number)d settlement to be closed", "%(number)d settlements to be closed", payers)
    return Deadline(
        key=f"settlement-{school.pk}-{period.first.isoformat()}",
        kind=DeadlineKind.SETTLEMENT,
        due_on=due_on,
        title=_("Settlement of %(first)s to %(last)s") % {"first": first, "last": last},
        school_id=school.pk,
        url=f"{reverse('participants:settlements')}?school={school.pk}&day={period.first.isoformat()}",
        missing=(many % {"number": payers},),
    )
