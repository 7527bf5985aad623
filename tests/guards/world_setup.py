"""A shared programme, what belongs to it, and goals and focus areas of schools, as arguments of addresses."""

import datetime
from collections.abc import Mapping

from portal.accounts.models import CultureSchool, User
from programmes.models import (
    FocusArea,
    Format,
    Goal,
    Programme,
    ProgrammeMembership,
    ProgrammeRun,
    ProgrammeSchool,
    SubRegion,
)
from tests.db import people
from tests.db.people import WHY, Samklang

Arguments = Mapping[str, object]
OWN, OTHER_MUNICIPALITY, ARCHIVED = "own", "other municipality", "archived"
_SINCE = datetime.date(2024, 1, 1)


def of_setup(
    samklang: Samklang, schools: Mapping[str, CultureSchool], regional: User | None
) -> dict[str, dict[str, Arguments]]:
    """A programme shared by Roskilde, led by Petra; and one of Kongsberg's."""
    other = people.person("Leder Langtborte")
    kinds = ("shared programme", "school in programme", "role in programme", "format")
    objects: dict[str, dict[str, Arguments]] = {kind: {} for kind in kinds}
    for place, school, lead in (
        (OWN, samklang.roskilde, samklang.petra),
        (OTHER_MUNICIPALITY, samklang.kongsberg, other),
    ):
        programme = Programme.objects.create(
            public_name="Sammen", kind="special_needs_group", country=school.country, is_shared=True
        )
        part = ProgrammeSchool.objects.create(programme=programme, school=school, valid_from=_SINCE)
        role = ProgrammeMembership.objects.create(user=lead, programme=programme)
        if place == OWN:
            region = SubRegion.objects.create(programme=programme, name="Syd")
            role = ProgrammeMembership.objects.create(user=regional, programme=programme, sub_region=region)
        objects["shared programme"][place] = {"pk": programme.pk}
        objects["school in programme"][place] = {"pk": programme.pk, "period": part.pk}
        objects["role in programme"][place] = {"pk": programme.pk, "membership": role.pk}
        row = Format.objects.create(programme=programme, name="Fælles", session_minutes=45)
        objects["format"][place] = {"pk": row.pk}
    away = ProgrammeRun.objects.everything(why=WHY).get(host_school=samklang.kongsberg)
    runs = {OWN: samklang.run, ARCHIVED: samklang.closed_run, OTHER_MUNICIPALITY: away}
    objects["run and school"] = {
        place: {"pk": run.pk, "school": run.host_school_id} for place, run in runs.items()
    }
    return objects | _of_schools(samklang, schools)


def _of_schools(samklang: Samklang, schools: Mapping[str, CultureSchool]) -> dict[str, dict[str, Arguments]]:
    goals, areas = {}, {}
    for place, school in schools.items():
        area = FocusArea.objects.create(school=school, name="Inklusion")
        goal = Goal.objects.create(
            school=school, programme=samklang.programme, text="Flere med", unit="number", target=10
        )
        goals[place], areas[place] = {"pk": goal.pk}, {"pk": area.pk}
    return {"goal": goals, "focus area": areas}


def set_up_more(samklang: Samklang, number: int) -> None:
    """One more run, school, format, goal and focus area; the sub-region has one school more."""
    programme, school = samklang.programme, people.school(f"Skole {number}", samklang.koege.municipality)
    ProgrammeSchool.objects.create(programme=programme, school=school, valid_from=_SINCE)
    region = region_of(samklang)
    region.schools.add(school, through_defaults={"valid_from": _SINCE})
    run = people.run(programme, [samklang.roskilde, school], f"Forløb {number}")
    row = Format.objects.create(programme=programme, name=f"Opsætning {number}", session_minutes=45)
    people.group(run, school, "Holdet", 4, format=row)
    people.group(samklang.run, samklang.roskilde, f"Med format {number}", 4, samklang.ida, format=row)
    area = FocusArea.objects.create(school=samklang.roskilde, name=f"Område {number}")
    Goal.objects.create(
        school=samklang.roskilde,
        programme=programme,
        run=run,
        focus_area=area,
        text="Flere med",
        unit="number",
        target=10,
    )


def region_of(samklang: Samklang) -> SubRegion:
    """That of a shared programme, coordinated by Nils."""
    programme = samklang.programme
    if not programme.is_shared:
        programme.is_shared = True
        programme.save()
    regions = SubRegion.objects.everything(why=WHY)
    region, is_new = regions.get_or_create(programme=programme, name="Øst")
    if is_new:
        ProgrammeMembership.objects.create(user=samklang.nils, programme=programme, sub_region=region)
    return region
