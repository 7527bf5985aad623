"""Giving a consent and taking it back, each purpose and each person by itself."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from participants.actions.remove_photos import remove_photos_of
from participants.models import Consent, ConsentPurpose, Participant
from portal.audit.actor import Actor
from portal.audit.log import entry, record, record_many
from portal.audit.models import AuditEntry

Said = tuple[str, str]
"""A purpose, and by whom."""
_WHY = "of the child that the actor's link applies for"


def give_consents(*, actor: Actor, participant: Participant, said: Collection[Said]) -> None:
    """What holds already stays as it was given. Part of the caller's transaction."""
    record_many(store_consents(actor=actor, participant=participant, said=said))


def store_consents(*, actor: Actor, participant: Participant, said: Collection[Said]) -> list[AuditEntry]:
    """As `give_consents`, but leaves it to the caller to record what it gives back."""
    if not said:
        return []
    consents = [
        Consent(
            school_id=participant.school_id,
            participant=participant,
            purpose=purpose,
            by=by,
            given_at=timezone.now(),
            actor_kind=actor.kind,
            noted_by=actor.user,
        )
        for purpose, by in said
    ]
    Consent.objects.bulk_create(consents, ignore_conflicts=True)
    school = participant.school_id
    return [entry(actor, "give consent", participant, school=school, said=sorted(said))]


@transaction.atomic
def change_consents(
    *, actor: Actor, participant_id: int, asked: Collection[Said], said: Collection[Said]
) -> None:
    """Of what was `asked`, `said` is a yes and the rest a no; without consent to photos all of them go.

    Raises Participant.DoesNotExist.
    """
    people = Participant.objects.within_reach_of(actor)
    participant = people.select_for_update(of=("self",), no_key=True).get(pk=participant_id)
    held = Consent.objects.everything(why=_WHY).filter(participant=participant, withdrawn_at=None)
    already, withdrawn = set(), set()
    for consent in held.select_for_update():
        pair = (consent.purpose, consent.by)
        already.add(pair)
        if pair in set(asked) - set(said):
            consent.withdrawn_at = timezone.now()
            consent.save(update_fields=["withdrawn_at"])
            withdrawn.add(consent.purpose)
            record(
                actor,
                "withdraw consent",
                consent,
                school=participant.school_id,
                purpose=consent.purpose,
                by=consent.by,
            )
    if ConsentPurpose.PHOTO in withdrawn:
        remove_photos_of(actor=actor, participant=participant)
    give_consents(actor=actor, participant=participant, said=set(said) - already)
