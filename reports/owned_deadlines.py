"""Deadlines with who sees to them: whom the row names, else whom the school has named for all of the kind."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import replace

from portal.deadlines.registry import Deadline, deadlines_of
from reports.models import DeadlineOwner


def owned_deadlines(schools: Collection[int], first: datetime.date, last: datetime.date) -> list[Deadline]:
    """Of schools that the caller has judged; the earliest first."""
    found = deadlines_of(schools, first, last)
    owners = owners_by_kind(schools)
    return [
        one if one.owner_id else replace(one, owner_id=owners.get((one.school_id, one.kind))) for one in found
    ]


def owners_by_kind(schools: Collection[int]) -> Mapping[tuple[int, str], int]:
    """Users by school and kind."""
    rows = DeadlineOwner.objects.everything(why="of schools that the caller has judged")
    named = rows.filter(school__in=schools).values_list("school", "kind", "owner")
    return {(school, kind): owner for school, kind, owner in named}
