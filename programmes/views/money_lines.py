"""What the pages of one line of a run's budget and of its accounts share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from partners.models import GrantState, PartnerAgency
from portal.accounts.models import CultureSchool, User
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done
from programmes.forms.money import payer_choices
from programmes.models import ActualLine, BudgetLine, ProgrammeRun
from programmes.payers import grants_for

MONEY = "reports:run_money"


def line_page(request: AuthedRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    return render_page(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def line_of(model: Any, request: AuthedRequest, pk: int) -> Any:
    """One of a school that the reader coordinates, or 404."""
    own = rights_of(request.user).of(Role.COORDINATOR)
    rows = model.objects.visible_to(request.user).filter(school__in=own)
    return get_object_or_404(
        rows.select_related("run__programme", "school__municipality", "grant__funder", "agency"), pk=pk
    )


def removed(request: AuthedRequest, line: BudgetLine | ActualLine, act: Callable[[], None]) -> HttpResponse:
    done(request, act, _("The line is removed."))
    return redirect(MONEY, pk=line.run_id)


def choices_for(user: User, run: ProgrammeRun, line: BudgetLine | ActualLine | None = None) -> dict[str, Any]:
    """One's own schools in the run; grants that are not refused, partners of its time, and who pays here."""
    own = rights_of(user).of(Role.COORDINATOR)
    schools = CultureSchool.objects.visible_to(user).filter(pk__in=own)
    schools = schools.filter(pk=line.school_id) if line else schools.filter(runs=run)
    grants = grants_for(user, run.pk).filter(~Q(state=GrantState.REFUSED) | Q(pk=line and line.grant_id))
    agencies = PartnerAgency.objects.visible_to(user)
    of_its_time = agencies.offered_on(run.starts_on)
    agencies = agencies.filter(Q(pk__in=of_its_time) | Q(pk=line and line.agency_id))
    return {
        "schools": schools.distinct().order_by("name"),
        "payers": payer_choices(grants.distinct(), agencies.order_by("name")),
    }
