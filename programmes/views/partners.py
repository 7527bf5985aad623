"""The agencies that a coordinator's schools work with; of one its people, runs and agreements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partners.models import AgencyKind, Agreement, Contact, PartnerAgency
from partners.policies.agency import may_change_agency
from partners.views.agencies import agency_for
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.choose_partners import (
    agencies_open_to,
    choose_partners,
    choose_runs,
    partners_of,
    parts_of,
    parts_open_to,
    version_of_choice,
)
from programmes.forms.partner import ChosenForm, PartnerRunsForm, RunPartnersForm
from programmes.models import Group, RunPartner, RunSchool

A_PAGE = 50
_MOST = 120


@require_safe
@for_roles(Role.COORDINATOR)
def partners(request: AuthedRequest) -> HttpResponse:
    """By name; those that the school no longer works with come last."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:_MOST]
    kind = request.GET.get("kind", "")
    rows = PartnerAgency.objects.visible_to(request.user).seen_by_coordinator(request.user)
    own = rows.select_related("municipality")
    if text:
        own = own.filter(Q(name__icontains=text) | Q(organisation_number=text.replace(" ", "")))
    if kind in AgencyKind.values:
        own = own.filter(kind=kind)
    today = timezone.localdate()
    offered = own.offered_on(today).order_by("name", "pk")
    context = {
        "page_obj": Paginator(offered, A_PAGE).get_page(request.GET.get("page")),
        "ended": own.filter(ended_on__lte=today).order_by("name", "pk"),
        "text": text,
        "kind": kind,
        "kinds": AgencyKind.choices,
        "query": request.GET.copy(),
    }
    return render_page(request, "programmes/partners.html", context)


@dataclass(frozen=True)
class PartnerPage:
    agency: PartnerAgency
    may_change: bool
    now: Sequence[Contact]
    others: Sequence[Contact]
    """Who was there before, or comes later."""
    runs: Sequence[RunPartner]
    groups: Sequence[Group]
    agreements: Sequence[Agreement]


@require_safe
@for_roles(Role.COORDINATOR)
def partner(request: AuthedRequest, pk: int) -> HttpResponse:
    agency, today = agency_for(request, pk), timezone.localdate()
    contacts = Contact.objects.everything(why="of an agency just seen").filter(agency=agency)
    now = list(contacts.valid_on(today).order_by("name", "pk"))
    runs = RunPartner.objects.visible_to(request.user).filter(agency=agency)
    groups = Group.objects.visible_to(request.user).filter(partner_school=agency)
    agreements = Agreement.objects.visible_to(request.user).filter(parties__agency=agency)
    page = PartnerPage(
        agency=agency,
        may_change=may_change_agency(request.user, agency),
        now=now,
        others=list(contacts.exclude(pk__in=[one.pk for one in now]).order_by("-valid_from", "name", "pk")),
        runs=list(runs.select_related("run__programme", "school").order_by("-run__starts_on", "pk")),
        groups=list(
            groups.select_related("run__programme").order_by("-run__starts_on", "name", "pk")[:A_PAGE]
        ),
        agreements=list(agreements.order_by("-starts_on", "title", "pk")),
    )
    return render_page(request, "programmes/partner.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def partner_runs(request: AuthedRequest, pk: int) -> HttpResponse:
    """In which runs it takes part."""
    agency = agency_for(request, pk)
    parts = parts_open_to(request.user).select_related("run__programme", "school")
    form = PartnerRunsForm(
        request.POST if request.method == "POST" else None,
        parts=parts.order_by("-run__starts_on", "school__name", "pk"),
        chosen=parts_of(request.user, agency),
    )
    if _saved(
        request,
        form,
        partial(choose_runs, agency_id=pk),
        version=lambda: version_of_choice(parts_of(request.user, agency)),
    ):
        return redirect("programmes:partner", pk=pk)
    context = {"form": form, "agency": agency}
    return render_page(request, "programmes/partner_runs.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def run_partners(request: AuthedRequest, pk: int, school: int) -> HttpResponse:
    """With whom one of the reader's schools works in a run."""
    parts = RunSchool.objects.visible_to(request.user).select_related("run__programme", "school")
    part = get_object_or_404(parts, run=pk, school=school)
    if part.run.is_closed:
        raise PermissionDenied
    there = partners_of(part)
    open_to = agencies_open_to(request.user)
    form = RunPartnersForm(
        request.POST if request.method == "POST" else None,
        agencies=(open_to.offered_on(timezone.localdate()) | open_to.filter(pk__in=there)).order_by("name"),
        chosen=there,
    )
    if _saved(
        request,
        form,
        partial(choose_partners, part_id=part.pk),
        version=lambda: version_of_choice(partners_of(part)),
    ):
        return redirect("programmes:setup", pk=pk)
    context = {"form": form, "part": part}
    return render_page(request, "programmes/run_partners.html", context, status=422 if form.errors else 200)


def _saved(
    request: AuthedRequest, form: ChosenForm, choose: Callable[..., None], *, version: Callable[[], str]
) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False

    def act() -> bool:
        based_on = form.cleaned_data["based_on"]
        choose(actor=Actor.of(request.user), keys=form.keys(), based_on=based_on)
        return True

    if not saved(form, act, version=version):
        return False
    messages.success(request, _("Saved."))
    return True
