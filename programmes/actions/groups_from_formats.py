"""Groups as their formats have them, to be filled in afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Format, Group, ProgrammeRun
from programmes.rules.grades import grades_in, last_grade

PLACES = 8
"""Where a format says nothing of its size; the places can be changed."""


def groups_from_formats(
    *, actor: Actor, run: ProgrammeRun, school: CultureSchool, formats: Mapping[int, int]
) -> list[Group]:
    """So many groups of each format. Raises Format.DoesNotExist for one that the school has not.

    Belongs into the transaction of the action that has judged the right.
    """
    wanted = {key: number for key, number in formats.items() if number > 0}
    rows = Format.objects.everything(why="of the programme just judged").for_groups_of(school)
    found = rows.filter(programme=run.programme_id, pk__in=wanted).in_bulk()
    if set(found) != set(wanted):
        raise Format.DoesNotExist
    made: list[Group] = []
    for key, total in wanted.items():
        for number in range(1, total + 1):
            name = _free_name(found[key].name if total == 1 else f"{found[key].name} {number}", made)
            made.append(_group(run, school, found[key], name))
    for group in made:
        group.save()
        record(actor, "make group", group, school=school, run=run.pk, name=group.name)
    return made


def _free_name(name: str, others: Iterable[Group]) -> str:
    """A school's own format may be called as one of the whole programme."""
    taken = {other.name for other in others}
    return next(one for one in _names(name) if one not in taken)


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({more})" for more in count(2))


def _group(run: ProgrammeRun, school: CultureSchool, row: Format, name: str) -> Group:
    return Group(
        run=run,
        school=school,
        name=name,
        format=row,
        capacity=row.size_to or row.size_from or PLACES,
        **grade_fields(row, run.programme.country, school.country),
    )


def grade_fields(row: Format, of_country: str, country: str) -> dict[str, object]:
    """The format's grades as the country of the school has them, by age; none where it has no such grade."""
    if row.grade_from is None:
        return {}
    last = last_grade(of_country) if row.grade_to is None else row.grade_to
    turned = grades_in(country, grades=(row.grade_from, last), of_country=of_country)
    if turned is None and row.grade_to is None:
        first = grades_in(country, grades=(row.grade_from, row.grade_from), of_country=of_country)
        turned = (first[0], last_grade(country)) if first else None
    if turned is None:
        return {}
    return {"grade_from": turned[0], "grade_to": turned[1], "grade_country": country}
