"""The first page of whoever coordinates a sub-region: its schools on a day, formats and runs. No person."""

import datetime
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.scope.rights import rights_of
from portal.scope.roles import SUB_REGION_COORDINATOR
from portal.web.access import for_roles
from portal.web.fields import Day
from portal.web.http import AuthedRequest, render_page
from programmes.models import Format, ProgrammeRun, RunSchool, SubRegion, SubRegionSchool
from programmes.views.words import facts_of_format


class OnDayForm(forms.Form):
    plain_labels = True
    day = Day(label=_("On the day"))


@dataclass
class RegionPart:
    region: SubRegion
    schools: list[SubRegionSchool]
    formats: list[tuple[Format, list[str]]]
    runs: list[tuple[ProgrammeRun, list[str]]]
    """With the names of the schools in it that are of the sub-region on the day."""


@require_safe
@for_roles(SUB_REGION_COORDINATOR)
def sub_region(request: AuthedRequest) -> HttpResponse:
    today = timezone.localdate()
    form = OnDayForm(request.GET if "day" in request.GET else None, initial={"day": today})
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else today
    own = rights_of(request.user).of(SUB_REGION_COORDINATOR)
    regions = SubRegion.objects.visible_to(request.user).filter(pk__in=own).select_related("programme")
    context = {
        "parts": [_part(request, region, day) for region in regions.order_by("programme", "name")],
        "form": form,
        "day": day,
        "is_today": day == today,
    }
    return render_page(request, "programmes/sub_region.html", context, status=422 if form.errors else 200)


def _part(request: AuthedRequest, region: SubRegion, day: datetime.date) -> RegionPart:
    periods = SubRegionSchool.objects.visible_to(request.user).filter(sub_region=region).valid_on(day)
    schools = list(periods.select_related("school__municipality").order_by("school__name"))
    formats = Format.objects.visible_to(request.user).filter(programme=region.programme, school=None)
    listed = formats.order_by("session_minutes", "name", "pk")
    return RegionPart(
        region=region,
        schools=schools,
        formats=[(one, facts_of_format(one, region.programme.country)) for one in listed],
        runs=_runs(region, schools),
    )


def _runs(region: SubRegion, schools: list[SubRegionSchool]) -> list[tuple[ProgrammeRun, list[str]]]:
    """Names of runs and schools alone: figures stand in reports, where they are protected."""
    parts = RunSchool.objects.everything(why="which schools of the reader's sub-region take part in a run")
    taking_part = parts.filter(
        run__programme=region.programme_id, school__in=[one.school_id for one in schools]
    )
    found: dict[ProgrammeRun, list[str]] = {}
    for part in taking_part.select_related("run", "school").order_by(
        "-run__starts_on", "run", "school__name"
    ):
        found.setdefault(part.run, []).append(part.school.name)
    return list(found.items())
