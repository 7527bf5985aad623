"""What a school sets for itself, one section at a time."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from participants.models import SchoolSettings
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of_fields

AMOUNTS = ("semester_fee", "sibling_reduction")


def version_of_settings(row: SchoolSettings, fields: tuple[str, ...]) -> str:
    return version_of_fields(row, fields)


@transaction.atomic
def save_settings(
    *, actor: Actor, school_id: int, values: Mapping[str, object], based_on: str
) -> SchoolSettings:
    """`based_on` is the `version_of_settings` of the fields in `values`, as the person saw them.

    Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate, and ChangedMeanwhile.
    """
    school = locked_school(actor, school_id)
    row = settings_of(school)
    before = {name: getattr(row, name) for name in values}
    if before == dict(values):
        return row
    check_version(based_on, version_of_settings(row, tuple(values)))
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    changed = {name: value for name, value in values.items() if value != before[name]}
    noted = {name: _noted(name, before[name], value) for name, value in changed.items()}
    record(actor, "change settings", row, school=school, **noted)
    return row


def _noted(name: str, before: object, after: object) -> object:
    """Of what fees follow from, what it was as well."""
    if name not in AMOUNTS:
        return after
    return {"before": _plain(before), "after": _plain(after)}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def locked_school(actor: Actor, school_id: int) -> CultureSchool:
    """A school that the actor coordinates, locked: two who change its settings come one after the other."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    return (
        schools.select_related("municipality").select_for_update(of=("self",), no_key=True).get(pk=school_id)
    )
