"""One line of the accounts of a run: noted, changed, corrected, removed, with its receipt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.forms.attachment import AttachmentForm
from partners.models import PaperKind
from partners.views.attachments import takes_papers
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from portal.web.saving import saved
from programmes.actions.note_cost import (
    change_cost,
    correct_cost,
    keep_receipt,
    note_cost,
    remove_cost,
    version_of_cost,
)
from programmes.costs import closed_through
from programmes.forms.money import CorrectionForm, CostForm, shown_cost
from programmes.models import ActualLine
from programmes.views.money_lines import MONEY, choices_for, line_of, line_page, removed
from programmes.views.setup import run_for


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_cost(request: AuthedRequest, pk: int) -> HttpResponse:
    run = run_for(request, pk)
    form = CostForm(sent(request), initial={"on": timezone.localdate()}, **choices_for(request.user, run))
    if form.is_bound and form.is_valid():
        school = int(form.cleaned_data["school"])
        actor = Actor.of(request.user)
        act = lambda: note_cost(actor=actor, run_id=pk, school_id=school, facts=form.facts())  # noqa: E731
        if saved(form, act):
            messages.success(request, _("The cost is in the accounts."))
            return redirect(MONEY, pk=pk)
    return line_page(request, "programmes/cost.html", form, run=run, line=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def cost(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes it; of a closed period, and of what has been corrected, it is only read."""
    line = line_of(ActualLine, request, pk)
    actor = Actor.of(request.user)
    if "remove" in request.POST:
        return removed(request, line, lambda: remove_cost(actor=actor, line_id=pk))
    form = CostForm(sent(request), initial=shown_cost(line), **choices_for(request.user, line.run, line))
    if form.is_bound and form.is_valid():
        done = saved(
            form,
            lambda: change_cost(
                actor=actor, line_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
            ),
            version=lambda: version_of_cost(line_of(ActualLine, request, pk)),
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
    return line_page(request, "programmes/cost.html", form, run=line.run, line=line, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def correct(request: AuthedRequest, pk: int) -> HttpResponse:
    line = line_of(ActualLine, request, pk)
    today = {"on": timezone.localdate()}
    form = CorrectionForm(sent(request), initial=today, in_kind=line.rate is not None)
    if form.is_bound and form.is_valid():
        actor = Actor.of(request.user)
        if saved(form, lambda: correct_cost(actor=actor, line_id=pk, **form.cleaned_data)):
            messages.success(request, _("The correction is a new line."))
            return redirect("programmes:cost", pk=pk)
    return line_page(request, "programmes/cost_correct.html", form, run=line.run, line=line)


@takes_papers
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def receipt(request: AuthedRequest, pk: int) -> HttpResponse:
    line = line_of(ActualLine, request, pk)
    files = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachmentForm(*files, kinds=[PaperKind.RECEIPTS])
    if form.is_bound and form.is_valid():
        facts = {name: value for name, value in form.values().items() if name != "kind"}
        actor = Actor.of(request.user)
        if saved(form, lambda: keep_receipt(actor=actor, line_id=pk, **facts), name="file"):
            messages.success(request, _("The receipt is there."))
            return redirect("programmes:cost", pk=pk)
    return line_page(request, "programmes/cost_receipt.html", form, run=line.run, line=line)
