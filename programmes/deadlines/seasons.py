import datetime
from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.deadlines.registry import Deadline, DeadlineKind
from programmes.models import RunState, Season


def seasons(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """The days on which a season opens and closes, and until which last year's pupils go first."""
    span = (first, last)
    days = Q(opens_on__range=span) | Q(closes_on__range=span) | Q(priority_until__range=span)
    rows = Season.objects.everything(why="of schools that the caller has judged")
    found = rows.filter(days, school__in=schools).exclude(run__state=RunState.CLOSED)
    for season in found.select_related("run__programme"):
        for name, day, title in _days(season):
            if day and first <= day <= last:
                yield Deadline(
                    key=f"season-{season.pk}-{name}",
                    kind=DeadlineKind.SEASON,
                    due_on=day,
                    title=title % {"run": season.run},
                    school_id=season.school_id,
                    url=reverse("participants:season", args=[season.pk]),
                    passes=True,
                )


def _days(season: Season) -> tuple[tuple[str, datetime.date | None, str], ...]:
    return (
        ("opens", season.opens_on, _("Applications open: %(run)s")),
        ("priority", season.priority_until, _("Last day on which last year's pupils go first: %(run)s")),
        ("closes", season.closes_on, _("Last day to apply: %(run)s")),
    )
