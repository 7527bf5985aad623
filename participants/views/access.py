"""Everything about one person, for the coordinator: as a document to read and as JSON."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participants.documents.person import as_json, as_pdf
from participants.models import Participant
from participants.subject_access import Told, everything_about
from participants.views.retention import managed
from portal.audit.log import record_reading
from portal.audit.models import Opened
from portal.documents.errors import DocumentError
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page

KINDS = {"pdf": "application/pdf", "json": "application/json"}


@require_safe
@for_roles(*SCHOOL_ROLES)
def access(request: AuthedRequest, pk: int) -> HttpResponse:
    return render_page(request, "participants/access.html", {"person": managed(request, pk)})


@require_safe
@for_roles(*SCHOOL_ROLES)
def access_file(request: AuthedRequest, pk: int, kind: str) -> HttpResponse:
    """The opening is logged before it is read, and so stands in the document itself."""
    person = managed(request, pk)
    if kind not in KINDS:
        raise Http404
    record_reading(request.user, person, school=person.school_id, what=Opened.EXPORT)
    try:
        return handed_out(person, everything_about(person), kind)
    except DocumentError as error:
        context = {"person": person, "refusal": _(error.message)}
        return render_page(request, "participants/access.html", context, status=503)


def handed_out(person: Participant, told: list[Told], kind: str) -> HttpResponse:
    """A file whose name tells nothing. Raises DocumentError."""
    content = as_json(told) if kind == "json" else as_pdf(person, told)
    headers = {"Content-Disposition": f'attachment; filename="access.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)
