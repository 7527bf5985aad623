"""What the pages about plans show."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.web.templatetags.face import session_time, short_day
from programmes.actions.booking import Collision
from programmes.forms.plan import PlanForm
from programmes.models import CancelReason, Group, Session, SessionPlan, SessionState
from programmes.models.group import Weekday
from programmes.planning import Draft, read_weeks
from programmes.rules.calendar import Oddity
from programmes.rules.weeks import Fit, Weeks, fit_of, weeks_of

MOST_SHOWN = 20
_WHY = "of a group that was looked up in scope"
_ODD = {
    Oddity.MISSING: gettext_lazy("summer time begins: this hour is left out, and it begins later"),
    Oddity.TWICE: gettext_lazy("summer time ends: this hour is there twice, and it begins the first time"),
}


@dataclass
class Preview:
    """A plan, or those of a run, before anything is made."""

    drafts: list[Draft]
    collisions: Sequence[Collision] = ()

    @property
    def draft(self) -> Draft:
        return self.drafts[0]

    @property
    def shown(self) -> Sequence[Collision]:
        return self.collisions[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.collisions) - MOST_SHOWN)

    @property
    def number(self) -> int:
        return sum(len(draft.new) for draft in self.drafts)

    @property
    def is_news(self) -> bool:
        return any(draft.is_news for draft in self.drafts)

    @property
    def is_nothing(self) -> bool:
        return all(draft.is_nothing for draft in self.drafts)

    @cached_property
    def lines(self) -> list["DraftLine"]:
        return [DraftLine(draft) for draft in self.drafts]


@dataclass
class DraftLine:
    draft: Draft

    @property
    def weeks(self) -> int:
        return weeks_of(self.draft.days.meets)

    @property
    def fit(self) -> str:
        fmt = self.draft.group.format
        return format_words(fit_of(self.weeks, fmt.weeks_from, fmt.weeks_to), self.draft.group) if fmt else ""

    @property
    def days(self) -> Iterator[tuple[datetime.date, str]]:
        """Every day of the rule, with why nobody meets on it or what is odd about its hour."""
        odd = dict(self.draft.odd)
        notes = {one.day: ", ".join(one.names) for one in self.draft.days.skipped}
        for day in self.draft.days.all:
            yield day, notes.get(day) or str(_ODD.get(odd.get(day, Oddity.NONE), ""))

    @property
    def skipped_days(self) -> int:
        return len(self.draft.days.skipped)

    @property
    def changed(self) -> int:
        return len(self.draft.changed) + len(self.draft.known)


def format_words(fit: Fit, group: Group) -> str:
    """How many weeks the format asks for, and whether these are as many."""
    if group.format is None or fit == Fit.UNKNOWN:
        return ""
    first, last = group.format.weeks_from, group.format.weeks_to
    asked = f"{first}–{last}" if first and last and first != last else str(first or last)
    words = {
        Fit.BELOW: _("%(format)s asks for %(weeks)s weeks: these are fewer"),
        Fit.WITHIN: _("%(format)s asks for %(weeks)s weeks: as many as it asks for"),
        Fit.ABOVE: _("%(format)s asks for %(weeks)s weeks: these are more"),
    }
    return words[fit] % {"format": group.format.name, "weeks": asked}


@dataclass
class PlanPage:
    """`form` is missing where the run is closed."""

    group: Group
    form: PlanForm | None
    preview: Preview | None = None
    sessions: list[Session] = field(init=False)

    def __post_init__(self) -> None:
        rows = Session.objects.everything(why=_WHY).filter(group=self.group)
        self.sessions = list(rows.defer("note").order_by("starts_at"))

    @cached_property
    def weeks(self) -> Weeks:
        return read_weeks([self.group])[self.group.pk]

    @property
    def became(self) -> str:
        weeks = self.weeks
        if weeks.became == weeks.planned:
            return ngettext("%(number)d week", "%(number)d weeks", weeks.planned) % {"number": weeks.planned}
        return _("%(planned)d weeks became %(became)d") % {"planned": weeks.planned, "became": weeks.became}

    @property
    def why(self) -> list[str]:
        """Each reason for which a week is not as it was planned."""
        weeks = self.weeks
        holidays = ", ".join(f"{short_day(one.day)} {' / '.join(one.names)}" for one in weeks.skipped_days)
        reasons = [
            f"{CancelReason(reason).label}: {number}" for reason, number in sorted(weeks.cancelled.items())
        ]
        parts = [
            (weeks.skipped, _("fell on holidays: %(number)d")),
            (len(weeks.skipped_days), _("days left out: %(days)s")),
            (weeks.lost, _("cancelled: %(number)d (%(reasons)s)")),
            (weeks.moved, _("moved, and held or to be held: %(number)d")),
            (weeks.missing, _("without a session: %(number)d")),
        ]
        values = {"days": holidays, "reasons": ", ".join(reasons)}
        return [words % {"number": number, **values} for number, words in parts if number]

    @property
    def fit(self) -> str:
        return format_words(self.weeks.fit, self.group)

    @cached_property
    def plans(self) -> list["PlanLine"]:
        plans = SessionPlan.objects.everything(why=_WHY).filter(group=self.group)
        return [PlanLine(plan, sum(1 for one in self.sessions if one.plan_id == plan.pk)) for plan in plans]

    @property
    def is_new(self) -> bool:
        return self.form is not None and not self.form["plan"].value()

    @property
    def squares(self) -> list[dict[str, str]]:
        now = timezone.now()
        return [{"kind": _kind(one, now), "label": _label(one, now)} for one in self.sessions]

    @property
    def coming(self) -> list[Session]:
        now = timezone.now()
        return [one for one in self.sessions if one.ends_at > now]


@dataclass(frozen=True)
class PlanLine:
    plan: SessionPlan
    sessions: int

    @property
    def weekdays(self) -> str:
        return ", ".join(str(Weekday(day).label) for day in self.plan.weekdays)


def _kind(session: Session, now: datetime.datetime) -> str:
    if session.state != SessionState.PLANNED:
        return session.state
    return "coming" if session.ends_at > now else "unlogged"


def _label(session: Session, now: datetime.datetime) -> str:
    words = {
        "held": _("held"),
        "cancelled": _("cancelled"),
        "coming": _("coming"),
        "unlogged": _("not logged yet"),
    }
    told = [session_time(session), words[_kind(session, now)]]
    if session.cancel_reason:
        told.append(str(session.get_cancel_reason_display()))
    if session.moved_from:
        told.append(_("moved from %(day)s") % {"day": short_day(session.moved_from)})
    return " · ".join(told)
