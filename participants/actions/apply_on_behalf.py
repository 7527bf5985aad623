"""What every application on a family's behalf writes. Call it inside the transaction of the action."""

from django.utils import timezone

from participants.actions.find_pairs import find_pairs
from participants.actions.history import first_step
from participants.links import lasts_until
from participants.models import (
    Application,
    Enrolment,
    FamilyLink,
    Guardian,
    Participant,
)
from participants.rules.on_behalf import Told
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group


def apply_on_behalf(*, actor: Actor, group: Group, told: Told, applicant: str) -> Application:
    """The child, the family's link, who speaks for the child, and one wish.

    No child is taken for one that is known already: neither a link nor a proved contact says so here.
    """
    child = _child(group, told)
    _guardian(child, told)
    application = Application.objects.create(
        school_id=group.school_id,
        run=group.run,
        participant=child,
        link=new_link(group, told),
        applicant=applicant,
        submitted_at=timezone.now(),
        language=told.language,
        home_language=told.home_language,
        attends_school=told.attends_school,
        what_helps=told.what_helps,
        message=told.message,
        wants_free_place=told.wants_free_place,
    )
    _wish(actor, application, group)
    record(actor, "submit application", application, school=group.school_id, groups=[group.pk])
    find_pairs(participant=child)
    return application


def new_link(group: Group, told: Told) -> FamilyLink:
    return FamilyLink.objects.create(
        school_id=group.school_id,
        language=told.language or group.school.country.language,
        expires_at=lasts_until(group.run.retention_on),
        email=told.email,
        phone=told.phone,
    )


def _child(group: Group, told: Told) -> Participant:
    child = told.child
    return Participant.objects.create(
        school_id=group.school_id,
        given_name=told.reference if told.is_reference else child.given_name,
        family_name=child.family_name,
        is_reference=told.is_reference,
        birth_date=child.birth_date,
        birth_year=child.birth_year,
        grade=child.grade,
        grade_country=group.school.country if child.grade is not None else "",
    )


def _guardian(child: Participant, told: Told) -> None:
    if told.guardian_name or told.phone or told.email:
        Guardian.objects.create(
            school_id=child.school_id,
            participant=child,
            name=told.guardian_name,
            phone=told.phone,
            email=told.email,
        )


def _wish(actor: Actor, application: Application, group: Group) -> None:
    enrolment = Enrolment.objects.create(
        school_id=group.school_id,
        group=group,
        participant=application.participant,
        application=application,
        applied_at=application.submitted_at,
    )
    first_step(actor, enrolment).save()
