"""What a decision on a place sets going: the letter, and the message to whoever waits for it."""

from participants.actions.tell_family import tell_family
from participants.actions.tell_staff import tell_agency, tell_coordinators
from participants.actions.write_letter import request_letter
from participants.models import (
    Application,
    Enrolment,
    EnrolmentMove,
    EnrolmentState,
    MessageKind,
    NoticeKind,
    Offer,
    Referral,
)
from participants.rules.following import is_news
from portal.audit.actor import LINK, Actor
from portal.web.languages import family_codes


def follow_up(*, actor: Actor, move: EnrolmentMove) -> None:
    """Called in the transaction of the decision; what leaves the house does so after it has committed."""
    enrolment = move.enrolment
    if move.is_decision:
        request_letter(actor=actor, move=move, language=_language(enrolment))
    if is_news(move.from_state, move.to_state, move.actor_kind):
        _tell_family(actor, enrolment)
    elif move.actor_kind == LINK:
        tell_coordinators(actor=actor, school=enrolment.school, kind=NoticeKind.ANSWER)
    if move.from_state != move.to_state:
        _tell_partner(actor, enrolment.application)


def _tell_family(actor: Actor, enrolment: Enrolment) -> None:
    """A place that was given outside an application has no link: the guardians are asked to call."""
    offer = None
    if enrolment.state == EnrolmentState.OFFERED:
        offers = Offer.objects.everything(why="of the enrolment just decided on")
        offer = offers.filter(enrolment=enrolment, ended_at=None).first()
    tell_family(
        actor=actor,
        participant=enrolment.participant,
        link=enrolment.application.link if enrolment.application else None,
        kind=MessageKind.OFFER if offer else MessageKind.DECIDED,
        offer=offer,
    )


def _tell_partner(actor: Actor, application: Application | None) -> None:
    referrals = Referral.objects.everything(why="whoever referred the child just decided on")
    if application is None:
        return
    for referral in referrals.filter(application=application).select_related("agency", "school"):
        tell_agency(actor=actor, school=referral.school, agency=referral.agency)


def _language(enrolment: Enrolment) -> str:
    application = enrolment.application
    chosen = (application.link.language if application.link else application.language) if application else ""
    return chosen if chosen in family_codes() else enrolment.school.country.language
