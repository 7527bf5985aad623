"""Writing and renewing a need card: what helps, never a diagnosis."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from participants.actions.remove_person import local_day
from participants.models import Participant, SupportNeed
from participants.policies.participant import may_write_card
from participants.rules.school_year import lasts_until
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "the card of a person whom the actor sees"


@transaction.atomic
def write_card(
    *,
    actor: Actor,
    participant_id: int,
    what_helps: str,
    to_avoid: str,
    pause: str,
    same_adult: bool,
    needs_companion: bool = False,
) -> SupportNeed:
    """The one card of a person, with the words of now. Raises Participant.DoesNotExist, PermissionDenied."""
    person = _person(actor, participant_id)
    cards = SupportNeed.objects.everything(why=_WHY).filter(participant=person)
    card = cards.order_by("pk").first() or SupportNeed(school=person.school, participant=person)
    card.what_helps, card.to_avoid, card.pause = what_helps, to_avoid, pause
    card.same_adult, card.needs_companion = same_adult, needs_companion
    card.expires_on = lasts_until(local_day(person.school))
    card.save()
    cards.exclude(pk=card.pk).delete()
    record(actor, "write need card", card, school=person.school_id)
    return card


@transaction.atomic
def renew_card(*, actor: Actor, participant_id: int) -> None:
    """For another school year, as it stands. Raises Participant.DoesNotExist, PermissionDenied."""
    person = _person(actor, participant_id)
    today = local_day(person.school)
    until = lasts_until(today)
    for card in SupportNeed.objects.everything(why=_WHY).filter(
        participant=person, expires_on__gte=today, expires_on__lt=until
    ):
        card.expires_on, card.renewed_on = until, today
        card.save(update_fields=["expires_on", "renewed_on"])
        record(actor, "renew need card", card, school=person.school_id)


def _person(actor: Actor, participant_id: int) -> Participant:
    """Locked, so that two who write at once leave one card."""
    visible = Participant.objects.visible_to(actor.person).select_related("school__municipality")
    person = visible.select_for_update(of=("self",)).get(pk=participant_id)
    if not may_write_card(actor.person, person):
        raise PermissionDenied
    return person
