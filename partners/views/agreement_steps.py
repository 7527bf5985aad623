"""What becomes of an agreement: the document for signing, signed, what was given, notice, renewed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.actions.note_delivery import note_delivery, version_of_given
from partners.actions.sign_agreement import (
    give_notice,
    may_not_take_back,
    renew,
    sign,
    take_back_signing,
    version_of_signing,
)
from partners.actions.write_agreement import ask_for_document
from partners.files import agreement_response
from partners.forms.agreement import NoticeForm, SignedForm
from partners.forms.commitment import DeliveryForm
from partners.models import Agreement, AgreementDocument, Delivery
from partners.views.agreements import agreement_for
from partners.views.parties import commitment_for
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def sign_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    """Or, of one that is signed, the day corrected."""
    agreement = agreement_for(request, pk)
    shown = {"on": agreement.signed_on or timezone.localdate(), "based_on": version_of_signing(agreement)}
    form = SignedForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid():
        about = {"actor": Actor.of(request.user), "agreement_id": pk, **form.cleaned_data}
        if saved(form, lambda: sign(**about), version=lambda: version_of_signing(agreement_for(request, pk))):
            if not agreement.signed_on:
                messages.success(request, _("Noted: all have signed. Add the signed copy below."))
            return redirect("reports:agreement", pk=pk)
    more = {"followed": may_not_take_back(agreement)}
    return _asked(request, agreement, form, "partners/agreement_sign.html", **more)


@require_POST
@for_roles(Role.COORDINATOR)
def unsign_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    done(request, lambda: take_back_signing(actor=Actor.of(request.user), agreement_id=pk))
    return redirect("reports:agreement", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def end_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    agreement = agreement_for(request, pk)
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        initial={"on": agreement.ended_early_on or agreement.ends_on},
        given=agreement.ended_early_on is not None,
    )
    if request.method == "POST" and form.is_valid():
        actor, on = Actor.of(request.user), form.cleaned_data["on"]
        if saved(form, lambda: give_notice(actor=actor, agreement_id=pk, on=on)):
            messages.success(request, _("Saved."))
            return redirect("reports:agreement", pk=pk)
    return _asked(request, agreement, form, "partners/agreement_end.html")


def _asked(
    request: AuthedRequest, agreement: Agreement, form: forms.Form, template: str, **more: object
) -> HttpResponse:
    context = {"form": form, "agreement": agreement, **more}
    return render_page(request, template, context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def renew_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    words = _("A draft for the next period, with the same parties and commitments. Look through it.")
    following = done(request, lambda: renew(actor=Actor.of(request.user), agreement_id=pk), words)
    return redirect("reports:agreement", pk=following.pk if following else pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def given(request: AuthedRequest, pk: int, commitment: int) -> HttpResponse:
    """What was given of a commitment and noted by hand."""
    agreement = agreement_for(request, pk)
    row = commitment_for(request, pk, commitment)
    noted = Delivery.objects.visible_to(request.user).filter(commitment=row).select_related("noted_by")
    form = DeliveryForm(
        request.POST if request.method == "POST" else None,
        unit=row.unit,
        initial={"based_on": version_of_given(noted)},
    )
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {
            "actor": Actor.of(request.user),
            "agreement_id": pk,
            "commitment_id": commitment,
        }
        if saved(
            form,
            lambda: note_delivery(**about, **form.values()),
            version=lambda: version_of_given(noted.all()),
        ):
            messages.success(request, _("Noted."))
            return redirect("partners:given", pk=pk, commitment=commitment)
    context = {"form": form, "agreement": agreement, "commitment": row, "deliveries": noted.all()}
    return render_page(request, "partners/given.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.COORDINATOR)
def ask_for_agreement(request: AuthedRequest, pk: int) -> HttpResponse:
    done(request, lambda: ask_for_document(actor=Actor.of(request.user), agreement_id=pk))
    return redirect("reports:agreement", pk=pk)


@require_safe
@for_roles(Role.COORDINATOR)
def agreement_document(request: AuthedRequest, pk: int) -> HttpResponse:
    """The newest that was made; the right is judged anew with each download."""
    rows = AgreementDocument.objects.visible_to(request.user).filter(agreement=pk).exclude(file="")
    newest = rows.order_by("-pk").first()
    return agreement_response(get_object_or_404(rows, pk=newest.pk if newest else 0))
