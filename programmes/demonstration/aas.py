"""Ås: every measure of 2022 as a programme with its run; what the source does not count stays uncounted."""

import datetime

from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from portal.demonstration.collaborations import coordinator_address, teacher_address
from portal.demonstration.days import weekly
from portal.demonstration.sources import in_language, number, parts, rows
from portal.geography.models import Country
from programmes.demonstration import ungmusikk
from programmes.demonstration.common import WHY, schools, start_run, take_part, users
from programmes.demonstration.hours import other_hours, session_hours
from programmes.demonstration.timetable import Slot, cancellations, sessions_of
from programmes.models import (
    Group,
    HeadCount,
    HeadCountKind,
    Programme,
    ProgrammeKind,
    ProgrammeRun,
    RunPartner,
    Session,
    Staffing,
    WorkHours,
)
from programmes.models.programme import AgeGroup

SUMMER_SCHOOL, SMALL_PROJECT = "Flyktninger – sommerskole", "Graffitiprosjektet Midtgard"
DANCERS, VISITED, CONSORTIUM = "Lonely Riders", "Barnas verdensdag", "UngMusikk"
PUBLIC_NAMES = {SUMMER_SCHOOL: "Sommerskole"}
"""A public name tells no target group; the others' own names do not."""
DANCERS_TOGETHER = 15
"""Professional dancers and participants: how many of each is not said."""
OPEN_TO_ALL = {ProgrammeKind.OPEN_EVENT, ProgrammeKind.FORDYPNING_CONSORTIUM}
AGENCIES = {"NAV": "NAV Ås", "ungdomshuset Midtgard": "Ungdomshuset Midtgard"}
"""Agencies that a measure calls by another name than the list of partners does."""
YEAR = (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
PERIODS = {
    "autumn 2022, one day a week for two months": (datetime.date(2022, 9, 1), datetime.date(2022, 10, 31)),
    "autumn 2022": (datetime.date(2022, 8, 1), YEAR[1]),
    "over 10 months, performance June 2022": (datetime.date(2021, 9, 1), datetime.date(2022, 6, 30)),
    "summer 2022 (three months)": (datetime.date(2022, 6, 1), datetime.date(2022, 8, 31)),
    "April 2022": (datetime.date(2022, 4, 1), datetime.date(2022, 4, 30)),
}
GROUPS = {
    SUMMER_SCHOOL: (("E-sport", 14), ("Dans", 14), ("Billedkunst", 14)),
    SMALL_PROJECT: (("Graffiti", 6),),
}
"""Groups with their places, of the measures that the demonstration logs."""
FIRST_DAYS = {SUMMER_SCHOOL: datetime.date(2022, 6, 7), SMALL_PROJECT: datetime.date(2022, 9, 7)}
SESSIONS = {SUMMER_SCHOOL: 12, SMALL_PROJECT: 6}


def load(today: datetime.date) -> None:
    school = schools()["Ås"]
    for row in rows("aas_measures_2022"):
        run = _measure(row, school, today)
        _partners(run, school, row)
        _head_count(run, school, row)
        if row["measure"] in GROUPS:
            _log(run, school, row["measure"], today)


def _measure(row: dict[str, str], school: CultureSchool, today: datetime.date) -> ProgrammeRun:
    kind = ProgrammeKind(row["kind"].replace(" ", "_"))
    programme = Programme.objects.create(
        public_name=PUBLIC_NAMES.get(row["measure"], row["measure"]),
        kind=kind,
        country=Country.NORWAY,
        age_group=AgeGroup(row["age_group"].replace(" ", "_")),
        age_from=number(row["age_from"]),
        age_to=number(row["age_to"]),
        art_forms=in_language(row["art_forms"], "nb"),
        vulnerable=kind not in OPEN_TO_ALL,
        by_referral_only=kind == ProgrammeKind.REFUGEE_SUMMER_SCHOOL,
        is_shared=row["measure"] == CONSORTIUM,
    )
    first, last = PERIODS.get(row["period"], YEAR)
    if row["measure"] == CONSORTIUM:
        ungmusikk.share(programme, first)
    else:
        take_part(programme, [school], first)
    return start_run(
        programme,
        [school],
        name="2022",
        starts_on=first,
        ends_on=last,
        today=today,
        as_written=in_language(row["period"], "nb"),
    )


def _partners(run: ProgrammeRun, school: CultureSchool, row: dict[str, str]) -> None:
    agencies = {
        agency.name: agency
        for agency in PartnerAgency.objects.everything(why=WHY).filter(municipality=school.municipality)
    }
    for name in parts(row["partners"]):
        agency = agencies.get(AGENCIES.get(name, name))
        words = "" if agency else in_language(name, "nb")
        RunPartner.objects.create(run=run, school=school, agency=agency, as_written=words)


def _head_count(run: ProgrammeRun, school: CultureSchool, row: dict[str, str]) -> None:
    kinds = {VISITED: HeadCountKind.VISITORS, DANCERS: HeadCountKind.TOGETHER}
    if kind := kinds.get(row["measure"]):
        people = number(row["participants"]) or DANCERS_TOGETHER
        HeadCount.objects.create(school=school, run=run, on=run.ends_on, kind=kind, people=people)


def _log(run: ProgrammeRun, school: CultureSchool, measure: str, today: datetime.date) -> None:
    people = users()
    teachers = [people[teacher_address(number, "Ås")] for number in (1, 2)]
    days = list(weekly(FIRST_DAYS[measure], run.ends_on))[: SESSIONS[measure]]
    for place, (name, capacity) in enumerate(GROUPS[measure]):
        group = Group.objects.create(
            run=run, school=school, name=name, capacity=capacity, venue=f"Sal {place + 1}"
        )
        teacher = teachers[place % 2]
        Staffing.objects.create(school=school, group=group, user=teacher)
        cancelled = cancellations(place, len(days))
        slot = Slot(10 + place, 0, 90)
        sessions = sessions_of(group, days, slot, teacher=teacher, today=today, cancelled=cancelled)
        Session.objects.bulk_create(sessions)
        WorkHours.objects.bulk_create(session_hours(sessions, teachers=[teacher], partner_staff=0, run=run))
    WorkHours.objects.bulk_create(
        other_hours(
            run,
            coordinators={school: people[coordinator_address("Ås")]},
            teachers={school: set(teachers)},
            today=today,
        )
    )
