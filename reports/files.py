"""Handing out a published report; the caller has judged the right to it."""

from typing import Any

from django.http import HttpResponse

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents.storage import private_storage
from reports.models import ReportRun


def download(request: Any, report: ReportRun) -> HttpResponse:
    """The document as a file to keep. Who fetched it is logged."""
    record(Actor.of(request.user), "download report", report, school=report.school_id)
    return file_response(request, report, disposition="attachment")


def file_response(request: Any, report: ReportRun, *, disposition: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'{disposition}; filename="{report.file_name}"',
        "Cache-Control": "private, no-cache",
        "ETag": f'"{report.sha256}"',
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    with private_storage().open(report.file) as file:
        return HttpResponse(file.read(), content_type="application/pdf", headers=headers)


def named_by_reports(paths: set[str]) -> set[str]:
    """Those of `paths` that some report names."""
    reports = ReportRun.objects.everything(why="files that some report names").naming(paths)
    return set(reports.values_list("file", flat=True))
