"""What a school has to do by a day. Every app registers what gives the deadlines of its own rows.

Whoever asks has judged which schools: a provider answers for all that it is asked about.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeadlineKind(TextChoices):
    """Mails and calendars tell the kind alone, so it names no purpose and no target group."""

    REPORT = "report", _("report to a funder")
    PAYMENT = "payment", _("payment to come in")
    RENEWAL = "renewal", _("renewal of an agreement")
    SETTLEMENT = "settlement", _("settlement")
    SEASON = "season", _("season of applications")
    RETENTION = "retention", _("details of people are removed")
    OWN = "own", _("written down by the school")


@dataclass(frozen=True)
class Deadline:
    """`key` names it for good, such as "report-12"; `url` is the page on which it is done.

    `missing` says what is still to be had for it. One that `passes` is over when its day is: it happens by
    itself, and nobody is late with it. What is done is no deadline: a provider leaves it out.
    """

    key: str
    kind: DeadlineKind
    due_on: datetime.date
    title: str
    school_id: int
    url: str
    owner_id: int | None = None
    missing: tuple[str, ...] = ()
    passes: bool = False


Provider = Callable[[Collection[int], datetime.date, datetime.date], Iterable[Deadline]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """`provider` gives the deadlines of these schools from the first day to the last, both included."""
    if provider not in _providers:
        _providers.append(provider)


def deadlines_of(schools: Collection[int], first: datetime.date, last: datetime.date) -> list[Deadline]:
    """All of them, the earliest first."""
    if not schools:
        return []
    found = (deadline for provider in _providers for deadline in provider(schools, first, last))
    return sorted(found, key=lambda one: (one.due_on, one.kind, one.title, one.key))
