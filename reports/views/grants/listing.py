"""The grants of a coordinator's schools, and the lines of money behind one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import Grant, GrantState, ReportDue
from partners.papers import missing_papers
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.rules.run_money import Sums, summed
from reports.querysets.grant_money import accounts_of, budget_of, cells_by_grant
from reports.rules.grants import Use
from reports.views.grants.own import code_of, grant_for, own_schools

GRANTS_PER_PAGE, LINES_PER_PAGE = 30, 50
USED, BUDGET = "used", "budget"


@dataclass(frozen=True)
class Line:
    """A grant of the list: what became of its money, and the report that is due next."""

    grant: Grant
    code: str
    use: Use | None
    next: ReportDue | None
    missing: Sequence[str]
    late: bool


@require_safe
@for_roles(Role.COORDINATOR)
def grants(request: AuthedRequest) -> HttpResponse:
    rows = Grant.objects.visible_to(request.user).select_related("funder", "school__municipality")
    page_obj = Paginator(rows.order_by("-starts_on", "-pk"), GRANTS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    schools = list(own_schools(request))
    context = {
        "lines": _lines(request, list(page_obj)),
        "page_obj": page_obj,
        "schools": schools,
        "several_schools": len(schools) > 1,
    }
    return render_page(request, "reports/grants/list.html", context)


def _lines(request: AuthedRequest, rows: list[Grant]) -> list[Line]:
    own = rights_of(request.user).of(Role.COORDINATOR)
    cells = cells_by_grant(rows, own)
    due = ReportDue.objects.visible_to(request.user).to_be_sent().with_papers()
    first: dict[int, ReportDue] = {}
    for report in due.filter(grant__in=[row.pk for row in rows]).order_by("due_on", "pk"):
        first.setdefault(report.grant_id, report)
    today = timezone.localdate()
    return [_line(row, summed(cells[row.pk]), first.get(row.pk), today) for row in rows]


def _line(row: Grant, sums: Sums, due: ReportDue | None, today: datetime.date) -> Line:
    certain = row.state in (GrantState.AWARDED, GrantState.CLOSED)
    return Line(
        grant=row,
        code=code_of(row),
        use=Use(row.amount, sums.used, sums.forecast - sums.used) if certain else None,
        next=due,
        missing=missing_papers(due) if due else (),
        late=bool(due and due.due_on < today),
    )


@require_safe
@for_roles(Role.COORDINATOR)
def grant_lines(request: AuthedRequest, pk: int, what: str) -> HttpResponse:
    """What stands behind its figures: costs that it has paid, or the lines of the budgets."""
    grant = grant_for(request, pk)
    own = rights_of(request.user).of(Role.COORDINATOR)
    if what == USED:
        rows = accounts_of(own).order_by("-on", "-pk")
    else:
        rows = budget_of(own).order_by("run__starts_on", "run", "category", "pk")
    found = rows.filter(grant=grant).select_related("run__programme")
    page_obj = Paginator(found, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"grant": grant, "page_obj": page_obj, "is_used": what == USED}
    context["code"] = code_of(grant)
    return render_page(request, "reports/grants/lines.html", context)
