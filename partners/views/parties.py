"""The parties and the commitments of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.actions.save_commitment import (
    add_commitment,
    change_commitment,
    remove_commitment,
    version_of_commitment,
)
from partners.actions.save_party import add_party, contacts_for, name_contact, remove_party
from partners.forms.agreement import PartyForm, SpeakerForm
from partners.forms.commitment import CommitmentForm
from partners.models import AgreementParty, Commitment
from partners.others import others_of
from partners.querysets import OfAgreementQuerySet
from partners.views.agreements import draft_for
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.fields import chosen
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import done, saved


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_party(request: AuthedRequest, pk: int) -> HttpResponse:
    agreement = draft_for(request, pk)
    others = others_of(request.user, {agreement.school.country})
    form = PartyForm(request.POST if request.method == "POST" else None, others=others)
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["who"]
        if saved(form, lambda: add_party(actor=Actor.of(request.user), agreement_id=pk, who=who)):
            return redirect("reports:agreement", pk=pk)
    context = {"form": form, "agreement": agreement, "title": _("Add a party")}
    return render_page(request, "partners/party_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def party(request: AuthedRequest, pk: int, party: int) -> HttpResponse:
    """Who speaks for an agency; or taking the party out."""
    agreement = draft_for(request, pk)
    row = get_object_or_404(_parties(request, pk), pk=party)
    about: dict[str, Any] = {"actor": Actor.of(request.user), "agreement_id": pk, "party_id": party}
    if request.method == "POST" and "remove" in request.POST:
        done(request, lambda: remove_party(**about), _("Removed."))
        return redirect("reports:agreement", pk=pk)
    contacts = contacts_for(agreement, row)
    form = SpeakerForm(request.POST if request.method == "POST" else None, contacts=contacts, party=row)
    if request.method == "POST" and form.is_valid():
        contact = chosen(form.cleaned_data["contact"])
        if saved(form, lambda: name_contact(**about, contact_id=contact)):
            return redirect("reports:agreement", pk=pk)
    context = {"form": form, "agreement": agreement, "party": row, "title": str(row)}
    return render_page(request, "partners/party_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_commitment(request: AuthedRequest, pk: int) -> HttpResponse:
    agreement = draft_for(request, pk)
    form = CommitmentForm(request.POST if request.method == "POST" else None, parties=_parties(request, pk))
    if request.method == "POST" and form.is_valid():
        actor = Actor.of(request.user)
        if saved(form, lambda: add_commitment(actor=actor, agreement_id=pk, facts=form.facts())):
            messages.success(request, _("Saved."))
            return redirect("reports:agreement", pk=pk)
    context = {"form": form, "agreement": agreement}
    return render_page(request, "partners/commitment_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def commitment(request: AuthedRequest, pk: int, commitment: int) -> HttpResponse:
    agreement = draft_for(request, pk)
    row = commitment_for(request, pk, commitment)
    about: dict[str, Any] = {
        "actor": Actor.of(request.user),
        "agreement_id": pk,
        "commitment_id": commitment,
    }
    if request.method == "POST" and "remove" in request.POST:
        done(request, lambda: remove_commitment(**about), _("Removed."))
        return redirect("reports:agreement", pk=pk)
    form = CommitmentForm(
        request.POST if request.method == "POST" else None, parties=_parties(request, pk), commitment=row
    )
    if request.method == "POST" and form.is_valid():
        based_on = form.cleaned_data["based_on"]
        if saved(
            form,
            lambda: change_commitment(**about, facts=form.facts(), based_on=based_on),
            version=lambda: version_of_commitment(commitment_for(request, pk, commitment)),
        ):
            messages.success(request, _("Saved."))
            return redirect("reports:agreement", pk=pk)
    context = {"form": form, "agreement": agreement, "commitment": row}
    return render_page(request, "partners/commitment_form.html", context, status=422 if form.errors else 200)


def commitment_for(request: AuthedRequest, pk: int, commitment: int) -> Commitment:
    rows = Commitment.objects.visible_to(request.user).filter(agreement=pk)
    return get_object_or_404(rows.select_related("giver", "payer"), pk=commitment)


def _parties(request: AuthedRequest, pk: int) -> OfAgreementQuerySet:
    rows = AgreementParty.objects.visible_to(request.user).filter(agreement=pk)
    return rows.select_related("school", "agency", "municipality", "contact")
