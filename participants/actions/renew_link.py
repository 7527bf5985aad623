from django.db import transaction

from participants.links import lasts_until
from participants.models import Application, FamilyLink, Participant
from participants.models.family import new_nonce
from participants.policies.participant import check_may_manage
from portal.audit.actor import Actor
from portal.audit.log import record


@transaction.atomic
def renew_link(*, actor: Actor, participant_id: int) -> FamilyLink:
    """A new address for the family's link, which ends all older ones; a first link where there is none.

    Raises Participant.DoesNotExist outside the actor's scope, PermissionDenied for all but coordinators, and
    Application.DoesNotExist for whom nobody has applied for.
    """
    people = Participant.objects.visible_to(actor.person).select_for_update(of=("self",), no_key=True)
    person = people.select_related("school__municipality").get(pk=participant_id)
    check_may_manage(actor.person, person)
    applications = Application.objects.visible_to(actor.person).filter(participant=person)
    newest = applications.select_related("link", "run").latest("submitted_at", "pk")
    linked = applications.exclude(link=None).select_related("link").order_by("submitted_at", "pk").last()
    link = (linked.link if linked else None) or FamilyLink(
        school=person.school, language=person.school.country.language
    )
    link.nonce, link.expires_at = new_nonce(), lasts_until(newest.run.retention_on)
    # The new address has not been sent to anybody yet, so that nobody has proved to read it.
    link.contact_verified_at = None
    link.save()
    applications.filter(link=None).update(link=link)
    record(actor, "renew link", link, school=person.school_id, participant=person.pk)
    return link
