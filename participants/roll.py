"""The roll of a session as flat values, read for a page and for saving."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone

from participants.models import Attendance, Mark, Participant
from participants.policies.participant import names_known
from participants.querysets.sessions import with_need_cards
from portal.accounts.models import User
from programmes.adults import adults_at
from programmes.models import Employer, Session, WorkHours, WorkKind

PRESET = Mark.PRESENT
NOTE, PARTNER, PREPARATION = "note", "partner", "preparation"


def mark_key(participant_id: int) -> str:
    return f"mark-{participant_id}"


def participant_of(key: str) -> int | None:
    """Whose mark a key means, if it means one."""
    kind, _dash, number = key.partition("-")
    return int(number) if kind == "mark" else None


def adult_key(user_id: int) -> str:
    return f"adult-{user_id}"


class Adult(NamedTuple):
    pk: int
    name: str


@dataclass
class Roll:
    """Who stands on a roll, what is stored of it, and what a page shows before anything is stored.

    `children` are those whose names the reader may see; of the others there is only the number, `nameless`.
    """

    session: Session
    children: list[Participant]
    nameless: int
    adults: list[Adult]
    partner_staff: int
    stored: dict[str, str] = field(default_factory=dict)
    helps: dict[int, str] = field(default_factory=dict)

    @property
    def is_logged(self) -> bool:
        return self.session.logged_at is not None

    def shown(self) -> dict[str, str]:
        """Every value as a page opens it: stored, or preset as all present and the whole staff there."""
        absent = "" if self.is_logged else "yes"
        preset = {mark_key(child.pk): str(PRESET) for child in self.children}
        preset |= {adult_key(adult.pk): absent for adult in self.adults}
        preset |= {NOTE: "", PREPARATION: "0", PARTNER: "0" if self.is_logged else str(self.partner_staff)}
        return preset | self.stored


def read_roll(session: Session, user: User, *, with_help: bool = False) -> Roll:
    """The roll of `session` for `user`; names of protected addresses stay with whom they are named for.

    `with_help` adds what helps each child whose name shows, from need cards that have not expired.
    """
    on_roll = Participant.objects.everything(why="the session was looked up in scope").on_roll(
        session.group_id, timezone.localdate(session.starts_at)
    )
    rows = list(with_need_cards(on_roll, timezone.localdate()) if with_help else on_roll)
    everybody = {child.pk: child for child in rows}
    known = names_known(user, everybody.values())
    staff = adults_at(session)
    roll = Roll(
        session=session,
        children=[child for child in everybody.values() if child.pk in known],
        nameless=len(everybody) - len(known),
        adults=[Adult(pk, name or "") for pk, name in staff if pk],
        partner_staff=sum(1 for pk, _name in staff if not pk),
        helps=_helps(row for row in rows if row.pk in known) if with_help else {},
    )
    return _with_stored(roll, user) if roll.is_logged else roll


def _helps(rows: Iterable[Participant]) -> dict[int, str]:
    """The words of all cards of a child, each once, in one line."""
    cards: dict[int, dict[str, None]] = {}
    for row in rows:
        if row.what_helps:
            cards.setdefault(row.pk, {})[row.what_helps] = None
    return {pk: " · ".join(words) for pk, words in cards.items()}


def _with_stored(roll: Roll, user: User) -> Roll:
    """Adds what is stored; before the first saving there is nothing."""
    session = roll.session
    marks = Attendance.objects.everything(why="the marks of that session").filter(session=session)
    given = dict(marks.values_list("participant_id", "mark"))
    hours = WorkHours.objects.everything(why="the hours of that session").filter(session=session)
    work = list(hours.select_related("user"))
    there = {
        row.user.pk: Adult(row.user.pk, row.user.name)
        for row in work
        if row.user and row.kind == WorkKind.TEACHING
    }
    roll.adults = list(dict.fromkeys([*roll.adults, *there.values()]))
    partner = next((row.people for row in work if row.employer == Employer.PARTNER), 0)
    own = next(
        (row.minutes for row in work if row.user_id == user.pk and row.kind == WorkKind.PREPARATION), 0
    )
    roll.stored = {mark_key(child.pk): given[child.pk] for child in roll.children if child.pk in given}
    roll.stored |= {adult_key(adult.pk): "yes" if adult.pk in there else "" for adult in roll.adults}
    roll.stored |= {NOTE: session.note, PARTNER: str(partner), PREPARATION: str(own)}
    return roll
