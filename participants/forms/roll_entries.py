"""The entries that a phone sends, read from JSON: tokens become keys of the roll."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from participants.actions.receive_roll_entry import Entry
from participants.roll import NOTE
from participants.roll_tokens import UnknownToken, read_token

MOST_ENTRIES = 50
_LONGEST_VALUE = 10_000


class BadRequest(Exception):
    """No phone of ours sends this."""


@dataclass(frozen=True)
class Unreadable:
    """An entry whose tokens nobody can read, or that mixes sessions; the phone keeps it and says so."""

    id: UUID
    values: int


@dataclass(frozen=True)
class Sending:
    """`owner` is whom the phone takes the sender for."""

    owner: str
    entries: list[Entry | Unreadable]


def read_sending(body: bytes) -> Sending:
    """Raises BadRequest."""
    try:
        given = json.loads(body)
        entries = [_entry(raw) for raw in given["entries"]]
        owner = str(given["owner"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadRequest from None
    if len(entries) > MOST_ENTRIES:
        raise BadRequest
    return Sending(owner, entries)


def _entry(raw: Mapping[str, Any]) -> Entry | Unreadable:
    number = UUID(raw["entry"])
    base, values = _texts(raw["base"]), _texts(raw["values"])
    try:
        session, rest = read_token(raw["session"])
        if rest:
            raise UnknownToken
        return Entry(number, session, _keys(session, base), _keys(session, values))
    except UnknownToken:
        return Unreadable(number, len(values))


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    texts = dict(raw.items())
    if not all(isinstance(value, str) and len(value) <= _LONGEST_VALUE for value in texts.values()):
        raise BadRequest
    return texts


def _keys(session: int, values: Mapping[str, str]) -> dict[str, str]:
    """Raises UnknownToken also for a token of another session."""
    return dict(_read(session, values.items()))


def _read(session: int, values: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for token, value in values:
        of, key = read_token(token)
        if of != session or not key:
            raise UnknownToken
        yield key, _with_line_ends(value) if key == NOTE else value


def _with_line_ends(text: str) -> str:
    """As a form sends them, so that a note that nobody touched is the same either way."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
