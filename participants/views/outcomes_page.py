"""What the page of a run's outcomes shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from participants.forms.outcomes import STATEMENTS, GoalResultForm
from participants.models import Enrolment, Moment, Scale, Source
from participants.querysets.outcomes import means, observed_at, observed_people, stays_of_people_in
from participants.rules.transitions import Stage, way_through
from portal.accounts.models import User
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models import Goal, GoalResult, GoalUnit, ProgrammeRun

STAGES: Mapping[Stage, str | Promise] = {
    Stage.MEASURE: _("a measure of its own"),
    Stage.BREADTH: _("breadth"),
    Stage.CORE: _("core"),
    Stage.IN_DEPTH: _("in-depth"),
}


@dataclass(frozen=True)
class Observed:
    """Whether staff, and whether the participant, have answered at one moment."""

    moment: Moment
    by_staff: bool
    by_participant: bool


@dataclass(frozen=True)
class Line:
    place: Enrolment
    observed: list[Observed]


@dataclass(frozen=True)
class Mean:
    """Of one scale and source the mean at each moment with its number of people; None where nobody is."""

    label: str | Promise
    source: str
    moments: list[tuple[float, int] | None]


@dataclass(frozen=True)
class Aim:
    goal: Goal
    latest: GoalResult | None
    form: GoalResultForm

    @property
    def reached(self) -> float | None:
        """In the goal's own unit."""
        if self.latest is None:
            return None
        if self.goal.unit == GoalUnit.PERCENT:
            return 100 * self.latest.reached / self.latest.out_of if self.latest.out_of else None
        return float(self.latest.reached)

    @property
    def is_reached(self) -> bool:
        return self.reached is not None and self.reached >= self.goal.target


def goals_of(user: User, run: ProgrammeRun) -> OfSchoolQuerySet:
    """The goals of a run, its own and those of every run of the programme, with results in this run."""
    visible = Goal.objects.visible_to(user).filter(Q(run=None) | Q(run=run), programme=run.programme_id)
    results = GoalResult.objects.visible_to(user).filter(run=run).order_by("-on", "-pk")
    noted = results.select_related("noted_by")
    return visible.prefetch_related(Prefetch("results", noted, to_attr="noted")).order_by("pk")


class OutcomesPage:
    def __init__(
        self,
        run: ProgrammeRun,
        user: User,
        coordinated: frozenset[int],
        forms: Mapping[int, GoalResultForm],
    ) -> None:
        self.run, self.user, self.coordinated = run, user, coordinated
        self._forms = forms

    @property
    def moments(self) -> list[Moment]:
        return list(Moment)

    @cached_property
    def groups(self) -> list[tuple[str, list[Line]]]:
        done = observed_at(self.user, self.run.pk)
        places = observed_people(self.user, self.run.pk)
        return [
            (str(group), [Line(place, _observed(done.get(place.participant_id, set()))) for place in rows])
            for group, rows in groupby(places, key=lambda place: place.group)
        ]

    @cached_property
    def means(self) -> list[Mean]:
        """For coordinators alone."""
        if not self.coordinated:
            return []
        found = {
            (row["scale"], row["source"], row["moment"]): (row["mean"], row["people"])
            for row in means(self.user, self.run.pk)
        }
        return [
            Mean(STATEMENTS[scale], str(source.label), [found.get((scale, source, each)) for each in Moment])
            for scale in Scale
            for source in Source
            if any((scale, source, each) in found for each in Moment)
        ]

    @cached_property
    def ways(self) -> list[tuple[str, str | Promise, int]]:
        """Rows of the direction, the stage and how many people, each person once in each direction."""
        if not self.coordinated:
            return []
        every = stays_of_people_in(self.run.pk, self.coordinated).values()
        walked = [way_through(self.run.pk, stays) for stays in every]
        came = Counter(way.came_from for way in walked if way.came_from)
        went = Counter(way.went_on_to for way in walked if way.went_on_to)
        rows = [("came", STAGES[stage], came[stage]) for stage in sorted(came)]
        return rows + [("went", STAGES[stage], went[stage]) for stage in sorted(went)]

    @cached_property
    def aims(self) -> list[Aim]:
        if not self.coordinated:
            return []
        return [
            Aim(goal, next(iter(goal.noted), None), self._forms.get(goal.pk) or _form(goal))
            for goal in goals_of(self.user, self.run)
        ]


def _form(goal: Goal) -> GoalResultForm:
    return GoalResultForm(is_percent=goal.unit == GoalUnit.PERCENT, prefix=str(goal.pk))


def _observed(done: set[tuple[str, str]]) -> list[Observed]:
    return [
        Observed(moment, (moment, Source.STAFF) in done, (moment, Source.PARTICIPANT) in done)
        for moment in Moment
    ]
