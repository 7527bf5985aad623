"""What a plan would make of a group's sessions: read for the page that shows it first, and for the action."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from portal.accounts.models import CultureSchool
from programmes.models import Group, SchoolHoliday, Session, SessionKind, SessionPlan
from programmes.rules.calendar import Days, Holiday, Names, Oddity, Rule, Span, days_off, planned_days, span
from programmes.rules.weeks import Made, Weeks, count_weeks

_WHY = "of groups that the caller has looked up in scope"


@dataclass(frozen=True)
class PlanWanted:
    """The rule of a group's sessions.

    Without `plan_id` it goes on with the plan of the same weekdays and hour, or is a new one.
    """

    group_id: int
    rule: Rule
    time_from: datetime.time
    time_to: datetime.time
    kind: str = SessionKind.LESSON
    room: str = ""
    plan_id: int | None = None


@dataclass
class Draft:
    """What becomes of one group: sessions to be made, to get another hour, to be removed.

    `kept` stay although the rule does not have their day any more: somebody has decided about them.
    `known` have been made without a plan, and are the plan's from now on. `shifts` says that one of `changed`
    gets another hour or room, and not only another kind.
    """

    group: Group
    wanted: PlanWanted
    plan: SessionPlan | None
    days: Days
    new: list[Session] = field(default_factory=list)
    known: list[Session] = field(default_factory=list)
    changed: list[Session] = field(default_factory=list)
    removed: list[Session] = field(default_factory=list)
    shifts: bool = False
    kept: list[Session] = field(default_factory=list)
    odd: list[tuple[datetime.date, Oddity]] = field(default_factory=list)

    @property
    def alters_plan(self) -> bool:
        """Whether there is no such plan yet, or one with other facts."""
        facts = facts_of(self.wanted)
        return self.plan is None or any(getattr(self.plan, name) != value for name, value in facts.items())

    @property
    def is_news(self) -> bool:
        """Whether it takes from families what they knew; more of the same does not."""
        return self.shifts or bool(self.removed)

    @property
    def is_nothing(self) -> bool:
        return not (self.alters_plan or self.new or self.known or self.changed or self.removed)


def facts_of(wanted: PlanWanted) -> dict[str, object]:
    """What is stored of a plan."""
    rule = wanted.rule
    return {
        "kind": wanted.kind,
        "weekdays": sorted(rule.weekdays),
        "every_weeks": rule.every_weeks,
        "starts_on": rule.starts_on,
        "ends_on": rule.ends_on,
        "time_from": wanted.time_from,
        "time_to": wanted.time_to,
        "room": wanted.room,
        "skips_holidays": rule.skips_holidays,
    }


def rule_of(plan: SessionPlan) -> Rule:
    return Rule(
        weekdays=tuple(plan.weekdays),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        every_weeks=plan.every_weeks,
        skips_holidays=plan.skips_holidays,
    )


def as_stored(plan: SessionPlan) -> PlanWanted:
    """The plan as it is: its sessions are made where they are missing."""
    return PlanWanted(
        group_id=plan.group_id,
        rule=rule_of(plan),
        time_from=plan.time_from,
        time_to=plan.time_to,
        kind=plan.kind,
        room=plan.room,
        plan_id=plan.pk,
    )


def read_drafts(
    groups: Mapping[int, Group], wanted: Sequence[PlanWanted], *, locked: bool = False
) -> list[Draft]:
    """`groups` with their school's municipality. Three questions, however many plans are wanted.

    `locked` for who carries them out: nobody decides about a session meanwhile.
    """
    off = days_off_of((group.school for group in groups.values()), _first(wanted), _last(wanted))
    now = timezone.now()
    plans, sessions = _plans(groups), _sessions(groups, now, locked=locked)
    return [
        _draft(groups[one.group_id], one, off, plans[one.group_id], sessions[one.group_id], now)
        for one in wanted
    ]


def days_off_of(
    schools: Iterable[CultureSchool], first: datetime.date, last: datetime.date
) -> Mapping[int, Names]:
    """By municipality: public holidays of its country, and its own school holidays."""
    places = {school.municipality_id: school.country for school in schools}
    own: dict[int, list[Holiday]] = defaultdict(list)
    rows = SchoolHoliday.objects.everything(why=_WHY).touching(first, last)
    for row in rows.filter(municipality__in=places):
        own[row.municipality_id].append(Holiday(row.name, row.first_day, row.last_day))
    return {place: days_off(country, first, last, own[place]) for place, country in places.items()}


def read_weeks(groups: Sequence[Group]) -> dict[int, Weeks]:
    """How many weeks each group's plan became; `groups` with school's municipality and format."""
    by_group = {group.pk: group for group in groups}
    plans = _plans(by_group)
    every = [plan for rows in plans.values() for plan in rows]
    if not every:
        off: Mapping[int, Names] = {}
    else:
        first, last = min(plan.starts_on for plan in every), max(plan.ends_on for plan in every)
        off = days_off_of((group.school for group in groups), first, last)
    sessions = _sessions(by_group, timezone.now())
    return {
        pk: count_weeks(
            [planned_days(rule_of(plan), off[group.school.municipality_id]) for plan in plans[pk]],
            [_made(session) for session in sessions[pk]],
            weeks_from=group.format.weeks_from if group.format else None,
            weeks_to=group.format.weeks_to if group.format else None,
        )
        for pk, group in by_group.items()
    }


def _made(session: Session) -> Made:
    planned_on = session.planned_on or timezone.localdate(session.moved_from or session.starts_at)
    return Made(planned_on, session.cancel_reason, session.moved_from is not None)


def _first(wanted: Sequence[PlanWanted]) -> datetime.date:
    return min((one.rule.starts_on for one in wanted), default=datetime.date.min)


def _last(wanted: Sequence[PlanWanted]) -> datetime.date:
    return max((one.rule.ends_on for one in wanted), default=datetime.date.min)


def _plans(groups: Mapping[int, Group]) -> Mapping[int, list[SessionPlan]]:
    found: dict[int, list[SessionPlan]] = defaultdict(list)
    for plan in SessionPlan.objects.everything(why=_WHY).filter(group__in=groups):
        found[plan.group_id].append(plan)
    return found


def _sessions(
    groups: Mapping[int, Group], now: datetime.datetime, *, locked: bool = False
) -> Mapping[int, list[Session]]:
    rows = Session.objects.everything(why=_WHY).filter(group__in=groups).defer("note").with_untouched(now)
    found: dict[int, list[Session]] = defaultdict(list)
    for session in rows.select_for_update(of=("self",)) if locked else rows:
        found[session.group_id].append(session)
    return found


def _draft(
    group: Group,
    wanted: PlanWanted,
    off: Mapping[int, Names],
    plans: Sequence[SessionPlan],
    sessions: Sequence[Session],
    now: datetime.datetime,
) -> Draft:
    plan = _plan_of(wanted, plans)
    if plan and wanted.plan_id is None:
        begins = min(plan.starts_on, wanted.rule.starts_on)
        wanted = replace(wanted, rule=replace(wanted.rule, starts_on=begins))
    draft = Draft(group, wanted, plan, planned_days(wanted.rule, off[group.school.municipality_id]))
    own = {session.planned_on: session for session in sessions if plan and session.plan_id == plan.pk}
    loose = {session.starts_at: session for session in sessions if session.plan_id is None}
    is_in_use = bool(own)
    for day in draft.days.meets:
        _meet(draft, day, own.pop(day, None), loose, now, is_in_use=is_in_use)
    for session in own.values():
        if session.is_untouched:
            draft.removed.append(session)
        elif session.starts_at > now:
            draft.kept.append(session)
    return draft


def _meet(
    draft: Draft,
    day: datetime.date,
    session: Session | None,
    loose: Mapping[datetime.datetime, Session],
    now: datetime.datetime,
    *,
    is_in_use: bool,
) -> None:
    """A day of the rule: its session as it is, one made without a plan, or a new one.

    Where a plan has sessions a day behind us is left alone, unless it has only now been stretched to it.
    """
    wanted, plan = draft.wanted, draft.plan
    hours = span(day, wanted.time_from, wanted.time_to, draft.group.school.country.time_zone)
    if hours.oddity:
        draft.odd.append((day, hours.oddity))
    if session:
        _refresh(draft, session, hours)
    elif known := loose.get(hours.starts_at):
        known.planned_on = day
        draft.known.append(known)
    elif not (plan and is_in_use and plan.starts_on <= day <= plan.ends_on and day < timezone.localdate(now)):
        draft.new.append(_session(draft, day, hours))


def _plan_of(wanted: PlanWanted, plans: Sequence[SessionPlan]) -> SessionPlan | None:
    """Raises SessionPlan.DoesNotExist where the plan named is not one of the group's."""
    if wanted.plan_id is not None:
        for plan in plans:
            if plan.pk == wanted.plan_id:
                return plan
        raise SessionPlan.DoesNotExist
    rule = wanted.rule
    alike = (wanted.kind, sorted(rule.weekdays), rule.every_weeks, wanted.time_from)
    for plan in plans:
        same = alike == (plan.kind, sorted(plan.weekdays), plan.every_weeks, plan.time_from)
        if same and plan.starts_on <= rule.ends_on and plan.ends_on >= rule.starts_on:
            return plan
    return None


def _refresh(draft: Draft, session: Session, hours: Span) -> None:
    """A session that nobody has touched gets the plan's hour, room and kind; any other stays as it is."""
    wanted = draft.wanted
    place = (hours.starts_at, hours.ends_at, wanted.room)
    is_elsewhere = place != (session.starts_at, session.ends_at, session.room)
    if session.is_untouched and (is_elsewhere or session.kind != wanted.kind):
        session.starts_at, session.ends_at, session.room = place
        session.kind = wanted.kind
        draft.changed.append(session)
        draft.shifts |= is_elsewhere


def _session(draft: Draft, day: datetime.date, hours: Span) -> Session:
    return Session(
        school_id=draft.group.school_id,
        group_id=draft.group.pk,
        starts_at=hours.starts_at,
        ends_at=hours.ends_at,
        kind=draft.wanted.kind,
        room=draft.wanted.room,
        planned_on=day,
    )
