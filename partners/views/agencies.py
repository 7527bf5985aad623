"""Making and changing an agency and its people; their pages stand in `programmes`."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partners.actions.save_agency import (
    LooksTheSame,
    change_agency,
    make_agency,
    take_up,
    version_of_agency,
)
from partners.actions.save_contact import add_contact, change_contact, version_of_contact
from partners.forms.agency import AgencyForm, ContactForm
from partners.models import Contact, PartnerAgency
from partners.policies.agency import check_may_change_agency
from portal.accounts.models import CultureSchool
from portal.accounts.querysets import CultureSchoolQuerySet
from portal.audit.actor import Actor
from portal.geography.models import Municipality
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, key_of, render_page
from portal.web.saving import done, saved


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_partner(request: AuthedRequest) -> HttpResponse:
    """Where some look the same they are shown, and the coordinator decides."""
    schools = list(_own_schools(request))
    countries = {school.country for school in schools}
    twins: Sequence[PartnerAgency] = ()
    form = AgencyForm(
        request.POST if request.method == "POST" else None,
        schools=schools,
        municipalities=list(Municipality.objects.visible_to(request.user).filter(country__in=countries)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = saved(form, lambda: _make(request, form))
        except LooksTheSame as found:
            twins = found.twins
            form.ask_whether_another()
        else:
            if made is not None:
                messages.success(request, _("The partner is there. Add whom you call there."))
                return redirect("programmes:partner", pk=made.pk)
    context = {"form": form, "twins": _seen_among(request, twins)}
    status = 422 if form.errors or twins else 200
    return render_page(request, "partners/agency_form.html", context, status=status)


def _make(request: AuthedRequest, form: AgencyForm) -> PartnerAgency:
    values = form.cleaned_data
    return make_agency(
        actor=Actor.of(request.user),
        school_id=int(values["school"]),
        facts=form.facts(),
        is_another=values["is_another"],
    )


def _seen_among(request: AuthedRequest, twins: Sequence[PartnerAgency]) -> list[tuple[PartnerAgency, bool]]:
    """Each with whether one's schools work with it already."""
    seen = PartnerAgency.objects.visible_to(request.user).seen_by_coordinator(request.user)
    own = set(seen.filter(pk__in=[one.pk for one in twins]).values_list("pk", flat=True))
    return [(one, one.pk in own) for one in twins]


@require_POST
@for_roles(Role.COORDINATOR)
def take_up_partner(request: AuthedRequest, pk: int) -> HttpResponse:
    told = {key: request.POST.get(key, "")[:120] for key in ("name", "number")}
    actor, school = Actor.of(request.user), key_of(request.POST.get("school", ""))
    done(
        request,
        lambda: take_up(actor=actor, school_id=school, agency_id=pk, **told),
        _("Your school works with this partner now."),
    )
    return redirect("programmes:partner", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def edit_partner(request: AuthedRequest, pk: int) -> HttpResponse:
    row = agency_for(request, pk)
    check_may_change_agency(request.user, row)
    country = row.municipality.country
    form = AgencyForm(
        request.POST if request.method == "POST" else None,
        municipalities=list(Municipality.objects.visible_to(request.user).filter(country=country)),
        agency=row,
    )
    if request.method == "POST" and form.is_valid():
        based_on = form.cleaned_data["based_on"]
        actor = Actor.of(request.user)
        if saved(
            form,
            lambda: change_agency(actor=actor, agency_id=pk, facts=form.facts(), based_on=based_on),
            version=lambda: version_of_agency(agency_for(request, pk)),
        ):
            messages.success(request, _("Saved."))
            return redirect("programmes:partner", pk=pk)
    context = {"form": form, "agency": row}
    return render_page(request, "partners/agency_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_contact(request: AuthedRequest, pk: int) -> HttpResponse:
    agency = agency_for(request, pk)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actor = Actor.of(request.user)
        if saved(form, lambda: add_contact(actor=actor, agency_id=pk, facts=form.facts())):
            messages.success(request, _("Saved."))
            return redirect("programmes:partner", pk=pk)
    return _contact_page(request, {"form": form, "agency": agency})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def contact(request: AuthedRequest, pk: int, contact: int) -> HttpResponse:
    agency, row = agency_for(request, pk), _contact(request, pk, contact)
    form = ContactForm(request.POST if request.method == "POST" else None, contact=row)
    if request.method == "POST" and form.is_valid():
        actor, based_on = Actor.of(request.user), form.cleaned_data["based_on"]
        if saved(
            form,
            lambda: change_contact(actor=actor, contact_id=contact, facts=form.facts(), based_on=based_on),
            version=lambda: version_of_contact(_contact(request, pk, contact)),
        ):
            messages.success(request, _("Saved."))
            return redirect("programmes:partner", pk=pk)
    return _contact_page(request, {"form": form, "agency": agency, "contact": row})


def _contact_page(request: AuthedRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render_page(request, "partners/contact_form.html", context, status=status)


def _contact(request: AuthedRequest, pk: int, contact: int) -> Contact:
    rows = Contact.objects.everything(why="narrowed to those known").known_to(request.user)
    return get_object_or_404(rows.filter(agency=pk), pk=contact)


def agency_for(request: AuthedRequest, pk: int) -> PartnerAgency:
    rows = PartnerAgency.objects.visible_to(request.user).seen_by_coordinator(request.user)
    return get_object_or_404(rows.select_related("municipality"), pk=pk)


def _own_schools(request: AuthedRequest) -> CultureSchoolQuerySet:
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    return schools.select_related("municipality").order_by("name", "pk")
