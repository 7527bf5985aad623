"""A school's strategy: focus areas with goals, measures and programmes, and how far their numbers are."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import TargetMeasure
from portal.accounts.models import CultureSchool, User
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import FocusArea, FocusTarget, LineKind
from programmes.ready_strategy import AREAS
from reports.querysets.strategy import Reached, reached_in

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_MINUTES = 60


@dataclass(frozen=True)
class Aim:
    """`reached` and `target` in what the measure counts; minutes for hours."""

    measure: TargetMeasure
    target: int
    reached: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.reached, self.target)

    @property
    def width(self) -> float:
        return float(min(self.share, Fraction(1)) * 100)

    @property
    def is_hours(self) -> bool:
        return self.measure == TargetMeasure.HOURS

    @property
    def percent(self) -> float:
        return float(self.share)


@require_safe
@for_roles(Role.COORDINATOR)
def strategy(request: AuthedRequest) -> HttpResponse:
    year = _year(request)
    schools = CultureSchool.objects.visible_to(request.user).coordinated_by(request.user)
    own = list(schools.select_related("municipality").order_by("name"))
    rows = FocusArea.objects.visible_to(request.user).filter(ended_on=None)
    reached = reached_in(year, rows)
    areas = rows.select_related("school").prefetch_related("lines", "ties__programme", "targets")
    context = {
        "year": year,
        "before": year - 1 if year > _FIRST_YEAR else None,
        "after": year + 1 if year < _LAST_YEAR else None,
        "areas": [
            _shown(area, year, reached) for area in areas.order_by("school__name", "position", "name", "pk")
        ],
        "several_schools": len(own) > 1,
        "without_ready": _without_ready(request.user, own),
    }
    return render_page(request, "reports/strategy.html", context)


def _without_ready(user: User, schools: Iterable[CultureSchool]) -> list[CultureSchool]:
    """Those that have not taken in all of the ready areas."""
    named = set(FocusArea.objects.visible_to(user).values_list("school", "name"))

    def lacks(school: CultureSchool) -> bool:
        return any((school.pk, ready.name[school.country.language]) not in named for ready in AREAS)

    return [school for school in schools if lacks(school)]


def _year(request: AuthedRequest) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return timezone.localdate().year
    if not (asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= _LAST_YEAR):
        raise Http404
    return int(asked)


def _shown(area: FocusArea, year: int, reached: Reached) -> dict[str, object]:
    lines = area.lines.all()
    return {
        "area": area,
        "goals": [line for line in lines if line.kind == LineKind.GOAL],
        "measures": [line for line in lines if line.kind == LineKind.MEASURE],
        "programmes": sorted((tie.programme for tie in area.ties.all()), key=str),
        "aims": [_aim(one, reached) for one in area.targets.all() if one.year == year],
    }


def _aim(target: FocusTarget, reached: Reached) -> Aim:
    measure = TargetMeasure(target.measure)
    number = target.target * (_MINUTES if measure == TargetMeasure.HOURS else 1)
    return Aim(measure, number, reached.get((target.focus_area_id, measure), 0))
