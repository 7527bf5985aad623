"""Files for the municipality's invoicing system: made from what is owed, each amount once."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.settle import make_invoice_file
from participants.documents.invoice import invoice_csv
from participants.models import InvoiceFile, Settlement
from participants.owed import items_of
from participants.settling import families_due
from participants.views.settlements import attached
from participants.views.sharing import school_shown
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done

_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def invoices(request: AuthedRequest) -> HttpResponse:
    school, schools = school_shown(request)
    if request.method == "POST":
        actor = Actor.of(request.user)
        file = done(request, lambda: make_invoice_file(actor=actor, school_id=school.pk))
        if file:
            messages.success(request, _("File %(number)s is ready.") % {"number": file.number})
        return redirect(f"{reverse('participants:invoices')}?school={school.pk}")
    due = families_due(school, items_of(school, timezone.localdate()))
    rows = Settlement.objects.visible_to(request.user).filter(school=school, invoiced=None)
    settlements = list(rows.exclude(total=0).values_list("total", flat=True))
    files = InvoiceFile.objects.visible_to(request.user).filter(school=school).select_related("made_by")
    context = {
        "school": school,
        "schools": schools,
        "fees": len(due),
        "settlements": len(settlements),
        "total": sum(due.values()) + sum(settlements),
        "files": files.annotate(number_of_lines=Count("lines"), total=Sum("lines__amount"))[:_SHOWN],
    }
    return render_page(request, "participants/invoices.html", context)


@require_safe
@for_roles(Role.COORDINATOR)
def invoice_as_csv(request: AuthedRequest, pk: int) -> HttpResponse:
    files = InvoiceFile.objects.visible_to(request.user).select_related("school__municipality")
    file = get_object_or_404(files, pk=pk)
    record(Actor.of(request.user), "read file for invoicing", file, school=file.school_id)
    return attached(invoice_csv(file, request.user), "text/csv; charset=utf-8", f"invoices-{file.number}.csv")
