from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from reports.files import download, file_response
from reports.models import ReportRun
from reports.policies import ROLES

FOR_PDF_VIEWERS = {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF]}
"""A browser's own PDF viewer draws with styles of its own, which the portal's policy would refuse."""


@require_safe
@for_roles(*ROLES)  # type: ignore[arg-type]
@csp_replace(FOR_PDF_VIEWERS)  # type: ignore[arg-type]  # typed for views without arguments
def view_file(request: AuthedRequest, pk: str) -> HttpResponse:
    """The document, to be looked at in the page."""
    return file_response(request, _published(request, pk), disposition="inline")


@require_safe
@for_roles(*ROLES)
def download_file(request: AuthedRequest, pk: str) -> HttpResponse:
    """The document, to be kept: byte for byte the same each time."""
    return download(request, _published(request, pk))


def _published(request: AuthedRequest, pk: str) -> ReportRun:
    """The right is judged anew with each download."""
    visible = ReportRun.objects.visible_to(request.user).without_figures()
    return get_object_or_404(visible.exclude(file=""), pk=pk)
