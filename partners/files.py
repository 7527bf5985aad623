"""The files of papers and of agreements: whose they are, and handing them out."""

from django.http import Http404, HttpResponse

from partners.models import AgreementDocument, Attachment
from portal.documents.attachments import ENDINGS, PDF
from portal.documents.storage import private_storage


def named_by_attachments(paths: set[str]) -> set[str]:
    """Those of `paths` that some paper names."""
    rows = Attachment.objects.everything(why="files that some paper names").filter(file__in=paths)
    return set(rows.values_list("file", flat=True))


def named_by_agreements(paths: set[str]) -> set[str]:
    """Those of `paths` that some agreement's document names."""
    rows = AgreementDocument.objects.everything(why="files that some document names").filter(file__in=paths)
    return set(rows.values_list("file", flat=True))


def agreement_response(row: AgreementDocument) -> HttpResponse:
    """To be kept and printed; the caller has judged the right to it."""
    return _kept(row.file, PDF, f"samklang-agreement-{row.agreement_id}.pdf")


def attachment_response(row: Attachment) -> HttpResponse:
    """To be kept, never to be shown in the page, under a name that tells nothing."""
    name = f"samklang-{row.pk}{ENDINGS.get(row.content_type, '.bin')}"
    return _kept(row.file, row.content_type, name)


def _kept(path: str, content_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    try:
        with private_storage().open(path) as file:
            return HttpResponse(file.read(), content_type=content_type, headers=headers)
    except FileNotFoundError:
        raise Http404 from None
