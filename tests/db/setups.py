"""A run with groups, staff and a plan, of a programme that three schools share across the border."""

import datetime

from partners.models import Contact
from portal.accounts.models import CultureSchool
from programmes.models import (
    Format,
    Group,
    Programme,
    ProgrammeMembership,
    ProgrammeRun,
    ProgrammeSchool,
    SessionPlan,
    Staffing,
)
from tests.db import people
from tests.db.people import WHY, Samklang

STARTS, ENDS = datetime.date(2025, 8, 18), datetime.date(2026, 6, 19)
NEXT_STARTS, NEXT_ENDS = datetime.date(2026, 8, 17), datetime.date(2027, 6, 18)


def rows(model):
    return model.objects.everything(why=WHY)


def shared(samklang: Samklang) -> Programme:
    """Of Roskilde, Køge and Kongsberg, led by Petra."""
    programme = Programme.objects.create(
        public_name="Sammen om musik", kind="special_needs_group", country="DK", is_shared=True
    )
    for school in (samklang.roskilde, samklang.koege, samklang.kongsberg):
        ProgrammeSchool.objects.create(
            programme=programme, school=school, valid_from=datetime.date(2025, 1, 1)
        )
    ProgrammeMembership.objects.create(user=samklang.petra, programme=programme)
    return programme


def last_years(samklang: Samklang, programme: Programme, school: CultureSchool | None = None) -> ProgrammeRun:
    """With one group: Ida and a contact work in it, Amina has a place, a session has a note."""
    school = school or samklang.roskilde
    run = people.run(programme, [school], "2025/26", starts_on=STARTS, ends_on=ENDS)
    medium = Format.objects.create(
        programme=programme, name="Mellem", session_minutes=45, size_from=4, size_to=6
    )
    group = people.group(
        run,
        school,
        "Østervang",
        6,
        samklang.ida,
        format=medium,
        partner_school=samklang.group.partner_school,
        venue="Musiklokalet",
        grade_from=0,
        grade_to=2,
        grade_country="DK",
        weekday=3,
        time_from=datetime.time(13, 15),
        time_to=datetime.time(14),
        price=95_000,
        wants_buddies=True,
        in_catalogue=True,
    )
    contact = Contact.objects.create(
        agency=samklang.group.partner_school, name="Pia Partner", valid_from=datetime.date(2024, 1, 1)
    )
    Staffing.objects.create(school=school, group=group, contact=contact)
    SessionPlan.objects.create(
        school=school,
        group=group,
        weekdays=[3],
        starts_on=STARTS + datetime.timedelta(days=2),
        ends_on=ENDS,
        time_from=datetime.time(13, 15),
        time_to=datetime.time(14),
        room="Scenen",
    )
    people.enrol(group, samklang.amina if school == samklang.roskilde else people.child(school, "Gæst"))
    people.session(group, -1, note="Vi sang med Amina.")
    return run


def group_of(run: ProgrammeRun) -> Group:
    return rows(Group).get(run=run)
