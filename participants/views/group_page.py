"""What the page of a group's places and applications shows, sorted from one query."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.forms.places import PlacesForm
from participants.models import Enrolment, EnrolmentRole, EnrolmentState
from participants.policies.enrolment import may_change_places
from participants.rules.decisions import CHOICES, MANY
from participants.rules.enrolment import APPLIED, WAITLISTED
from participants.school_settings import settings_of
from participants.views.criteria import Criteria, criteria
from participants.views.group_lines import (
    Line,
    Next,
    explain,
    first_has_no_move_up,
    in_order,
    line,
    next_of,
)
from participants.views.words import many_buttons
from participants.waiting import IN_ORDER, kinds_of, read_candidates
from portal.accounts.models import User
from programmes.models import Group

MANY_NEW, MANY_WAITING = many_buttons(MANY[APPLIED]), many_buttons(MANY[WAITLISTED])


@dataclass
class GroupPage:
    group: Group
    may_change: bool
    criteria: Criteria
    squares: list[dict[str, str]]
    places_form: PlacesForm
    new: list[Line]
    offers: list[Line]
    waiting: list[Line]
    enrolled: list[Line]
    completed: list[Line]
    helpers: list[Line]
    next: Next
    answer_by: datetime.date
    many_new: list = field(default_factory=lambda: MANY_NEW)
    many_waiting: list = field(default_factory=lambda: MANY_WAITING)

    @property
    def taken(self) -> int:
        return len(self.enrolled) + len(self.offers)

    @property
    def free(self) -> int:
        return max(self.group.capacity - self.taken, 0)


def read_group_page(group: Group, user: User) -> GroupPage:
    may_change = may_change_places(user, group)
    lines: dict[str, list[Line]] = {state: [] for state in (*CHOICES, "completed")}
    helpers: list[Line] = []
    for enrolment in _enrolments(group, user):
        if enrolment.role == EnrolmentRole.PARTICIPANT:
            lines[enrolment.state].append(line(enrolment, may_change=may_change))
        elif enrolment.state == EnrolmentState.ENROLLED:
            helpers.append(Line(enrolment, can_be_chosen=may_change and enrolment.shows_name))
    undecided = [*lines["applied"], *lines["waitlisted"]]
    kinds = kinds_of(group)
    read = read_candidates(group, [one.enrolment for one in undecided], kinds=kinds)
    candidates = {one.key: one for one in read}
    explain(undecided, candidates)
    new_keys = {one.key for one in lines["applied"]}
    new = in_order(lines["applied"], {key: one for key, one in candidates.items() if key in new_keys})
    waiting, offered = lines["waitlisted"], lines["offered"]
    first_has_no_move_up(waiting)
    enrolled = sorted(lines["enrolled"], key=_name)
    free = group.capacity - len(offered) - len(enrolled) if may_change else 0
    return GroupPage(
        group=group,
        may_change=may_change,
        criteria=criteria(group, kinds),
        squares=_squares(group, [one.enrolment for one in offered + enrolled]),
        places_form=PlacesForm(initial={"capacity": group.capacity}),
        new=new,
        offers=sorted(offered, key=_answer_by),
        waiting=waiting,
        enrolled=enrolled,
        completed=sorted(lines["completed"], key=_name),
        helpers=sorted(helpers, key=_name),
        next=next_of(waiting, new, candidates, free),
        answer_by=timezone.localdate() + datetime.timedelta(days=settings_of(group.school).answer_days),
    )


def _enrolments(group: Group, user: User) -> Iterable[Enrolment]:
    return (
        Enrolment.objects.in_scope_of(user)
        .filter(group=group)
        .exclude(state__in=("refused", "declined", "expired", "withdrawn"))
        .with_name_for(user)
        .with_last_move()
        .with_offer()
        .select_related("participant", "application", "place")
        .order_by(*IN_ORDER)
    )


def _answer_by(line: Line) -> tuple:
    return (line.enrolment.answer_by or datetime.date.max, line.key)


def _name(line: Line) -> tuple:
    """By name; whoever has none to the reader comes last, so that the order tells nothing."""
    if not line.enrolment.shows_name:
        return (1, "", line.enrolment.pk)
    return (0, str(line.enrolment.participant), line.enrolment.pk)


def _squares(group: Group, takers: Iterable[Enrolment]) -> list[dict[str, str]]:
    by_number = {taker.place.number: taker for taker in takers if hasattr(taker, "place")}
    return [_square(number, by_number.get(number)) for number in range(1, group.capacity + 1)]


def _square(number: int, taker: Enrolment | None) -> dict[str, str]:
    values: dict[str, int | str] = {"number": number}
    if taker is None:
        return {"kind": "free", "label": _("Place %(number)d: free") % values}
    values["name"] = taker.participant.short_name if taker.shows_name else _("taken")
    if taker.state != "offered":
        return {"kind": "enrolled", "label": _("Place %(number)d: %(name)s") % values}
    if taker.answer_by is None:
        return {"kind": "offered", "label": _("Place %(number)d: offered, %(name)s") % values}
    values["day"] = date_format(taker.answer_by, "SHORT_DATE_FORMAT")
    label = _("Place %(number)d: offered, answer by %(day)s, %(name)s") % values
    return {"kind": "offered", "label": label, "text": f"{taker.answer_by.day}.{taker.answer_by.month}."}
