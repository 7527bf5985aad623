from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from participants.actions.tell_family import tell_family
from participants.models import Appeal, MessageKind
from participants.policies.letter import may_answer_appeal
from portal.audit.actor import Actor
from portal.audit.log import record


class AnsweredAlready(Exception):
    """Somebody has answered the appeal; nothing was changed."""


@transaction.atomic
def answer_appeal(*, actor: Actor, appeal_id: int, outcome: str, answer: str) -> Appeal:
    """Answer an appeal, once, and tell the family. A changed decision is made by the ordinary verbs.

    Whoever decided may answer too; the history shows both names. Raises Appeal.DoesNotExist outside the
    actor's scope, PermissionDenied and AnsweredAlready.
    """
    appeals = Appeal.objects.visible_to(actor.person).select_related("enrolment__participant")
    appeal = appeals.select_for_update(of=("self",), no_key=True).get(pk=appeal_id)
    if appeal.answered_on:
        raise AnsweredAlready
    if not may_answer_appeal(actor.person, appeal):
        raise PermissionDenied
    appeal.outcome, appeal.answer = outcome, answer.strip()
    appeal.answered_on, appeal.answered_by = timezone.localdate(), actor.signed_in
    appeal.save(update_fields=["outcome", "answer", "answered_on", "answered_by"])
    record(actor, "answer appeal", appeal, school=appeal.school_id, outcome=outcome)
    application = appeal.enrolment.application
    tell_family(
        actor=actor,
        participant=appeal.enrolment.participant,
        link=application.link if application else None,
        kind=MessageKind.APPEAL,
    )
    return appeal
