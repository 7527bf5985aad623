"""What the page of a group's places and applications shows, sorted from one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from participants.forms.places import PlacesForm
from participants.models import Enrolment
from participants.policies.enrolment import may_change_places
from participants.rules.decisions import CHOICES
from participants.views.criteria import criteria
from participants.views.words import button
from portal.accounts.models import User
from programmes.models import Group


@dataclass
class Line:
    """An enrolment in a list, with the decisions that are open to the reader."""

    enrolment: Enrolment
    buttons: list[tuple[str, str | Promise]] = field(default_factory=list)


@dataclass
class GroupPage:
    group: Group
    may_change: bool
    criteria: list[str]
    squares: list[dict[str, str]]
    places_form: PlacesForm
    new: list[Line]
    offers: list[Line]
    waiting: list[Line]
    enrolled: list[Line]
    completed: list[Line]

    @property
    def taken(self) -> int:
        return len(self.enrolled) + len(self.offers)

    @property
    def free(self) -> int:
        return max(self.group.capacity - self.taken, 0)


def read_group_page(group: Group, user: User) -> GroupPage:
    enrolments = (
        Enrolment.objects.in_scope_of(user)
        .filter(group=group)
        .exclude(state__in=("refused", "declined", "expired", "withdrawn"))
        .with_name_for(user)
        .with_last_move()
        .select_related("participant", "place")
        .order_by("applied_at", "pk")
    )
    may_change = may_change_places(user, group)
    lines: dict[str, list[Line]] = {state: [] for state in (*CHOICES, "completed")}
    for enrolment in enrolments:
        lines[enrolment.state].append(_line(enrolment, may_change))
    offered, enrolled = lines["offered"], sorted(lines["enrolled"], key=_name)
    return GroupPage(
        group=group,
        may_change=may_change,
        criteria=criteria(group),
        squares=_squares(group, [line.enrolment for line in offered + enrolled]),
        places_form=PlacesForm(initial={"capacity": group.capacity}),
        new=lines["applied"],
        offers=offered,
        waiting=sorted(lines["waitlisted"], key=_since),
        enrolled=enrolled,
        completed=sorted(lines["completed"], key=_name),
    )


def _line(enrolment: Enrolment, may_change: bool) -> Line:
    open_to_reader = may_change and enrolment.shows_name
    verbs = CHOICES.get(enrolment.state, ()) if open_to_reader else ()
    return Line(enrolment, [(verb, button(verb, enrolment.state)) for verb in verbs])


def _since(line: Line) -> tuple:
    enrolment = line.enrolment
    return (enrolment.waiting_since or enrolment.applied_at, enrolment.pk)


def _name(line: Line) -> tuple:
    """By name; whoever has none to the reader comes last, so that the order tells nothing."""
    if not line.enrolment.shows_name:
        return (1, "", line.enrolment.pk)
    return (0, str(line.enrolment.participant), line.enrolment.pk)


def _squares(group: Group, takers: Iterable[Enrolment]) -> list[dict[str, str]]:
    by_number = {taker.place.number: taker for taker in takers}
    return [_square(number, by_number.get(number)) for number in range(1, group.capacity + 1)]


def _square(number: int, taker: Enrolment | None) -> dict[str, str]:
    values: dict[str, int | str] = {"number": number}
    if taker is None:
        return {"kind": "free", "label": _("Place %(number)d: free") % values}
    values["name"] = taker.participant.short_name if taker.shows_name else _("taken")
    if taker.state == "offered":
        values["day"] = date_format(taker.moved_at, "SHORT_DATE_FORMAT") if taker.moved_at else ""
        return {"kind": "offered", "label": _("Place %(number)d: offered %(day)s, %(name)s") % values}
    return {"kind": "enrolled", "label": _("Place %(number)d: %(name)s") % values}
