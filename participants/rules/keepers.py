"""Whether enough people are named for a child with a protected address."""

from collections.abc import Collection

LEAST = 2


def lacking(named: Collection[int], *, coordinators: Collection[int], group_teachers: Collection[int]) -> str:
    """What is missing: "people", "coordinator", "teacher", or nothing.

    `group_teachers` work in the child's groups; where there is none yet, nobody has to be named of them.
    """
    people = set(named)
    if len(people) < LEAST:
        return "people"
    if not people & set(coordinators):
        return "coordinator"
    if group_teachers and not people & set(group_teachers):
        return "teacher"
    return ""
