"""The narrow door to the two logs."""

from django.db import models

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry, ReadEntry


def record(
    actor: Actor, action: str, row: models.Model, *, school: CultureSchool | int | None, **values: object
) -> AuditEntry:
    """Note that `actor` did `action` to `row`. Call it inside the action's transaction."""
    return AuditEntry.objects.create(
        actor_kind=actor.kind,
        actor=actor.user,
        actor_name=actor.name,
        school_id=_id(school),
        action=action,
        model=row._meta.label_lower,
        object_id=str(row.pk),
        values=values,
    )


def record_reading(reader: User, row: models.Model, *, school: CultureSchool | int) -> ReadEntry:
    """Note that `reader` opened the page of the person `row`."""
    return ReadEntry.objects.create(
        reader=reader,
        school_id=school.pk if isinstance(school, CultureSchool) else school,
        model=row._meta.label_lower,
        object_id=str(row.pk),
    )


def _id(school: CultureSchool | int | None) -> int | None:
    return school.pk if isinstance(school, CultureSchool) else school
