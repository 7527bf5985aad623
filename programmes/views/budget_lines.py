"""One line of the budget of a run: added, changed, removed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from portal.web.saving import saved
from programmes.actions.save_budget_line import (
    add_budget_line,
    change_budget_line,
    remove_budget_line,
    version_of_budget_line,
)
from programmes.forms.money import BudgetLineForm, shown_budget_line
from programmes.models import BudgetLine, ProgrammeRun
from programmes.policies.run import RunClosed, check_open
from programmes.views.money_lines import MONEY, choices_for, line_of, line_page, removed
from programmes.views.setup import run_for

PAGE = "programmes/budget_line.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_budget_line(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_for(request, pk)
    _check_open(run)
    form = BudgetLineForm(sent(request), **choices_for(request.user, run))
    if form.is_bound and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        act = lambda: add_budget_line(actor=actor, run_id=pk, school_id=school, facts=form.facts())  # noqa: E731
        if saved(form, act):
            messages.success(request, _("The line is in the budget."))
            return redirect(MONEY, pk=pk)
    return line_page(request, PAGE, form, run=run, line=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def budget_line(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it."""
    line = line_of(BudgetLine, request, pk)
    actor = Actor.of(request.user)
    if request.method == "POST":
        _check_open(line.run)
    if "remove" in request.POST:
        return removed(request, line, lambda: remove_budget_line(actor=actor, line_id=pk))
    form = BudgetLineForm(
        sent(request), initial=shown_budget_line(line), **choices_for(request.user, line.run, line)
    )
    if form.is_bound and form.is_valid():
        done = saved(
            form,
            lambda: change_budget_line(
                actor=actor, line_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
            ),
            version=lambda: version_of_budget_line(line_of(BudgetLine, request, pk)),
        )
        if done:
            messages.success(request, _("The line is saved."))
            return redirect(MONEY, pk=line.run_id)
    return line_page(request, PAGE, form, run=line.run, line=line)


def _check_open(run: ProgrammeRun) -> None:
    try:
        check_open(run)
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
