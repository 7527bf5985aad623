"""An instalment of a grant."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.grant_payments import (
    FIELDS,
    add_payment,
    change_payment,
    remove_payment,
    version_of_payment,
)
from partners.forms.grant import PaymentForm
from partners.models import GrantPayment
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from reports.views.grants.own import act, actor_of, bound, done, form_page, open_grant_for, take_away


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_payment(request: AuthedRequest, pk: int) -> HttpResponse:
    grant = open_grant_for(request, pk)
    form = PaymentForm(bound(request))
    if act(form, lambda: add_payment(actor=actor_of(request), grant_id=pk, facts=form.facts())):
        return done(request, grant, _("The payment is there."))
    title, button = _("Add a payment"), _("Add the payment")
    return form_page(request, form, title=title, button=button, grant=grant)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def payment(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes it, or removes one that has not come."""
    rows = GrantPayment.objects.visible_to(request.user)
    row = get_object_or_404(rows, pk=pk)
    grant = open_grant_for(request, row.grant_id)
    actor = actor_of(request)
    if "remove" in request.POST:
        words = _("The payment is removed.")
        return take_away(request, grant, lambda: remove_payment(actor=actor, payment_id=pk), words)
    shown = {**{name: getattr(row, name) for name in FIELDS}, "based_on": version_of_payment(row)}
    form = PaymentForm(bound(request), initial=shown)
    changed = act(
        form,
        lambda: change_payment(
            actor=actor, payment_id=pk, facts=form.facts(), based_on=form.cleaned_data["based_on"]
        ),
        version=lambda: version_of_payment(get_object_or_404(rows.all(), pk=pk)),
    )
    if changed:
        return done(request, grant, _("The payment is saved."))
    remove = "" if row.received_on else _("Remove the payment")
    title, button = _("Payment"), _("Save the payment")
    return form_page(request, form, title=title, button=button, grant=grant, remove=remove)
