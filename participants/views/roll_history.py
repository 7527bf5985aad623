"""What stands beside a roll: values that two people gave differently, and marks that were corrected."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.models import Mark, MarkChange, RollConflict
from participants.roll import NOTE, PARTNER, PREPARATION, Roll
from portal.web.templatetags.face import hours


@dataclass(frozen=True)
class BothValues:
    """A conflict in words; `stored` is what holds until somebody settles it."""

    pk: int
    what: str
    stored: str
    arrived: str
    by: str
    at: datetime.datetime
    is_note: bool


@dataclass(frozen=True)
class Correction:
    name: str
    before: str
    after: str
    by: str
    at: datetime.datetime


def open_conflicts(roll: Roll) -> list[BothValues]:
    """None is asked for before the roll has been saved: there can be none."""
    if not roll.is_logged:
        return []
    why = "of a session and children that the reader sees"
    rows = RollConflict.objects.everything(why=why).open().filter(session=roll.session)
    seen = {None, *(child.pk for child in roll.children)}
    rows = rows.select_related("participant", "sent_by")
    return [_both_values(roll, row) for row in rows if row.participant_id in seen]


def corrections(roll: Roll) -> list[Correction]:
    """Of the children whose names the reader sees, the latest first."""
    if not roll.is_logged:
        return []
    names = {child.pk: child.short_name for child in roll.children}
    changes = MarkChange.objects.everything(why="of a session and children that the reader sees")
    rows = changes.filter(session=roll.session, participant__in=names).select_related("changed_by")
    return [
        Correction(
            names[row.participant_id],
            _mark(row.before),
            _mark(row.after),
            row.changed_by.name,
            row.changed_at,
        )
        for row in rows.order_by("-changed_at", "-pk")
    ]


def _both_values(roll: Roll, row: RollConflict) -> BothValues:
    # A preparation is the sender's own, which the reader's roll does not hold.
    stored = row.stored if row.is_preparation else roll.stored.get(row.key, row.stored)
    return BothValues(
        pk=row.pk,
        what=_what(roll, row),
        stored=_in_words(row.field, stored),
        arrived=_in_words(row.field, row.arrived),
        by=row.sent_by.name,
        at=row.arrived_at,
        is_note=row.field == NOTE,
    )


def _what(roll: Roll, row: RollConflict) -> str:
    if row.participant:
        return row.participant.short_name
    if row.field == NOTE:
        return _("What did you do?")
    if row.field == PARTNER:
        return _("How many from the partner")
    if row.field == PREPARATION:
        return _("Preparation of %(name)s") % {"name": row.sent_by.name}
    return next((adult.name for adult in roll.adults if row.field == f"adult-{adult.pk}"), _("An adult"))


def _in_words(field: str, value: str) -> str:
    if field == "mark":
        return _mark(value)
    if field.startswith("adult-"):
        return _("was there") if value else _("was not there")
    if field == PREPARATION and value.isdecimal():
        return hours(int(value))
    return value


def _mark(value: str) -> str:
    return str(Mark(value).label) if value in Mark.values else value
