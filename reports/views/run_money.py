"""A run's money: who pays what, as planned, as it stands and as it will end."""

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.audit.changes import changes_of_amounts
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from reports.views.run import lines_of, run_of
from reports.views.run_money_page import read_money

_LINES = ("programmes.budgetline", "programmes.actualline", "programmes.accountsimport")
_CHANGED = {
    **dict.fromkeys(("add budget line", "change budget line", "remove budget line"), _("Budget")),
    **dict.fromkeys(("note cost", "change cost", "correct cost", "remove cost"), _("A cost")),
    "take in accounts": _("Costs"),
}


@require_safe
@for_roles(Role.COORDINATOR)
def run_money(request: AuthedRequest, pk: int) -> HttpResponse:
    row = run_of(request, pk)
    page = read_money(row, lines_of(request, row))
    of_run = Q(model__in=_LINES, values__run=row.pk)
    home = row.host_school.country.currency
    changes = changes_of_amounts(request.user, of_run, _CHANGED, currency=home)
    return render_page(request, "reports/run_money.html", {"page": page, "changes": changes})
