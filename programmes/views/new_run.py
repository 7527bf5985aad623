"""Making a run: from formats, or copied from last year or from another municipality."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.saving import saved
from programmes.actions.copy_run import Copied, runs_to_copy
from programmes.actions.make_run import make_run
from programmes.forms.run import NewRunForm
from programmes.models import Format, Group, Programme, ProgrammeRun, ProgrammeSchool
from programmes.views.programmes import coordinated, programme_for


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def new_run(request: AuthedRequest, pk: int) -> HttpResponse:
    row = programme_for(request, pk)
    hosts = list(coordinated(request).filter(pk__in=row.schools.values("pk")))
    if not hosts:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = NewRunForm(
        data,
        hosts=hosts,
        schools=other_schools(row, {host.pk for host in hosts} if len(hosts) == 1 else set()),
        formats=_formats(row, hosts),
        sources=_sources(row, hosts),
        initial=_days(row, hosts),
    )
    if data and form.is_valid():
        made = saved(
            form,
            lambda: make_run(
                actor=Actor.of(request.user),
                programme_id=pk,
                school_id=int(form.cleaned_data["school"]),
                facts=form.facts(),
                with_schools=form.schools(),
                formats=form.formats(),
                source=form.copied(),
            ),
        )
        if made:
            _say(request, made.copied)
            return redirect("programmes:setup", pk=made.run.pk)
    context = {"form": form, "programme": row}
    return render_page(request, "programmes/run_new.html", context, status=422 if form.errors else 200)


def other_schools(row: Programme, but: set[int]) -> list[CultureSchool]:
    """Those that take part in the programme today or later, besides `but`."""
    if not row.is_shared:
        return []
    periods = ProgrammeSchool.objects.everything(why="who takes part in a programme that the reader sees")
    now = periods.filter(programme=row).exclude(valid_to__lt=timezone.localdate())
    found = {one.school_id: one.school for one in now.select_related("school").order_by("school__name")}
    return [school for key, school in found.items() if key not in but]


def _formats(row: Programme, hosts: list[CultureSchool]) -> list[Format]:
    rows = Format.objects.everything(why="of a programme that the reader sees, for groups of her schools")
    found = rows.filter(programme=row, school=None) | rows.filter(programme=row, school__in=hosts)
    return list(found.order_by("session_minutes", "name", "pk"))


def _sources(row: Programme, hosts: list[CultureSchool]) -> list[tuple[str, str]]:
    """Runs whose groups can be copied: the reader's own first, then the latest of each other school."""
    rows = ProgrammeRun.objects.everything(why="groups of a programme of one's own are copied without people")
    runs = {run.pk: run for host in hosts for run in runs_to_copy(rows, row.pk, host)}
    groups = Group.objects.everything(why="only how many there are").filter(run__in=runs)
    parts = groups.values("run", "school", "school__name").annotate(number=Count("pk"))
    own = {host.pk for host in hosts}
    found, shown = [], set()
    for part in sorted(parts, key=lambda part: runs[part["run"]].starts_on, reverse=True):
        run, is_own = runs[part["run"]], part["school"] in own
        if not is_own and part["school"] in shown:
            continue
        shown.add(part["school"])
        words = ngettext(
            "Copy %(run)s from %(school)s: %(number)d group",
            "Copy %(run)s from %(school)s: %(number)d groups",
            part["number"],
        ) % {"run": run.name, "school": part["school__name"], "number": part["number"]}
        found.append((not is_own, -run.starts_on.toordinal(), f"{run.pk}-{part['school']}", words))
    return [(key, words) for _others, _late, key, words in sorted(found)]


def _days(row: Programme, hosts: list[CultureSchool]) -> dict[str, object]:
    """A year after the latest run, by whole weeks; without one, from today on."""
    runs = ProgrammeRun.objects.everything(why="days of runs of the reader's own schools")
    latest = runs.filter(programme=row, schools__in=hosts).order_by("-starts_on", "-pk").first()
    if latest is None:
        return {"starts_on": timezone.localdate()}
    weeks = datetime.timedelta(weeks=52)
    return {"starts_on": latest.starts_on + weeks, "ends_on": latest.ends_on + weeks}


def _say(request: AuthedRequest, copied: Copied) -> None:
    """What came over, and why something did not."""
    if not copied.groups:
        messages.success(request, _("The run is there. Now look at its groups and who works in them."))
        return
    text = ngettext("%(number)d group is copied.", "%(number)d groups are copied.", copied.groups)
    messages.success(request, text % {"number": copied.groups})
    if copied.from_elsewhere:
        messages.info(
            request,
            _(
                "Names, rooms, partner schools, prices and staff are the other municipality's and were not "
                "copied."
            ),
        )
    for names, words in (
        (copied.grades_turned, _("Grades were turned into your country's by age: %(groups)s.")),
        (
            copied.grades_left_open,
            _("Your country has no grade for that age, so grades are left open: %(groups)s."),
        ),
    ):
        if names:
            messages.warning(request, words % {"groups": ", ".join(names)})
    _say_what_was_left(request, copied)


def _say_what_was_left(request: AuthedRequest, copied: Copied) -> None:
    if copied.staff_left:
        text = ngettext(
            "%(number)d person no longer works here and was left out.",
            "%(number)d people no longer work here and were left out.",
            copied.staff_left,
        )
        messages.warning(request, text % {"number": copied.staff_left})
    if copied.plans_left:
        text = ngettext(
            "%(number)d plan lies outside of the new days and was left out.",
            "%(number)d plans lie outside of the new days and were left out.",
            copied.plans_left,
        )
        messages.warning(request, text % {"number": copied.plans_left})
