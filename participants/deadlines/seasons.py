import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Reapplication
from participants.querysets.reapplications import NOT_ANSWERED
from portal.deadlines.registry import Deadline, DeadlineKind
from programmes.models import Group, PublicText, RunState, Season

_WHY = "of schools that the caller has judged"
OPENS, PRIORITY, CLOSES = "opens", "priority", "closes"


def seasons(schools: Collection[int], first: datetime.date, last: datetime.date) -> Iterator[Deadline]:
    """The days on which a season opens and closes, and until which last year's pupils go first."""
    span = (first, last)
    days = Q(opens_on__range=span) | Q(closes_on__range=span) | Q(priority_until__range=span)
    rows = Season.objects.everything(why=_WHY).filter(days, school__in=schools)
    found = rows.exclude(run__state=RunState.CLOSED).select_related("run__programme", "school__municipality")
    missing = {OPENS: _missing_to_open(found), PRIORITY: _missing_answers(found)}
    for season in found:
        for name, day, title in _days(season):
            if day and first <= day <= last:
                yield Deadline(
                    key=f"season-{season.pk}-{name}",
                    kind=DeadlineKind.SEASON,
                    due_on=day,
                    title=title % {"run": season.run},
                    school_id=season.school_id,
                    url=reverse("participants:season", args=[season.pk]),
                    missing=missing.get(name, {}).get(season.pk, ()),
                    passes=True,
                )


def _days(season: Season) -> tuple[tuple[str, datetime.date | None, str], ...]:
    return (
        (OPENS, season.opens_on, _("Applications open: %(run)s")),
        (PRIORITY, season.priority_until, _("Last day on which last year's pupils go first: %(run)s")),
        (CLOSES, season.closes_on, _("Last day to apply: %(run)s")),
    )


def _missing_to_open(found: Collection[Season]) -> Mapping[int, tuple[str, ...]]:
    """What families would look for in vain, by season."""
    texts = PublicText.objects.everything(why=_WHY).filter(school__in={one.school_id for one in found})
    written = set(texts.values_list("school", "programme", "language"))
    listed = Group.objects.everything(why=_WHY).filter(in_catalogue=True, run__seasons__in=found)
    shown = set(listed.values_list("school", "run"))

    def of(season: Season) -> Iterator[str]:
        own = season.school.country.language
        if (season.school_id, season.run.programme_id, own) not in written:
            yield _("what families read, in the school's own language")
        if (season.school_id, season.run_id) not in shown:
            yield _("a group in the catalogue")

    return {season.pk: tuple(of(season)) for season in found}


def _missing_answers(found: Collection[Season]) -> Mapping[int, tuple[str, ...]]:
    """How many of last year's pupils have been asked and said nothing, by season."""
    asked = Reapplication.objects.everything(why=_WHY).filter(season__in=found).with_outcome()
    silent = Counter(row.season_id for row in asked if row.outcome == NOT_ANSWERED)
    return {season: (_answers(number),) for season, number in silent.items()}


def _answers(number: int) -> str:
    words = ngettext("an answer of %(number)d family", "answers of %(number)d families", number)
    return words % {"number": number}
