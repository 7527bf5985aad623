"""The agreements of a coordinator's schools, and one of them with how its commitments stand."""

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.forms.attachment import AttachmentForm
from partners.models import Agreement, AgreementParty, PaperKind
from partners.rules.agreements import Standing
from partners.views.attachments import keep_papers, takes_papers
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from reports.views.agreement_page import read_agreement, standing

_ORDER = (Standing.TO_RENEW, Standing.DRAFT, Standing.IN_FORCE, Standing.COMING, Standing.ENDED)
_PAPERS = (PaperKind.SIGNED_AGREEMENT, PaperKind.PARTNER_DECLARATION, PaperKind.OTHER)


@require_safe
@for_roles(Role.COORDINATOR)
def agreements(request: AuthedRequest) -> HttpResponse:
    """First what needs a hand: those to be renewed, then the drafts."""
    own = Agreement.objects.visible_to(request.user)
    renewed = Exists(own.filter(renews=OuterRef("pk")))
    parties = AgreementParty.objects.visible_to(request.user)
    named = parties.select_related("school", "agency", "municipality").order_by("position", "pk")
    rows = own.annotate(is_renewed=renewed).prefetch_related(Prefetch("parties", named))
    today = timezone.localdate()
    found: dict[Standing, list[Agreement]] = {one: [] for one in _ORDER}
    for row in rows.order_by("ends_on", "title", "pk"):
        found[standing(row, renewed=row.is_renewed, today=today)].append(row)
    going = [(one.value, row) for one in _ORDER[:-1] for row in found[one]]
    context = {"going": going, "ended": list(reversed(found[Standing.ENDED]))}
    return render_page(request, "reports/agreements.html", context)


@takes_papers
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    """Its page; what is sent to it is a paper."""
    rows = Agreement.objects.visible_to(request.user).select_related(
        "school__municipality", "responsible", "renews"
    )
    row = get_object_or_404(rows, pk=pk)
    form = AttachmentForm(
        request.POST if request.method == "POST" else None, request.FILES or None, kinds=_PAPERS
    )
    if request.method == "POST" and keep_papers(request, form, school_id=row.school_id, agreement_id=pk):
        return redirect("reports:agreement", pk=pk)
    page = read_agreement(row, request.user, timezone.localdate())
    context = {"page": page, "attach_form": form, "standing": page.standing.value}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "reports/agreement.html", context, status=status)
