from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.charts import ON_DARK, ON_PAPER, WeekShare, weekly_share
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import percent
from programmes.models import ProgrammeRun
from reports.querysets.run_life import Lines, groups_with_counts, presence_by_week
from reports.views.run_page import read_run, week_label

GROUPS_PER_PAGE = 30
ON_A_PHONE = 340


@require_safe
@for_roles(Role.COORDINATOR)
def run(request: AuthedRequest, pk: int) -> HttpResponse:
    """A run's life: its weeks, people, hours and groups, for the coordinators of the schools in it."""
    row = run_of(request, pk)
    lines = lines_of(request, row)
    groups = Paginator(groups_with_counts(lines), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": read_run(row, lines, timezone.now()), "page_obj": groups}
    return render_page(request, "reports/run.html", context)


@require_safe
@for_roles(Role.COORDINATOR)
def run_attendance(request: AuthedRequest, pk: int) -> HttpResponse:
    """The line of attendance as a picture, for a phone or a wide window, light or dark."""
    row = run_of(request, pk)
    weeks = [
        WeekShare(week_label(one.monday), one.share, percent(round(one.share or 0, 2)))
        for one in presence_by_week(lines_of(request, row))
    ]
    width = {"width": ON_A_PHONE} if "phone" in request.GET else {}
    drawn = weekly_share(weeks, colours=ON_DARK if "dark" in request.GET else ON_PAPER, **width)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def run_of(request: AuthedRequest, pk: int) -> ProgrammeRun:
    """404 where no school of the reader's takes part."""
    runs = ProgrammeRun.objects.visible_to(request.user).set_up_by(request.user)
    return get_object_or_404(runs.select_related("programme", "host_school__municipality"), pk=pk)


def lines_of(request: AuthedRequest, row: ProgrammeRun) -> Lines:
    own = rights_of(request.user).of(Role.COORDINATOR)
    return Lines(row.pk, own, row.host_school_id in own)
