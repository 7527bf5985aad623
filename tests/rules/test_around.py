"""When something is due back, and how long a paper counts."""

import datetime

import pytest

from participants.rules.clearance import MISSING, OUT_OF_DATE, SEEN, oldest_valid, state_of
from participants.rules.loans import due_day

DAY = datetime.date(2026, 11, 14)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("loan_days", "run_ends_on", "due"),
    [
        (7, None, "2026-11-21"),
        (7, "2027-06-20", "2026-11-21"),
        (None, "2027-06-20", "2027-06-20"),
        (None, "2026-11-14", "2026-11-14"),
        (None, "2026-11-13", None),
        (None, None, None),
    ],
)
def test_a_loan_is_due_after_its_own_days_else_at_the_end_of_the_run(loan_days, run_ends_on, due):
    found = due_day(DAY, loan_days=loan_days, run_ends_on=day(run_ends_on) if run_ends_on else None)
    assert found == (day(due) if due else None)


@pytest.mark.parametrize(
    ("seen_on", "state"),
    [(None, MISSING), ("2023-11-13", OUT_OF_DATE), ("2023-11-14", SEEN), ("2026-11-14", SEEN)],
)
def test_a_paper_counts_for_its_years_to_the_day(seen_on, state):
    assert state_of(day(seen_on) if seen_on else None, oldest_valid(DAY, 3)) == state


def test_a_leap_day_has_an_anniversary_each_year():
    assert oldest_valid(day("2028-02-29"), 3) == day("2025-02-28")
    assert state_of(day("2024-02-29"), oldest_valid(day("2027-02-28"), 3)) == SEEN
