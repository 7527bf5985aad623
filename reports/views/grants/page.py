"""A grant's page: what became of its money, what was promised and reached, what is due and missing."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from partners.forms.attachment import AttachmentForm
from partners.models import GrantState, PaperKind
from partners.papers import papers_of_application
from partners.views.attachments import keep_papers, takes_papers
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from reports.views.grants.own import check_open, grant_for
from reports.views.grants.read import read_grant
from reports.views.grants.words import changes_of

_KINDS = (
    PaperKind.APPLICATION,
    PaperKind.PARTNER_DECLARATION,
    PaperKind.AWARD_LETTER,
    PaperKind.SIGNED_AGREEMENT,
    PaperKind.RECEIPTS,
    PaperKind.OTHER,
)


@takes_papers
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def grant(request: AuthedRequest, pk: int) -> HttpResponse:
    row = grant_for(request, pk)
    sent = request.method == "POST"
    missing = [paper.kind for paper in papers_of_application(row) if not paper.there]
    form = AttachmentForm(
        request.POST if sent and "remove" not in request.POST else None,
        request.FILES if sent else None,
        kinds=_KINDS,
        initial={"kind": missing[0] if missing else PaperKind.OTHER},
    )
    if sent:
        check_open(row)
        if keep_papers(request, form, school_id=row.school_id, grant_id=row.pk):
            return redirect("reports:grant", pk=pk)
    page = read_grant(row, rights_of(request.user).of(Role.COORDINATOR))
    context = {
        "page": page,
        "grant": row,
        "changes": changes_of(request.user, row),
        "attachments": page.papers,
        "attach_form": form,
        "attach_url": request.path,
        "may_change": row.state != GrantState.CLOSED,
    }
    return render_page(request, "reports/grants/grant.html", context, status=422 if form.errors else 200)
