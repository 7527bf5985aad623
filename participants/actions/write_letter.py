"""The written decision: asked for in the transaction of the decision, made by a job, published once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from participants.documents.letter import write
from participants.models import EnrolmentMove, Letter
from participants.policies.letter import may_ask_again
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents import storage
from portal.documents.errors import Crashed, DocumentError
from portal.documents.written import Written
from portal.jobs.lease import Claim, JobRefused
from portal.jobs.models import JobState
from portal.jobs.queue import enqueue

TASK = "participants.write_letter"


def request_letter(*, actor: Actor, move: EnrolmentMove, language: str) -> Letter:
    """Ask for the letter of a decision, in the decision's own transaction."""
    return Letter.objects.create(
        school_id=move.school_id,
        enrolment_id=move.enrolment_id,
        move=move,
        language=language,
        job=enqueue(actor=actor, task=TASK),
    )


@transaction.atomic
def request_letter_again(*, actor: Actor, letter_id: int) -> Letter:
    """A new job for a letter whose job failed; for any other nothing changes.

    Raises Letter.DoesNotExist outside the actor's scope.
    """
    rows = Letter.objects.visible_to(actor.person).select_related("job", "enrolment__participant")
    letter = rows.select_for_update(of=("self",)).get(pk=letter_id)
    if not may_ask_again(actor.person, letter):
        raise PermissionDenied
    if letter.job.state == JobState.FAILED:
        letter.job = enqueue(actor=actor, task=TASK)
        letter.save(update_fields=["job"])
        record(actor, "ask for letter again", letter, school=letter.school_id)
    return letter


def write_letter(*, claim: Claim) -> Letter:
    """Make and publish the letter of the claimed job, as of the decision that it is about.

    The right is the decision's own: a role that has ended since takes no letter away from a family.
    Raises JobRefused where another attempt would not help, LeaseLost where another worker has the job now.
    """
    letters = Letter.objects.everything(why="the letter of a claimed job").select_related(
        "school__municipality",
        "enrolment__participant",
        "enrolment__group__run__programme",
        "move__decided_by",
        "move__ground",
    )
    letter = letters.get(job=claim.job)
    if letter.enrolment.participant.removed_on:
        raise JobRefused(_("The details of this person have been removed."))
    claim.renew()
    return _publish(claim, letter, _made(claim, write(letter)))


def _made(claim: Claim, written: Written) -> bytes:
    reader = translation.get_language()
    try:
        return written.as_pdf(on_wait=claim.renew)
    except Crashed:
        raise
    except DocumentError as error:
        with translation.override(reader):
            raise JobRefused(_(error.message)) from error


def _publish(claim: Claim, letter: Letter, content: bytes) -> Letter:
    stored = storage.publish("letter.pdf", content)
    try:
        with claim.publishing():
            letter.file, letter.sha256, letter.made_at = stored.path, stored.sha256, timezone.now()
            letter.save(update_fields=["file", "sha256", "made_at"])
    except BaseException:
        storage.remove(stored.path)
        raise
    return letter
