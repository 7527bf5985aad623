"""What the programmes of the demonstration share."""

import datetime
from collections.abc import Iterable

from portal.accounts.models import CultureSchool, User
from portal.demonstration.accounts import DOMAIN
from portal.demonstration.days import kept_until
from portal.geography.models import Country
from programmes.models import Format, Programme, ProgrammeRun, ProgrammeSchool, RunSchool, RunState
from programmes.ready_formats import BY_KIND

WHY = "the demonstration is loaded into an empty portal"
WEEKS_BACK, WEEKS_AHEAD = 5, 6
"""How far an open run reaches from the day of loading."""


def users() -> dict[str, User]:
    return {user.email: user for user in User.objects.filter(email__endswith=DOMAIN)}


def schools() -> dict[str, CultureSchool]:
    """By the name of the municipality."""
    every = CultureSchool.objects.everything(why=WHY).select_related("municipality")
    return {school.municipality.name: school for school in every}


def take_part(programme: Programme, members: Iterable[CultureSchool], since: datetime.date) -> None:
    ProgrammeSchool.objects.bulk_create(
        ProgrammeSchool(programme=programme, school=school, valid_from=since) for school in members
    )


def ready_formats(programme: Programme) -> list[Format]:
    """The real ones of the programme's kind, in the words of its country."""
    country = Country(programme.country)
    return Format.objects.bulk_create(
        Format(programme=programme, **ready.for_country(country, country.language))
        for ready in BY_KIND[programme.kind]
    )


def start_run(
    programme: Programme,
    members: list[CultureSchool],
    *,
    name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    today: datetime.date,
    as_written: str = "",
) -> ProgrammeRun:
    """A run that the first of `members` hosts; it is closed when its last day lies behind."""
    run = ProgrammeRun.objects.create(
        programme=programme,
        host_school=members[0],
        name=name,
        period_as_written=as_written,
        starts_on=starts_on,
        ends_on=ends_on,
        state=RunState.CLOSED if ends_on < today else RunState.OPEN,
        retention_on=kept_until(ends_on, today),
    )
    RunSchool.objects.bulk_create(RunSchool(run=run, school=school) for school in members)
    return run


def open_period(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of a run that is going on; the first sessions may be up to a week into it."""
    return (
        today - datetime.timedelta(weeks=WEEKS_BACK + 1),
        today + datetime.timedelta(weeks=WEEKS_AHEAD),
    )
