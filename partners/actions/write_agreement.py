"""The agreement as a PDF for signing: asked for by a coordinator, made by a job, kept as it was made."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from partners.actions.own_agreement import OF_IT, own_agreement, version_of_document
from partners.documents.agreement import write
from partners.models import Agreement, AgreementDocument
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents import storage
from portal.documents.errors import Crashed, DocumentError
from portal.documents.written import Written
from portal.jobs.lease import Claim, JobRefused
from portal.jobs.models import JobState
from portal.jobs.queue import enqueue
from portal.scope.rights import forget_rights

TASK = "partners.write_agreement"


@transaction.atomic
def ask_for_document(*, actor: Actor, agreement_id: int) -> AgreementDocument:
    """Of what it says now; one that is there or on its way is that one.

    Raises Agreement.DoesNotExist.
    """
    agreement = own_agreement(actor, agreement_id)
    version = version_of_document(agreement)
    made = AgreementDocument.objects.everything(why=OF_IT).filter(agreement=agreement, version=version)
    if there := made.exclude(job__state=JobState.FAILED).first():
        return there
    job = enqueue(actor=actor, task=TASK)
    row = AgreementDocument.objects.create(agreement=agreement, version=version, job=job)
    record(actor, "ask for agreement as PDF", row, school=agreement.school_id)
    return row


def write_agreement(*, claim: Claim) -> AgreementDocument:
    """Make and publish the document of the claimed job, as the agreement stands by now.

    The right is judged again. Raises JobRefused where another attempt would not help, LeaseLost where another
    worker has the job now.
    """
    rows = AgreementDocument.objects.everything(why="the document of a claimed job")
    document = rows.select_related("agreement__school__municipality", "job__requested_by").get(job=claim.job)
    _judge(document)
    claim.renew()
    version = version_of_document(document.agreement)
    return _publish(claim, document, version, _made(claim, write(document.agreement)))


def _judge(document: AgreementDocument) -> None:
    asker = document.job.requested_by
    if asker is not None:
        forget_rights(asker)
    if asker is None or not Agreement.objects.visible_to(asker).filter(pk=document.agreement_id).exists():
        raise JobRefused(_("You no longer coordinate the school whose agreement this is."))


def _made(claim: Claim, written: Written) -> bytes:
    reader = translation.get_language()
    try:
        return written.as_pdf(on_wait=claim.renew)
    except Crashed:
        raise
    except DocumentError as error:
        with translation.override(reader):
            raise JobRefused(_(error.message)) from error


def _publish(claim: Claim, document: AgreementDocument, version: str, content: bytes) -> AgreementDocument:
    stored = storage.publish("agreement.pdf", content)
    try:
        with claim.publishing():
            document.file, document.sha256, document.version = stored.path, stored.sha256, version
            document.made_at = timezone.now()
            document.save(update_fields=["file", "sha256", "version", "made_at"])
    except BaseException:
        storage.remove(stored.path)
        raise
    return document
