"""The narrow door to the two logs."""

from collections.abc import Iterable

from django.db import models

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry, Opened, ReadEntry
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, Role


def record(
    actor: Actor, action: str, row: models.Model, *, school: CultureSchool | int | None, **values: object
) -> AuditEntry:
    """Note that `actor` did `action` to `row`. Call it inside the action's transaction."""
    noted = entry(actor, action, row, school=school, **values)
    noted.save(force_insert=True)
    return noted


def record_many(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """As `record`, all in one insert."""
    return AuditEntry.objects.bulk_create(entries)


def entry(
    actor: Actor, action: str, row: models.Model, *, school: CultureSchool | int | None, **values: object
) -> AuditEntry:
    """What `record` would note, for `record_many`."""
    return AuditEntry(
        actor_kind=actor.kind,
        actor=actor.user,
        actor_name=actor.name,
        school_id=_id(school),
        action=action,
        model=row._meta.label_lower,
        object_id=str(row.pk),
        values=values,
    )


def record_reading(
    reader: User, row: models.Model, *, school: CultureSchool | int, what: str = Opened.PAGE
) -> ReadEntry:
    """Note that `reader` opened what is about the person `row`, and in which of her roles."""
    where = school.pk if isinstance(school, CultureSchool) else school
    return ReadEntry.objects.create(
        reader=reader,
        school_id=where,
        model=row._meta.label_lower,
        object_id=str(row.pk),
        what=what,
        role=_role_at(reader, where),
    )


def _role_at(reader: User, school: int) -> str:
    """The role that opens most at the school; the roles beyond schools come after."""
    rights = rights_of(reader)
    for role in (Role.COORDINATOR, Role.TEACHER):
        if school in rights.of(role):
            return role
    return next((role for role in (PARTNER_CONTACT, Role.ADMINISTRATOR) if rights.holds(role)), "")


def _id(school: CultureSchool | int | None) -> int | None:
    return school.pk if isinstance(school, CultureSchool) else school
