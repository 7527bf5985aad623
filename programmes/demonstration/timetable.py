"""Sessions of a group: when they are, which were held, and what was written of them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from portal.accounts.models import User
from portal.demonstration.days import at
from programmes.models import CancelReason, Group, Session, SessionState

NOTES = {
    "DK": (
        "Vi sang velkomstsangen og øvede rytmer på trommer.",
        "Sanglege og bevægelse på gulvet, til sidst en rolig sang.",
        "Vi prøvede klokkespil og lyttede til hinanden.",
        "Alle valgte et instrument, og vi spillede sammen i to dele.",
        "Vi gentog sangen fra sidst og fandt på nye vers.",
        "Korte øvelser med puls og pauser. Gruppen var godt i gang.",
        "",
    ),
    "NO": (
        "Vi varmet opp sammen og jobbet videre med det nye stykket.",
        "Mye samspill i dag, og en rolig avslutning.",
        "Vi prøvde nye ideer og valgte ut dem vi vil bruke.",
        "Alle fikk vise noe de har jobbet med.",
        "",
    ),
}
REASONS = (
    CancelReason.ILLNESS,
    CancelReason.ROOM,
    CancelReason.ILLNESS,
    CancelReason.OTHER,
    CancelReason.TOO_FEW,
    CancelReason.ILLNESS,
    CancelReason.WEATHER,
    CancelReason.HOLIDAY,
)


@dataclass(frozen=True)
class Slot:
    """The time of day of a group's sessions."""

    hour: int
    minute: int
    minutes: int


def sessions_of(
    group: Group,
    days: Iterable[datetime.date],
    slot: Slot,
    *,
    teacher: User,
    today: datetime.date,
    cancelled: dict[int, CancelReason],
    not_logged: Collection[datetime.date] = (),
) -> list[Session]:
    """The group's sessions on `days`; those before `today` are logged, save `not_logged`.

    `cancelled` gives the reasons by the session's place in the row, from 0.
    """
    chance = Random(f"notes of {group.name}")
    notes = NOTES[group.school.country]
    sessions = []
    for index, day in enumerate(days):
        session = _planned(group, day, slot)
        if index in cancelled:
            _cancel(session, cancelled[index], teacher)
        elif day < today and day not in not_logged:
            _log(session, chance.choice(notes), teacher, chance.randrange(5, 180))
        sessions.append(session)
    return sessions


def _planned(group: Group, day: datetime.date, slot: Slot) -> Session:
    starts_at = at(day, slot.hour, slot.minute, group.school.country.time_zone)
    ends_at = starts_at + datetime.timedelta(minutes=slot.minutes)
    return Session(school=group.school, group=group, starts_at=starts_at, ends_at=ends_at)


def _cancel(session: Session, reason: CancelReason, teacher: User) -> None:
    session.state, session.cancel_reason = SessionState.CANCELLED, reason
    session.logged_at, session.logged_by = session.starts_at - datetime.timedelta(hours=3), teacher


def _log(session: Session, note: str, teacher: User, minutes_after: int) -> None:
    session.state, session.note = SessionState.HELD, note
    session.logged_at = session.ends_at + datetime.timedelta(minutes=minutes_after)
    session.logged_by = teacher


def cancellations(number: int, sessions: int) -> dict[int, CancelReason]:
    """One session of most groups, two of some; `number` is the group's place among all."""
    places = [(number * 3 + 2) % sessions] if number % 4 != 3 else []
    if number % 5 == 1:
        places.append((number * 3 + 6) % sessions)
    return {place: REASONS[(number + turn) % len(REASONS)] for turn, place in enumerate(places)}
