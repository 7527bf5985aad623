"""The staff write down what a family has said at the counter or on the telephone."""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from participants.actions.apply_on_behalf import apply_on_behalf
from participants.actions.change_consents import give_consents
from participants.actions.tell_family import tell_family
from participants.models import Applicant, Application, ConsentBy, MessageKind
from participants.policies.enrolment import check_may_change_places
from participants.rules.ages import Born
from participants.rules.answers import asked_for_consent
from participants.rules.on_behalf import Details, Told
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from programmes.models import Group

_SENT_AGAIN = datetime.timedelta(minutes=10)


@transaction.atomic
def register_application(
    *, actor: Actor, group_id: int, told: Told, consents: Collection[str] = ()
) -> Application:
    """`consents` are the purposes to which whoever decides on them has said yes.

    The family is sent its link where it is reached by mail or text message. Raises Group.DoesNotExist outside
    the actor's scope, PermissionDenied and RunClosed.
    """
    group = Group.objects.visible_to(actor.person).locked().get(pk=group_id)
    check_may_change_places(actor.person, group)
    application = _known(group, told)
    if application is not None:
        return application
    application = apply_on_behalf(actor=actor, group=group, told=told, applicant=Applicant.STAFF)
    said = {(purpose, _who_says(group.school, purpose, told.child)) for purpose in consents}
    give_consents(actor=actor, participant=application.participant, said=said)
    if told.email or (told.phone and settings.SMS_URL):
        tell_family(
            actor=actor,
            participant=application.participant,
            link=application.link,
            kind=MessageKind.RECEIVED,
        )
    return application


def _known(group: Group, told: Told) -> Application | None:
    """What has just been written, sent once more."""
    applications = Application.objects.everything(why="of the group just judged")
    child = told.child
    return applications.filter(
        applicant=Applicant.STAFF,
        wishes__group=group,
        submitted_at__gte=timezone.now() - _SENT_AGAIN,
        participant__given_name=child.given_name,
        participant__family_name=child.family_name,
        participant__birth_date=child.birth_date,
        participant__birth_year=child.birth_year,
    ).first()


def _who_says(school: CultureSchool, purpose: str, child: Details) -> str:
    """Who consents: the person who is surely old enough, else the guardian."""
    if child.birth_year is None:
        return ConsentBy.GUARDIAN
    chosen = settings_of(school)
    ages = {"photo": chosen.photo_consent_age, "sharing": chosen.sharing_consent_age}
    return asked_for_consent(ages, Born(child.birth_year, child.birth_date), timezone.localdate())[purpose][0]
