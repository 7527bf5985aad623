from django.db import transaction

from participants.actions.find_pairs import find_pairs
from participants.models import Participant
from participants.policies.participant import check_may_manage
from participants.rules.on_behalf import Details
from portal.audit.actor import Actor
from portal.audit.log import record


@transaction.atomic
def change_details(*, actor: Actor, participant_id: int, details: Details) -> Participant:
    """Name, birth and grade as they are; a reference becomes a name.

    Raises Participant.DoesNotExist outside the actor's scope, PermissionDenied for all but coordinators.
    """
    people = Participant.objects.visible_to(actor.person).select_for_update(of=("self",), no_key=True)
    person = people.select_related("school__municipality").get(pk=participant_id)
    check_may_manage(actor.person, person)
    written = {
        "given_name": details.given_name,
        "family_name": details.family_name,
        "is_reference": False,
        "birth_date": details.birth_date,
        "birth_year": details.birth_year,
        "grade": details.grade,
        "grade_country": str(person.school.country) if details.grade is not None else "",
    }
    changed = [field for field, value in written.items() if getattr(person, field) != value]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, written[field])
    person.save(update_fields=changed)
    record(actor, "change details", person, school=person.school_id, fields=changed)
    find_pairs(participant=person)
    return person
