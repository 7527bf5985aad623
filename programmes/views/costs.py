"""The accounts of a run, line by line, and the days to which a school's accounts are closed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners.models import CostCategory
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.close_accounts import close_accounts
from programmes.forms.money import CloseForm
from programmes.models import ActualLine, ClosedPeriod, Payer, ProgrammeRun
from programmes.payers import PaidBy
from programmes.querysets.money import ActualLineQuerySet
from programmes.views.setup import run_for

COSTS_PER_PAGE = 50
LONGEST_CHOICE = 20


@require_safe
@for_roles(Role.COORDINATOR)
def costs(request: AuthedRequest, pk: int) -> HttpResponse:
    """Of one payer or of one category, where the address says so: what a sum was made of."""
    run = run_for(request, pk)
    found, narrowed = _narrowed(request, ActualLine.objects.visible_to(request.user).filter(run=run))
    sums = found.order_by().values_list("currency").annotate(Sum("amount"))
    lines = found.select_related("grant__funder", "agency", "school").order_by("-on", "-pk")
    context = {
        "run": run,
        "page_obj": Paginator(lines, COSTS_PER_PAGE).get_page(request.GET.get("page")),
        "sums": sorted(sums),
        "with_code": {run.host_school.country.currency} != {currency for currency, _sum in sums},
        "narrowed": narrowed,
        "own": rights_of(request.user).of(Role.COORDINATOR),
    }
    return render_page(request, "programmes/costs.html", context)


def _narrowed(request: AuthedRequest, rows: ActualLineQuerySet) -> tuple[ActualLineQuerySet, list[str]]:
    """What nobody can have chosen narrows nothing."""
    by: dict[str, Any] = {}
    words = []
    if paid_by := _payer(request.GET.get("payer", "")):
        by |= paid_by._asdict()
        first = rows.filter(**by).select_related("grant__funder", "agency").first()
        words.append(str((first and (first.grant or first.agency)) or Payer(paid_by.payer).label))
    category = request.GET.get("category", "")
    if category in CostCategory.values:
        by["category"] = category
        words.append(str(CostCategory(category).label))
    return rows.filter(**by), words


def _payer(choice: str) -> PaidBy | None:
    try:
        return PaidBy.of(choice) if len(choice) < LONGEST_CHOICE else None
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def closed_periods(request: AuthedRequest) -> HttpResponse:
    own = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user).order_by("name")
    form = CloseForm(request.POST if request.method == "POST" else None, schools=own)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        actor = Actor.of(request.user)
        school, through = int(values["school"]), values["through"]
        if saved(form, lambda: close_accounts(actor=actor, school_id=school, through=through)):
            messages.success(request, _("The accounts are closed. Corrections are new lines from now on."))
            return redirect(request.get_full_path())
    periods = ClosedPeriod.objects.visible_to(request.user).select_related("school", "closed_by")
    context = {
        "form": form,
        "periods": periods.order_by("-through", "school__name"),
        "run": _came_from(request),
    }
    return render_page(request, "programmes/closed_periods.html", context, status=422 if form.errors else 200)


def _came_from(request: AuthedRequest) -> ProgrammeRun | None:
    """The run whose money led here, for the way back."""
    key = request.GET.get("run", "")
    runs = ProgrammeRun.objects.visible_to(request.user).select_related("programme")
    return runs.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
