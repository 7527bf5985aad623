"""Everything about one person as flat values: the same for the readable document and for JSON."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from participants.models import Participant
from participants.subject_part import Part
from participants.subject_parts import PARTS, READINGS
from portal.audit.models import ReadEntry
from programmes.models import Session

_WHY = "who has looked at one person, for the person"


@dataclass(frozen=True)
class Told:
    """One part with the rows of one person: by field, the stored value and what a reader sees."""

    part: Part
    rows: list[dict[str, tuple[object, object]]]


def everything_about(person: Participant, *, own_contact: Iterable[str] | None = None) -> list[Told]:
    """`own_contact` narrows guardians' contact to whoever asks by a link; a coordinator gets it all.

    The contact of a guardian without parental responsibility is never told.
    """
    told = [Told(part, [_values(part, row) for row in _rows(part, person)]) for part in PARTS]
    allowed = None if own_contact is None else {contact for contact in own_contact if contact}
    for row in next(each.rows for each in told if each.part.key == "guardians"):
        contact = {str(row["phone"][0]), str(row["email"][0])}
        if not row["has_parental_responsibility"][0] or (allowed is not None and not contact & allowed):
            row["phone"] = row["email"] = ("", "")
    return [*told, _readings(person)]


def _rows(part: Part, person: Participant) -> QuerySet:
    related = [name for name in part.shows if part.model._meta.get_field(name).is_relation]
    return part.rows(person).select_related(*related)


def _values(part: Part, row: Model) -> dict[str, tuple[object, object]]:
    return {name: _value(row, name) for name in part.shows}


def _value(row: Model, name: str) -> tuple[object, object]:
    stored = getattr(row, name)
    if isinstance(stored, Session):
        return stored.starts_at, stored.starts_at
    if isinstance(stored, Model):
        return str(stored), str(stored)
    display = getattr(row, f"get_{name}_display", None)
    return stored, display() if display and stored != "" else stored


def _readings(person: Participant) -> Told:
    own = Q(model=person._meta.label_lower, object_id=str(person.pk))
    rows = ReadEntry.objects.everything(why=_WHY).filter(own).select_related("reader").order_by("at", "pk")
    return Told(READINGS, [_values(READINGS, row) for row in rows])
