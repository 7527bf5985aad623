"""The papers of an agreement or a grant: handing one out, and what their pages share."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partners.actions.attach import attach, remove_attachment
from partners.files import attachment_response
from partners.forms.attachment import AttachmentForm
from partners.models import Attachment
from portal.audit.actor import Actor
from portal.documents.attachments import TOO_BIG
from portal.documents.pictures import MOST_BYTES
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, key_of
from portal.web.saving import done, saved
from portal.web.uploads import uploads_at_most

takes_papers = uploads_at_most(MOST_BYTES, TOO_BIG)
"""Stands as the first decorator of a page that shows `partners/_attachments.html`."""


@require_safe
@for_roles(Role.COORDINATOR)
def attachment(request: AuthedRequest, pk: int) -> HttpResponse:
    """The file; the right is judged anew with each download."""
    return attachment_response(get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk))


def keep_papers(
    request: AuthedRequest,
    form: AttachmentForm,
    *,
    school_id: int,
    agreement_id: int | None = None,
    grant_id: int | None = None,
) -> bool:
    """Does what the form of the template asks: add a paper, or remove one. False where it was refused."""
    about: dict[str, Any] = {"agreement_id": agreement_id, "grant_id": grant_id}
    if "remove" in request.POST:
        return _remove(request, about)
    if not form.is_valid():
        return False
    actor = Actor.of(request.user)
    kept = saved(
        form, lambda: attach(actor=actor, school_id=school_id, **about, **form.values()), name="file"
    )
    if kept is None:
        return False
    messages.success(request, _("The paper is there."))
    return True


def _remove(request: AuthedRequest, about: dict[str, Any]) -> bool:
    """Of this page's own alone."""
    own = Attachment.objects.visible_to(request.user).filter(**about)
    row = get_object_or_404(own, pk=key_of(request.POST["remove"]))
    actor, words = Actor.of(request.user), _("The paper and its file are removed.")
    done(request, lambda: remove_attachment(actor=actor, attachment_id=row.pk), words)
    return True
