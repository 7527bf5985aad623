"""One programme: its runs, goals and formats, and who takes part."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.models import CultureSchool, User
from portal.geography.models import Country
from portal.scope.roles import PROGRAMME_LEAD, Role
from portal.web import formats as in_words
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Format, Goal, GoalUnit, Programme, ProgrammeRun, ProgrammeSchool
from programmes.policies.setup import may_change_programme
from programmes.ready_formats import BY_KIND
from programmes.views.programmes import coordinated, programme_for
from programmes.views.words import between, facts_of_format


@dataclass
class ProgrammePage:
    programme: Programme
    facts: list[tuple[str, str]]
    may_change: bool
    may_share: bool
    schools: list[CultureSchool]
    """Those of the reader's that take part."""
    runs: list[tuple[ProgrammeRun, bool]]
    """Whether the reader sets it up."""
    goals: list[tuple[Goal, str]]
    formats: list[tuple[Format, list[str], bool]]
    """What it asks for, and whether the reader may change it."""
    ready: list[tuple[str, str]]
    """Names and sources of ready formats that are not there."""
    taking_part: list[ProgrammeSchool] = field(default_factory=list)


@require_safe
@for_roles(Role.COORDINATOR, PROGRAMME_LEAD)
def programme(request: AuthedRequest, pk: int) -> HttpResponse:
    row = programme_for(request, pk)
    return render_page(request, "programmes/programme.html", {"page": _read(request, row)})


def _read(request: AuthedRequest, row: Programme) -> ProgrammePage:
    user = request.user
    may_change = may_change_programme(user, row)
    schools = list(coordinated(request).filter(pk__in=row.schools.values("pk")))
    own_formats = _formats(row, user)
    return ProgrammePage(
        programme=row,
        facts=facts_of(row),
        may_change=may_change,
        may_share=may_change and row.is_shared,
        schools=schools,
        runs=_runs(row, user),
        goals=[(goal, target_in_words(goal)) for goal in _goals(row, user)],
        formats=own_formats,
        ready=_ready(row, {one.name for one, _facts, _may in own_formats}) if may_change or schools else [],
        taking_part=_taking_part(row) if row.is_shared else [],
    )


def facts_of(row: Programme) -> list[tuple[str, str]]:
    """What staff know of it."""
    marks = [
        label
        for stands, label in (
            (row.vulnerable, _("for a vulnerable group")),
            (row.by_referral_only, _("by referral only")),
            (row.asks_external_decision, _("another service decides who may take part")),
        )
        if stands
    ]
    ages = between((row.age_from, row.age_to))
    found: list[tuple[str, str]] = [
        (_("Kind"), capfirst(row.get_kind_display())),
        (_("For whom"), capfirst(row.get_age_group_display()) + ("" if ages == "–" else f", {ages}")),
    ]
    if row.art_forms:
        found.append((_("Art forms"), capfirst(row.art_forms)))
    if row.level:
        found.append((_("Level"), capfirst(row.get_level_display())))
    if marks:
        found.append((_("Besides"), capfirst(", ".join(marks))))
    return found


def target_in_words(goal: Goal) -> str:
    language = get_language() or "en"
    if goal.unit == GoalUnit.PERCENT:
        return in_words.percent(goal.target / Decimal(100), language)
    return in_words.number(goal.target, language)


def _runs(row: Programme, user: User) -> list[tuple[ProgrammeRun, bool]]:
    runs = ProgrammeRun.objects.visible_to(user).filter(programme=row).select_related("host_school")
    own = set(
        ProgrammeRun.objects.visible_to(user)
        .set_up_by(user)
        .filter(programme=row)
        .values_list("pk", flat=True)
    )
    return [(run, run.pk in own) for run in runs.order_by("-starts_on", "pk")]


def _goals(row: Programme, user: User) -> list[Goal]:
    goals = Goal.objects.visible_to(user).filter(programme=row)
    return list(goals.select_related("run", "focus_area", "school").order_by("run__starts_on", "pk"))


def _formats(row: Programme, user: User) -> list[tuple[Format, list[str], bool]]:
    rows = Format.objects.visible_to(user).filter(programme=row)
    changeable = set(rows.changeable_by(user).values_list("pk", flat=True))
    found = rows.select_related("school").order_by("session_minutes", "name", "pk")
    return [(one, facts_of_format(one, row.country), one.pk in changeable) for one in found]


def _ready(row: Programme, there: set[str]) -> list[tuple[str, str]]:
    language = Country(row.country).language
    ready = BY_KIND.get(row.kind, ())
    return [(one.names[language], one.source) for one in ready if one.names[language] not in there]


def _taking_part(row: Programme) -> list[ProgrammeSchool]:
    today = timezone.localdate()
    periods = ProgrammeSchool.objects.everything(why="who takes part in a programme that the reader sees")
    return list(
        periods.valid_on(today).filter(programme=row).select_related("school").order_by("school__name")
    )
