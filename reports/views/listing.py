from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from reports.filters import ReportRunFilter
from reports.models import ReportRun
from reports.policies import ROLES

PER_PAGE = 20


@require_safe
@for_roles(*ROLES)
def list_reports(request: AuthedRequest) -> HttpResponse:
    """The reports that one may read, the newest first."""
    visible = ReportRun.objects.visible_to(request.user).with_job().without_figures()
    found = ReportRunFilter(request.GET, queryset=visible)
    context = {
        "filter": found,
        "filtered": bool(found.form.is_bound and found.form.changed_data),
        "page_obj": Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render_page(request, "reports/list.html", context, partial="reports/_list.html")
