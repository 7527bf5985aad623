"""One line of the budget or of the accounts of a run: noted, changed, corrected, removed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.forms.attachment import AttachmentForm
from partners.models import Grant, PaperKind, PartnerAgency
from partners.views.attachments import takes_papers
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.audit.saving import Refused
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.note_cost import (
    change_cost,
    correct_cost,
    keep_receipt,
    note_cost,
    remove_cost,
    version_of_cost,
)
from programmes.actions.save_budget_line import (
    add_budget_line,
    change_budget_line,
    remove_budget_line,
    version_of_budget_line,
)
from programmes.costs import closed_through
from programmes.forms.money import (
    BudgetLineForm,
    CorrectionForm,
    CostForm,
    payer_choices,
    shown_budget_line,
    shown_cost,
)
from programmes.models import ActualLine, BudgetLine, ProgrammeRun
from programmes.policies.run import RunClosed, check_open
from programmes.views.setup import run_for

MONEY = "reports:run_money"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_budget_line(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_for(request, pk)
    _check_open(run)
    form = BudgetLineForm(_sent(request), **choices_for(request.user, run))
    if form.is_bound and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        act = lambda: add_budget_line(actor=actor, run_id=pk, school_id=school, facts=form.facts())  # noqa: E731
        if saved(form, act):
            messages.success(request, _("The line is in the budget."))
            return redirect(MONEY, pk=pk)
    return _page(request, "programmes/budget_line.html", form, run=run, line=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def budget_line(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it."""
    line = _line(BudgetLine, request, pk)
    actor = Actor.of(request.user)
    if request.method == "POST":
        _check_open(line.run)
    if "remove" in request.POST:
        return _removed(request, line, lambda: remove_budget_line(actor=actor, line_id=pk))
    form = BudgetLineForm(
        _sent(request), initial=shown_budget_line(line), **choices_for(request.user, line.run, line)
    )
    if form.is_bound and form.is_valid():
        done = saved(
            form,
            lambda: change_budget_line(
                actor=actor, line_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
            ),
            version=lambda: version_of_budget_line(_line(BudgetLine, request, pk)),
        )
        if done:
            messages.success(request, _("The line is saved."))
            return redirect(MONEY, pk=line.run_id)
    return _page(request, "programmes/budget_line.html", form, run=line.run, line=line)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_cost(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_for(request, pk)
    form = CostForm(_sent(request), initial={"on": timezone.localdate()}, **choices_for(request.user, run))
    if form.is_bound and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        act = lambda: note_cost(actor=actor, run_id=pk, school_id=school, facts=form.facts())  # noqa: E731
        if saved(form, act):
            messages.success(request, _("The cost is in the accounts."))
            return redirect(MONEY, pk=pk)
    return _page(request, "programmes/cost.html", form, run=run, line=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def cost(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it; of a closed period, and of what has been corrected, it is only read."""
    line = _line(ActualLine, request, pk)
    actor = Actor.of(request.user)
    if "remove" in request.POST:
        return _removed(request, line, lambda: remove_cost(actor=actor, line_id=pk))
    form = CostForm(_sent(request), initial=shown_cost(line), **choices_for(request.user, line.run, line))
    if form.is_bound and form.is_valid():
        done = saved(
            form,
            lambda: change_cost(
                actor=actor, line_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
            ),
            version=lambda: version_of_cost(_line(ActualLine, request, pk)),
        )
        if done:
            messages.success(request, _("The cost is saved."))
            return redirect(MONEY, pk=line.run_id)
    closed = closed_through(line.school_id)
    corrections = list(line.corrections.all())
    more = {
        "is_closed": closed is not None and line.on <= closed,
        "corrections": corrections,
        "stands": line.amount + sum(one.amount for one in corrections),
    }
    return _page(request, "programmes/cost.html", form, run=line.run, line=line, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def correct(request: AuthedRequest, pk: int) -> HttpResponse:
    line = _line(ActualLine, request, pk)
    form = CorrectionForm(_sent(request), initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        actor = Actor.of(request.user)
        if saved(form, lambda: correct_cost(actor=actor, line_id=pk, **form.cleaned_data)):
            messages.success(request, _("The correction is a new line."))
            return redirect("programmes:cost", pk=pk)
    return _page(request, "programmes/cost_correct.html", form, run=line.run, line=line)


@takes_papers
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def receipt(request: AuthedRequest, pk: int) -> HttpResponse:
    line = _line(ActualLine, request, pk)
    sent = request.method == "POST"
    form = AttachmentForm(
        request.POST if sent else None, request.FILES if sent else None, kinds=[PaperKind.RECEIPTS]
    )
    if sent and form.is_valid():
        facts = {name: value for name, value in form.values().items() if name != "kind"}
        actor = Actor.of(request.user)
        if saved(form, lambda: keep_receipt(actor=actor, line_id=pk, **facts), name="file"):
            messages.success(request, _("The receipt is there."))
            return redirect("programmes:cost", pk=pk)
    return _page(request, "programmes/cost_receipt.html", form, run=line.run, line=line)


def _check_open(run: ProgrammeRun) -> None:
    try:
        check_open(run)
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None


def _sent(request: AuthedRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: AuthedRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    return render_page(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _line(model: Any, request: AuthedRequest, pk: int) -> Any:
    own = rights_of(request.user).of(Role.COORDINATOR)
    rows = model.objects.visible_to(request.user).filter(school__in=own)
    return get_object_or_404(
        rows.select_related("run__programme", "school", "grant__funder", "agency"), pk=pk
    )


def _removed(request: AuthedRequest, line: BudgetLine | ActualLine, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The line is removed."))
    return redirect(MONEY, pk=line.run_id)


def choices_for(user: User, run: ProgrammeRun, line: BudgetLine | ActualLine | None = None) -> dict[str, Any]:
    """One's own schools in the run; grants that are not refused; partners that still are, or pay here."""
    own = rights_of(user).of(Role.COORDINATOR)
    schools = CultureSchool.objects.visible_to(user).filter(pk__in=own, runs=run)
    if line:
        schools = schools.filter(pk=line.school_id)
    grants = Grant.objects.visible_to(user).exclude(state="refused").select_related("funder")
    agencies = PartnerAgency.objects.visible_to(user).filter(
        Q(ended_on=None) | Q(pk=line.agency_id if line else None)
    )
    return {
        "schools": schools.distinct().order_by("name"),
        "payers": payer_choices(grants, agencies.order_by("name")),
    }
