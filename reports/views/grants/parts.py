"""What hangs on a grant and has a form of its own: its target numbers and its payments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from partners.actions import grant_payments, grant_targets
from partners.forms.grant import PaymentForm, TargetForm
from partners.models import GrantPayment, GrantTarget
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, sent
from reports.views.grants.own import Words, act, actor_of, at_once, form_page, open_grant_for, told


@dataclass(frozen=True)
class Said:
    """The words of a page with a form: its headline, its button, and what is said once it is done."""

    title: Words
    button: Words
    done: Words
    intro: Words = ""


@dataclass(frozen=True)
class Part:
    model: Any
    form: type[TargetForm | PaymentForm]
    fields: Sequence[str]
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., None]
    version: Callable[[Any], str]
    new: Said
    own: Said
    gone: Said
    stays: Callable[[Any], bool] = lambda row: False
    """Of a row that is not removed any more."""


TARGET = Part(
    GrantTarget,
    TargetForm,
    grant_targets.FIELDS,
    grant_targets.add_target,
    grant_targets.change_target,
    grant_targets.remove_target,
    grant_targets.version_of_target,
    new=Said(
        _("Add a target number"),
        _("Add the target number"),
        _("The target number is there."),
        _("What the application promised, as a number. How far you are follows from what is logged."),
    ),
    own=Said(_("Target number"), _("Save the target number"), _("The target number is saved.")),
    gone=Said("", _("Remove the target number"), _("The target number is removed.")),
)
PAYMENT = Part(
    GrantPayment,
    PaymentForm,
    grant_payments.FIELDS,
    grant_payments.add_payment,
    grant_payments.change_payment,
    grant_payments.remove_payment,
    grant_payments.version_of_payment,
    new=Said(_("Add a payment"), _("Add the payment"), _("The payment is there.")),
    own=Said(_("Payment"), _("Save the payment"), _("The payment is saved.")),
    gone=Said("", _("Remove the payment"), _("The payment is removed.")),
    stays=lambda row: row.received_on is not None,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_part(request: AuthedRequest, pk: int, part: Part) -> HttpResponse:
    grant = open_grant_for(request, pk)
    form = part.form(sent(request))
    if act(form, lambda: part.add(actor=actor_of(request), grant_id=pk, facts=form.facts())):
        return told(request, grant, part.new.done)
    return form_page(
        request, form, title=part.new.title, button=part.new.button, grant=grant, intro=part.new.intro
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def grant_part(request: AuthedRequest, pk: int, part: Part) -> HttpResponse:
    """Changes it, or removes it."""
    rows = part.model.objects.visible_to(request.user)
    row = get_object_or_404(rows, pk=pk)
    grant, actor = open_grant_for(request, row.grant_id), actor_of(request)
    if "remove" in request.POST:
        return at_once(request, grant, lambda: part.remove(actor=actor, pk=pk), part.gone.done)
    shown = {**{name: getattr(row, name) for name in part.fields}, "based_on": part.version(row)}
    form = part.form(sent(request), initial=shown)
    changed = act(
        form,
        lambda: part.change(actor=actor, pk=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]),
        version=lambda: part.version(get_object_or_404(rows.all(), pk=pk)),
    )
    if changed:
        return told(request, grant, part.own.done)
    remove = "" if part.stays(row) else part.gone.button
    return form_page(request, form, title=part.own.title, button=part.own.button, grant=grant, remove=remove)
