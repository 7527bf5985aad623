"""Choosing which runs and groups count towards a commitment; not part of what was signed, so at any time."""

from collections.abc import Collection

from django.db import transaction

from partners.models import Agreement, Commitment
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from programmes.models import CommitmentUse, Group, ProgrammeRun

Key = tuple[int, int | None]
"""A run as a whole, or one of its groups."""
_OWN = "of the agreement that the action has locked"


def version_of_uses(keys: Collection[Key]) -> str:
    return version_of(sorted((run, group or 0) for run, group in keys))


def keys_of(commitment: Commitment) -> set[Key]:
    rows = CommitmentUse.objects.everything(why=_OWN).filter(commitment=commitment)
    return set(rows.values_list("run_id", "group_id"))


@transaction.atomic
def choose_uses(
    *, actor: Actor, agreement_id: int, commitment_id: int, keys: Collection[Key], based_on: str
) -> None:
    """Exactly `keys`; of a run that counts as a whole no group beside it.

    Raises DoesNotExist for what the actor does not coordinate, and ChangedMeanwhile.
    """
    agreements = Agreement.objects.visible_to(actor.person).select_related("school")
    agreement = agreements.select_for_update(of=("self",), no_key=True).get(pk=agreement_id)
    commitment = Commitment.objects.everything(why=_OWN).get(agreement=agreement, pk=commitment_id)
    whole = {run for run, group in keys if group is None}
    wanted = {(run, group) for run, group in keys if group is None or run not in whole}
    stands = keys_of(commitment)
    if wanted == stands:
        return
    check_version(based_on, version_of_uses(stands))
    _check(actor, agreement, wanted - stands)
    rows = CommitmentUse.objects.everything(why=_OWN).filter(commitment=commitment)
    for run, group in stands - wanted:
        rows.filter(run=run, group=group).delete()
    CommitmentUse.objects.bulk_create(
        CommitmentUse(school=agreement.school, commitment=commitment, run_id=run, group_id=group)
        for run, group in sorted(wanted - stands, key=lambda key: (key[0], key[1] or 0))
    )
    noted = sorted([run, group or 0] for run, group in wanted)
    record(actor, "choose what counts", commitment, school=agreement.school_id, counts=noted)


def _check(actor: Actor, agreement: Agreement, keys: Collection[Key]) -> None:
    """Raises DoesNotExist for a run in which the school takes no part, or a group that is not its own."""
    runs = ProgrammeRun.objects.visible_to(actor.person).filter(schools=agreement.school)
    groups = Group.objects.visible_to(actor.person).filter(school=agreement.school)
    for run, group in keys:
        runs.get(pk=run)
        if group is not None:
            groups.get(pk=group, run=run)
