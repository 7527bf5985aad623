"""Head-counts of what is open to anybody: no name is asked for or stored."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.formats import NO_BREAK
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import number
from programmes.actions.count_heads import (
    CountedAlready,
    WrongDay,
    count_heads,
    remove_head_count,
    set_countries,
)
from programmes.forms.head_count import CountriesForm, HeadCountForm, RemoveCountForm, with_step
from programmes.models import HeadCount, HeadCountKind, ProgrammeRun, RunSchool
from programmes.policies.run import RunClosed
from programmes.policies.work import may_set_countries
from programmes.querysets.work import counted_by
from programmes.rules.head_counts import COUNTED_BY_HEAD

_WHY = "narrowed to where the user counts heads"


@dataclass(frozen=True)
class Line:
    """A count, with its latest entry in the log: who and when."""

    row: HeadCount
    entry: AuditEntry | None


@require_safe
@for_roles(*SCHOOL_ROLES)
def head_counts(request: AuthedRequest) -> HttpResponse:
    """Runs whose heads one counts, those that are open to anybody first."""
    parts = RunSchool.objects.everything(why=_WHY).countable_by(request.user)
    rows = parts.select_related("run__programme").order_by("-run__starts_on", "run")
    runs = list({part.run_id: part.run for part in rows}.values())
    runs.sort(key=lambda run: run.programme.kind not in COUNTED_BY_HEAD)
    return render_page(request, "programmes/head_counts.html", {"runs": runs})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def head_count(request: AuthedRequest, pk: int) -> HttpResponse:
    """The count of a day, and those that stand already."""
    parts = _parts(request, pk)
    run = parts[0].run
    if request.method == "POST" and run.is_closed:
        raise PermissionDenied
    stepped = with_step(request.POST)
    form = _form(request, parts)
    countries = CountriesForm.of(run, request.POST if "countries" in request.POST else None)
    if request.method == "POST" and stepped is None and _save(request, run, form, countries):
        return redirect(f"{request.path}?on={_day_of(form)}" if form.is_bound else request.path)
    if stepped is not None:
        form = HeadCountForm(initial=stepped.dict(), schools=_schools(parts))
    context = {
        "run": run,
        "form": form,
        "countries": countries if may_set_countries(request.user, run) else None,
        "lines": _lines(request, run),
        "several_schools": len(parts) > 1,
        "coordinates": _coordinates(request, parts),
        "stands": bool(form["replaces"].value()),
    }
    status = 422 if form.errors or countries.errors else 200
    return render_page(request, "programmes/head_count.html", context, status=status)


def _parts(request: AuthedRequest, pk: int) -> list[RunSchool]:
    parts = RunSchool.objects.everything(why=_WHY).filter(counted_by(request.user), run=pk)
    found = list(parts.select_related("run__programme", "school").order_by("school__name"))
    if not found:
        raise Http404
    return found


def _coordinates(request: AuthedRequest, parts: list[RunSchool]) -> bool:
    own = rights_of(request.user).of(Role.COORDINATOR)
    return any(part.school_id in own for part in parts)


def _schools(parts: list[RunSchool]) -> list[tuple[int, str]]:
    return [(part.school_id, part.school.name) for part in parts]


def _form(request: AuthedRequest, parts: list[RunSchool]) -> HeadCountForm:
    if request.method == "POST" and "countries" not in request.POST:
        form_class = RemoveCountForm if "remove" in request.POST else HeadCountForm
        return form_class(request.POST, schools=_schools(parts))
    run, asked = parts[0].run, request.GET
    of_form = {str(part.school_id): part.school_id for part in parts}
    school = of_form.get(asked.get("school", ""), parts[0].school_id)
    kind = next((one for one in HeadCountKind if one == asked.get("kind")), HeadCountKind.VISITORS)
    day = _day(asked.get("on", ""), run)
    rows = HeadCount.objects.visible_to(request.user).filter(run=run, school=school, on=day, kind=kind)
    stored = rows.values_list("people", flat=True).first()
    initial = {"school": school, "on": day, "kind": kind, "replaces": "" if stored is None else stored}
    return HeadCountForm(initial={**initial, "people": stored or 0}, schools=_schools(parts))


def _day(written: str, run: ProgrammeRun) -> datetime.date:
    """As asked for; else today, or the nearest day of the run."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return max(run.starts_on, min(run.ends_on, timezone.localdate()))


def _day_of(form: HeadCountForm) -> datetime.date:
    day: datetime.date = form.cleaned_data["on"]
    return day


def _save(request: AuthedRequest, run: ProgrammeRun, form: HeadCountForm, countries: CountriesForm) -> bool:
    if countries.is_bound:
        return countries.is_valid() and _save_countries(request, run, countries)
    return form.is_valid() and _save_count(request, run, form)


def _save_countries(request: AuthedRequest, run: ProgrammeRun, form: CountriesForm) -> bool:
    values = form.cleaned_data
    actor = Actor.of(request.user)
    try:
        set_countries(actor=actor, run_id=run.pk, countries=values["countries"], based_on=values["seen"])
    except ProgrammeRun.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except ChangedMeanwhile as refusal:
        form.add_error("countries", str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def _save_count(request: AuthedRequest, run: ProgrammeRun, form: HeadCountForm) -> bool:
    about, actor = form.about(run), Actor.of(request.user)
    try:
        if isinstance(form, RemoveCountForm):
            remove_head_count(actor=actor, about=about)
            messages.success(request, _("Removed."))
            return True
        people = form.cleaned_data["people"]
        count_heads(actor=actor, about=about, people=people, replaces=form.replaced())
    except RunSchool.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except WrongDay as refusal:
        form.add_error("on", str(refusal))
        return False
    except CountedAlready as refusal:
        form.data = {**request.POST.dict(), "replaces": str(refusal.people)}
        stands = _("%(people)s stand on this day already. Save again to put your number in its place.")
        form.add_error("people", stands % {"people": number(refusal.people)})
        return False
    said = f"{number(people)}{NO_BREAK}{about.kind.label}"
    messages.success(request, _("Saved: %(count)s.") % {"count": said})
    return True


def _lines(request: AuthedRequest, run: ProgrammeRun) -> list[Line]:
    rows = list(HeadCount.objects.visible_to(request.user).filter(run=run).select_related("school"))
    log = AuditEntry.objects.everything(why="who counted what the user sees")
    entries = log.filter(model="programmes.headcount", object_id__in=[str(row.pk) for row in rows])
    latest = {entry.object_id: entry for entry in entries.select_related("actor").order_by("at", "pk")}
    return [Line(row, latest.get(str(row.pk))) for row in rows]
