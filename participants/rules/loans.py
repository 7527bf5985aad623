import datetime


def due_day(
    lent_on: datetime.date, *, loan_days: int | None, run_ends_on: datetime.date | None
) -> datetime.date | None:
    """After so many days, else at the end of the run; None where neither says a day that is still to come."""
    if loan_days is not None:
        return lent_on + datetime.timedelta(days=loan_days)
    return run_ends_on if run_ends_on is not None and run_ends_on >= lent_on else None
