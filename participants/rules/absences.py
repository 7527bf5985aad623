"""When somebody has been away so often that the family is to be called."""

from collections.abc import Sequence

TIMES = 3
ABSENT = ("excused", "unexcused")


def absent_in_a_row(marks: Sequence[str]) -> bool:
    """Away at each of the last TIMES sessions; `marks` stand in the order of the sessions."""
    last = marks[-TIMES:]
    return len(last) == TIMES and all(mark in ABSENT for mark in last)
