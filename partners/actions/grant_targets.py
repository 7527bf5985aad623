"""The target numbers of a grant, and what was reached where nothing is logged that it follows from."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.actions.own_grant import open_grant
from partners.models import Grant, GrantTarget, TargetMeasure
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, put, stands
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
    """Raises Grant.DoesNotExist outside the actor's scope, Closed, and Refused for one that is there."""
    grant = open_grant(actor, grant_id)
    row, values = GrantTarget(grant=grant), _values(facts)
    if GrantTarget.objects.visible_to(actor.person).filter(grant=grant, **values).exists():
        raise Refused(_("This target number is there already."))
    _put(row, values)
    row.save()
    _record(actor, "add target", row, grant)
    return row


@transaction.atomic
def change_target(*, actor: Actor, pk: int, facts: TargetFacts, based_on: str) -> GrantTarget:
    """Raises GrantTarget.DoesNotExist, Closed and ChangedMeanwhile."""
    row, grant = _own(actor, pk)
    values = _values(facts)
    if stands(row, values):
        return row
    check_version(based_on, version_of_target(row))
    _put(row, values)
    row.save()
    _record(actor, "change target", row, grant)
    return row


@transaction.atomic
def remove_target(*, actor: Actor, pk: int) -> None:
    """Raises GrantTarget.DoesNotExist and Closed."""
    row, grant = _own(actor, pk)
    _record(actor, "remove target", row, grant)
    row.delete()


def _own(actor: Actor, pk: int) -> tuple[GrantTarget, Grant]:
    """As it stands once its grant is locked."""
    rows = GrantTarget.objects.visible_to(actor.person)
    grant = open_grant(actor, rows.values_list("grant", flat=True).get(pk=pk))
    return rows.all().get(pk=pk), grant


def _values(facts: TargetFacts) -> dict[str, object]:
    by_hand = facts.measure == TargetMeasure.OTHER
    return {**asdict(facts), "reached": facts.reached if by_hand else None}


def _put(row: GrantTarget, values: dict[str, object]) -> None:
    if row.reached != values["reached"]:
        row.reached_on = timezone.localdate() if values["reached"] is not None else None
    put(row, values)


def _record(actor: Actor, action: str, row: GrantTarget, grant: Grant) -> None:
    """Numbers alone: the words are the application's."""
    counted = {"measure": row.measure, "target": row.target, "reached": row.reached}
    record(actor, action, row, school=grant.school_id, grant=grant.pk, **counted)
