"""The files of papers: whose they are, and handing them out."""

from django.http import Http404, HttpResponse

from partners.models import Attachment
from portal.documents.attachments import ENDINGS
from portal.documents.storage import private_storage


def named_by_attachments(paths: set[str]) -> set[str]:
    """Those of `paths` that some paper names."""
    rows = Attachment.objects.everything(why="files that some paper names").filter(file__in=paths)
    return set(rows.values_list("file", flat=True))


def attachment_response(row: Attachment) -> HttpResponse:
    """To be kept, never to be shown in the page, under a name that tells nothing."""
    name = f"samklang-{row.pk}{ENDINGS.get(row.content_type, '.bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    try:
        with private_storage().open(row.file) as file:
            return HttpResponse(file.read(), content_type=row.content_type, headers=headers)
    except FileNotFoundError:
        raise Http404 from None
