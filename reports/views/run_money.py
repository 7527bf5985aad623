"""A run's money: who pays what, as planned, as it stands and as it will end."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from reports.views.run import lines_of, run_of
from reports.views.run_money_page import read_money


@require_safe
@for_roles(Role.COORDINATOR)
def run_money(request: AuthedRequest, pk: int) -> HttpResponse:
    row = run_of(request, pk)
    page = read_money(row, lines_of(request, row))
    return render_page(request, "reports/run_money.html", {"page": page})
