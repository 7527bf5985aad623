"""The reports that somebody may ask for, as page and API offer them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from portal.scope.person import Person
from reports.definitions.base import Definition
from reports.definitions.scope import Scope
from reports.figures.money import currencies
from reports.policies import requestable
from reports.rules.choices import PeriodChoice, RunDays, period_choices


@dataclass(frozen=True)
class Option:
    """A report that the user may ask for."""

    definition: Definition
    scope: Scope

    @property
    def about(self) -> str:
        names = (self.scope.programme, self.scope.part)
        return " · ".join(str(name) for name in names if name)

    def currencies(self) -> set[str]:
        """Of the budgets that the report sums up."""
        if not self.definition.sums_money:
            return set()
        return currencies(run.pk for run in self.definition.runs(self.scope))

    def periods(self) -> Sequence[PeriodChoice]:
        runs = [
            RunDays(run.name, run.starts_on, run.ends_on, run.is_closed)
            for run in self.definition.runs(self.scope)
        ]
        return period_choices(
            runs, several_years=self.definition.several_years, this_year=timezone.localdate().year
        )


def options_of(user: Person) -> Iterator[Option]:
    """The widest first."""
    for definition, scope in requestable(user):
        yield Option(definition, scope)


def option_of(user: Person, definition: str, scope: str) -> Option | None:
    """None for what does not exist and for what `user` may not ask for alike."""
    offered = options_of(user)
    return next((one for one in offered if (one.definition.key, one.scope.key) == (definition, scope)), None)
