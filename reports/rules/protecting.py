"""What of a programme's figures may be published. Pure: counts in, hidden cells out.

The whole programme is protected once, and every report on it, on all of it or on one municipality's or
school's part, takes its cells from that. So no two of them together tell what one of them hides.

Cells are paths: () the programme, (municipality,), (municipality, school), (municipality, school, partner).
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from portal.disclosure import Path, Sum, Table, Unprotectable, crosstab, follow, hierarchy, protect

Counts = Mapping[Path, int]
SCHOOL_DEPTH = 2
# A number of groups is no number of people: it is enough that none is certain.
NOT_CERTAIN = 1


@dataclass(frozen=True)
class ProgrammeCounts:
    """Exact counts by collaboration (attendances also week by week), by school and by format."""

    people: Counts
    groups: Counts
    attendances: Counts
    people_by_format: Mapping[tuple[Path, str], int]
    groups_by_format: Mapping[str, int]
    attendances_by_week: Mapping[tuple[Path, str], int]
    places: Counts
    never_came: Counts


@dataclass(frozen=True)
class Hidden:
    """The cells of each table that are hidden, totals among them.

    `formats` are those whose participants are hidden, `format_groups` those whose number of groups is.
    """

    people: frozenset[Path]
    groups: frozenset[Path]
    attendances: frozenset[Path]
    formats: frozenset[str]
    format_groups: frozenset[str]
    weeks: frozenset[tuple[Path, str]]
    places: frozenset[Path]
    never_came: frozenset[Path]


def protect_programme(counts: ProgrammeCounts, threshold: int) -> Hidden:
    people = protect(hierarchy(counts.people), threshold).hidden
    attendances = _with_what_follows(counts.attendances, people)
    never_came = protect(hierarchy(counts.never_came), threshold).hidden
    of_schools = frozenset(path for path in people if len(path) <= SCHOOL_DEPTH)
    formats = _formats(counts, people, threshold)
    by_format: Counts = {(fmt,): number for fmt, number in counts.groups_by_format.items()}
    format_groups = _with_what_follows(by_format, {(fmt,) for fmt in formats}, apart=NOT_CERTAIN)
    return Hidden(
        people=people,
        groups=_with_what_follows(counts.groups, people, apart=NOT_CERTAIN),
        attendances=attendances,
        formats=formats,
        format_groups=frozenset(path[0] for path in format_groups if path),
        weeks=_weeks(counts.attendances_by_week, attendances),
        places=_with_what_follows(counts.places, of_schools | never_came),
        never_came=never_came,
    )


def _with_what_follows(counts: Counts, hidden: Set[Path], apart: int = 3) -> frozenset[Path]:
    table = hierarchy(counts)
    try:
        return follow(table, hidden & table.counts.keys(), apart=apart).hidden
    except Unprotectable:
        return frozenset(table.counts)


def _formats(counts: ProgrammeCounts, hidden: Set[Path], threshold: int) -> frozenset[str]:
    """The formats whose number of participants is hidden. Their tables count the same people once more."""
    rows = hierarchy(counts.people)
    cells, sums = dict(rows.counts), list(rows.sums)
    of_format: dict[str, list[object]] = {}
    for row in counts.people:
        parts = {fmt: n for (path, fmt), n in counts.people_by_format.items() if path == row}
        leaves = {fmt: (row if len(parts) == 1 else ("part", row, fmt)) for fmt in parts}
        if len(parts) > 1:
            cells |= {leaves[fmt]: number for fmt, number in parts.items()}
            sums.append(Sum(row, tuple(leaves.values())))
        for fmt, leaf in leaves.items():
            of_format.setdefault(fmt, []).append(leaf)
    totals = {fmt: ("format", fmt) for fmt in of_format}
    for fmt, leaves_of in of_format.items():
        cells[totals[fmt]] = sum(cells[leaf] for leaf in leaves_of)
        sums.append(Sum(totals[fmt], tuple(leaves_of)))
    if totals:
        sums.append(Sum((), tuple(totals.values())))
    table = Table(cells, tuple(sums), always_shown=frozenset(rows.counts.keys() - hidden))
    try:
        gone = protect(table, threshold, also_hide=hidden).hidden
    except Unprotectable:
        return frozenset(totals)
    return frozenset(fmt for fmt, key in totals.items() if key in gone)


def _weeks(attendances: Mapping[tuple[Path, str], int], hidden: Set[Path]) -> frozenset[tuple[Path, str]]:
    """Attendances by collaboration and week, of which the weeks of schools, municipalities and all are shown.

    In a week in which hidden collaborations met almost alone, the sum would tell how many came to them. So
    their weeks are cells to protect, though they are printed nowhere; that a group did not meet is no secret.
    """
    if not attendances:
        return frozenset()
    table = crosstab({(path, (week,)): number for (path, week), number in attendances.items()})
    margins = frozenset(key for key in table.counts if not key[1] and key[0] not in hidden)
    of_hidden = {key for key, number in table.counts.items() if key[0] in hidden and (number or not key[1])}
    try:
        gone = follow(replace(table, always_shown=margins), of_hidden).hidden
    except Unprotectable:
        gone = frozenset(table.counts)
    return frozenset((path, column[0]) for path, column in gone if column)
