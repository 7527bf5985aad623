"""The target numbers of a grant, and what was reached where nothing is logged that it follows from."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from partners.actions.own_grant import open_grant
from partners.models import GrantTarget, TargetMeasure
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import noted, put, stands
from portal.audit.versions import check_version, version_of_fields


@dataclass(frozen=True)
class TargetFacts:
    """`reached` counts for what is counted by hand alone."""

    measure: str
    target: int
    text: str = ""
    reached: int | None = None


FIELDS = tuple(TargetFacts.__dataclass_fields__)


def version_of_target(row: GrantTarget) -> str:
    return version_of_fields(row, FIELDS)


@transaction.atomic
def add_target(*, actor: Actor, grant_id: int, facts: TargetFacts) -> GrantTarget:
    """Raises Grant.DoesNotExist outside the actor's scope, and Closed."""
    grant = open_grant(actor, grant_id)
    row = GrantTarget(grant=grant)
    _put(row, _values(facts))
    row.save()
    record(actor, "add target", row, school=grant.school_id, **noted(asdict(facts)))
    return row


@transaction.atomic
def change_target(*, actor: Actor, target_id: int, facts: TargetFacts, based_on: str) -> GrantTarget:
    """Raises GrantTarget.DoesNotExist, Closed and ChangedMeanwhile."""
    row = GrantTarget.objects.visible_to(actor.person).get(pk=target_id)
    grant = open_grant(actor, row.grant_id)
    row.refresh_from_db()
    values = _values(facts)
    if stands(row, values):
        return row
    check_version(based_on, version_of_target(row))
    _put(row, values)
    row.save()
    record(actor, "change target", row, school=grant.school_id, **noted(values))
    return row


@transaction.atomic
def remove_target(*, actor: Actor, target_id: int) -> None:
    """Raises GrantTarget.DoesNotExist and Closed."""
    row = GrantTarget.objects.visible_to(actor.person).get(pk=target_id)
    grant = open_grant(actor, row.grant_id)
    record(actor, "remove target", row, school=grant.school_id, measure=row.measure, target=row.target)
    row.delete()


def _values(facts: TargetFacts) -> dict[str, object]:
    by_hand = facts.measure == TargetMeasure.OTHER
    return {**asdict(facts), "reached": facts.reached if by_hand else None}


def _put(row: GrantTarget, values: dict[str, object]) -> None:
    if row.reached != values["reached"]:
        row.reached_on = timezone.localdate() if values["reached"] is not None else None
    put(row, values)
