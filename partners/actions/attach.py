"""Keeping a paper of an agreement, of a grant or of a line of the accounts, and taking it away."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.own_agreement import own_agreement
from partners.models import Agreement, Attachment, Grant, PaperKind
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.documents import storage
from portal.documents.attachments import Accepted, AttachmentRefused, accepted
from portal.documents.storage import Stored

MOST_PAPERS = 200
_OWN = "of the school whose coordinator the actor is"


def attach(
    *,
    actor: Actor,
    school_id: int,
    kind: str,
    title: str,
    name: str = "",
    content: bytes,
    agreement_id: int | None = None,
    grant_id: int | None = None,
) -> Attachment:
    """Of an agreement, a grant, or neither; the same file stands once. `name`: the title of one without.

    Raises Refused, and DoesNotExist for a school, an agreement or a grant that the actor does not coordinate.
    """
    try:
        paper = accepted(content)
    except AttachmentRefused as refusal:
        raise Refused(str(refusal.message)) from None
    stored = storage.publish(f"paper{paper.ending}", paper.content)
    about = {"agreement_id": agreement_id, "grant_id": grant_id}
    try:
        row = _attach(actor, school_id, PaperKind(kind), title.strip() or name, paper, stored, about)
    except BaseException:
        storage.remove(stored.path)
        raise
    if row.file != stored.path:
        storage.remove(stored.path)
    return row


@transaction.atomic
def _attach(
    actor: Actor,
    school_id: int,
    kind: PaperKind,
    title: str,
    paper: Accepted,
    stored: Stored,
    about: dict[str, int | None],
) -> Attachment:
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    _check_about(actor, school, about)
    there = Attachment.objects.everything(why=_OWN).filter(school=school, **about)
    if same := there.filter(sha256=stored.sha256, kind=kind).first():
        return same
    if any(about.values()) and there.count() >= MOST_PAPERS:
        raise Refused(_("There are %(number)d papers here: remove one first.") % {"number": MOST_PAPERS})
    row = Attachment.objects.create(
        school=school,
        **about,
        kind=kind,
        title=(title or kind.label)[:160],
        file=stored.path,
        content_type=paper.content_type,
        size=stored.size,
        sha256=stored.sha256,
        added_by=actor.signed_in,
    )
    record(actor, "attach paper", row, school=school, kind=str(kind), sha256=stored.sha256)
    return row


def _check_about(actor: Actor, school: CultureSchool, about: dict[str, int | None]) -> None:
    """Raises DoesNotExist."""
    if about["agreement_id"] and own_agreement(actor, about["agreement_id"]).school_id != school.pk:
        raise Agreement.DoesNotExist
    if about["grant_id"]:
        Grant.objects.visible_to(actor.person).filter(school=school).get(pk=about["grant_id"])


@transaction.atomic
def remove_attachment(*, actor: Actor, attachment_id: int) -> None:
    """The row now, the file once this has committed. Raises Attachment.DoesNotExist and Refused."""
    row = Attachment.objects.visible_to(actor.person).select_related("grant").get(pk=attachment_id)
    if _is_only_copy(actor, row):
        raise Refused(_("The agreement is signed, and this is its signed copy: add the right one first."))
    if row.grant and row.grant.state == "closed":
        raise Refused(_("The grant is closed: its papers stay."))
    record(actor, "remove paper", row, school=row.school_id, kind=row.kind, sha256=row.sha256)
    transaction.on_commit(partial(storage.remove, row.file))
    row.delete()


def _is_only_copy(actor: Actor, row: Attachment) -> bool:
    """Of an agreement that is signed."""
    if row.kind != PaperKind.SIGNED_AGREEMENT or row.agreement_id is None:
        return False
    copies = Attachment.objects.everything(why=_OWN).filter(agreement=row.agreement_id, kind=row.kind)
    signed_on = own_agreement(actor, row.agreement_id).signed_on
    return signed_on is not None and not copies.exclude(pk=row.pk).exists()
