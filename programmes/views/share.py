"""A shared programme for its lead: schools by period, sub-regions, and who coordinates."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.roles import PROGRAMME_LEAD
from portal.web.access import for_roles
from portal.web.fields import chosen
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.give_programme_role import (
    LastLead,
    end_programme_role,
    give_programme_role,
    who_can_be_named,
)
from programmes.actions.share_programme import add_school, add_sub_region, end_school, place_in_sub_region
from programmes.forms.share import AddSchoolForm, EndSchoolForm, PlaceForm, RoleForm, SubRegionForm
from programmes.models import (
    Programme,
    ProgrammeMembership,
    ProgrammeSchool,
    SubRegion,
    SubRegionSchool,
)
from programmes.policies.setup import may_change_programme
from programmes.views.programmes import programme_for


@dataclass
class SharePage:
    programme: Programme
    now: list[tuple[ProgrammeSchool, str]]
    """With the sub-region of today."""
    others: list[ProgrammeSchool]
    """Who takes part later or no more."""
    regions: list[tuple[SubRegion, int, list[ProgrammeMembership]]]
    leads: list[ProgrammeMembership]
    forms: dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(PROGRAMME_LEAD)
def share(request: AuthedRequest, pk: int) -> HttpResponse:
    """Each form of the page is named by what it does, and saved by itself."""
    row = _led(request, pk)
    key = request.POST.get("do", "")
    page = _read(row, key, request)
    form = page.forms.get(key)
    if request.method == "POST":
        if form is None:
            raise Http404
        act = _ACTS[key]
        if (
            form.is_valid()
            and saved(form, lambda: act(Actor.of(request.user), row, form.cleaned_data)) is not None
        ):
            messages.success(request, _("Saved."))
            return redirect("programmes:share", pk=pk)
    status = 422 if form is not None and form.errors else 200
    return render_page(request, "programmes/programme_share.html", {"page": page}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(PROGRAMME_LEAD)
def school_ends(request: AuthedRequest, pk: int, period: int) -> HttpResponse:
    """The last day of a school in the programme."""
    row = _led(request, pk)
    parts = ProgrammeSchool.objects.visible_to(request.user).filter(programme=row).select_related("school")
    part = get_object_or_404(parts, pk=period)
    data = request.POST if request.method == "POST" else None
    form = EndSchoolForm(data, initial={"valid_to": part.valid_to or timezone.localdate()})
    if data and form.is_valid():
        day = form.cleaned_data["valid_to"]
        if saved(form, lambda: end_school(actor=Actor.of(request.user), period_id=period, valid_to=day)):
            messages.success(request, _("Saved."))
            return redirect("programmes:share", pk=pk)
    context = {"form": form, "programme": row, "part": part}
    return render_page(
        request, "programmes/programme_school.html", context, status=422 if form.errors else 200
    )


@require_POST
@for_roles(PROGRAMME_LEAD)
def role_ends(request: AuthedRequest, pk: int, membership: int) -> HttpResponse:
    row = _led(request, pk)
    try:
        end_programme_role(actor=Actor.of(request.user), programme_id=row.pk, membership_id=membership)
    except ProgrammeMembership.DoesNotExist:
        raise Http404 from None
    except LastLead as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The role has ended."))
    if may_change_programme(request.user, row):
        return redirect("programmes:share", pk=pk)
    return redirect("home")


def _led(request: AuthedRequest, pk: int) -> Programme:
    row = programme_for(request, pk)
    if not (row.is_shared and may_change_programme(request.user, row)):
        raise PermissionDenied
    return row


_ACTS: dict[str, Callable[[Actor, Programme, dict], object]] = {
    "school": lambda actor, row, values: add_school(
        actor=actor, programme_id=row.pk, school_id=int(values["school"]), valid_from=values["valid_from"]
    ),
    "region": lambda actor, row, values: add_sub_region(
        actor=actor, programme_id=row.pk, name=values["name"]
    ),
    "place": lambda actor, row, values: place_in_sub_region(
        actor=actor,
        sub_region_id=int(values["sub_region"]),
        school_id=int(values["place_school"]),
        valid_from=values["place_from"],
    ),
    "role": lambda actor, row, values: give_programme_role(
        actor=actor, programme_id=row.pk, user_id=int(values["user"]), sub_region_id=chosen(values["role"])
    ),
}


def _read(row: Programme, key: str, request: AuthedRequest) -> SharePage:
    today = timezone.localdate()
    periods = ProgrammeSchool.objects.visible_to(request.user).filter(programme=row)
    everybody = list(periods.select_related("school__municipality").order_by("school__name", "valid_from"))
    valid = set(periods.valid_on(today).values_list("pk", flat=True))
    regions = list(SubRegion.objects.visible_to(request.user).filter(programme=row).order_by("name"))
    placed = (
        SubRegionSchool.objects.visible_to(request.user).filter(sub_region__programme=row).valid_on(today)
    )
    region_of = dict(placed.values_list("school", "sub_region__name"))
    sizes = list(placed.values_list("sub_region", flat=True))
    roles = ProgrammeMembership.objects.visible_to(request.user).filter(programme=row, ended_at=None)
    people = list(roles.select_related("user").order_by("user__name"))
    return SharePage(
        programme=row,
        now=[(one, region_of.get(one.school_id, "")) for one in everybody if one.pk in valid],
        others=[one for one in everybody if one.pk not in valid],
        regions=[
            (one, sizes.count(one.pk), [who for who in people if who.sub_region_id == one.pk])
            for one in regions
        ],
        leads=[who for who in people if who.sub_region_id is None],
        forms=_forms(row, key, request, [one.school for one in everybody if one.pk in valid], regions),
    )


def _forms(
    row: Programme, key: str, request: AuthedRequest, schools: list[CultureSchool], regions: list[SubRegion]
) -> dict[str, forms.Form]:
    def data(of: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and key == of else None

    today = timezone.localdate()
    every = CultureSchool.objects.everything(why="names of schools are public").select_related("municipality")
    same = every.filter(municipality__country=row.country).exclude(pk__in=[one.pk for one in schools])
    return {
        "school": AddSchoolForm(data("school"), initial={"valid_from": today}, schools=same.order_by("name")),
        "region": SubRegionForm(data("region")),
        "place": PlaceForm(data("place"), initial={"place_from": today}, schools=schools, regions=regions),
        "role": RoleForm(data("role"), people=who_can_be_named(row), regions=regions),
    }
