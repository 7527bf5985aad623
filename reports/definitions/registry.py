"""All kinds of report. A new one is listed here: see docs/how-to/add-a-report.md."""

from collections.abc import Iterable

from reports.definitions.base import Definition
from reports.definitions.municipality_year import MunicipalityYear
from reports.definitions.programme_year import ProgrammeYear

_DEFINITIONS: dict[str, Definition] = {each.key: each for each in (MunicipalityYear(), ProgrammeYear())}


def definition(key: str) -> Definition:
    """Raises KeyError for a kind of report that there is none of."""
    return _DEFINITIONS[key]


def definitions() -> Iterable[Definition]:
    return _DEFINITIONS.values()
