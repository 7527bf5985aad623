"""The demonstration reproduces the counts of its sources; counted in SQL, apart from the code that loads."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

DATA = Path(__file__).parents[2] / "portal" / "demonstration" / "data"
AUTUMN = "run.name = 'Efterår 2024'"
OF_A_GROUP = """
    programmes_group grp
    join programmes_programmerun run on run.id = grp.run_id
    join partners_partneragency agency on agency.id = grp.partner_school_id
"""
CAME = f"""
    select distinct agency.name as partner_school, grp.id as group_id, mark.participant_id
    from {OF_A_GROUP}
    join programmes_session session on session.group_id = grp.id and session.state = 'held'
    join participants_attendance mark on mark.session_id = session.id and mark.mark in ('present', 'late')
    where {AUTUMN}
"""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def source(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


COLLABORATIONS = source("kulturmetropolen_2024_collaborations")
by_partner_school = pytest.mark.parametrize("row", COLLABORATIONS, ids=lambda row: row["partner_school"])


def sql(query: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def one(query: str, *values: object) -> Any:
    return sql(query, *values)[0][0]


def test_102_children_came_in_the_autumn_of_2024():
    assert one(f"select count(distinct participant_id) from ({CAME}) came") == 102


def test_nobody_was_enrolled_that_autumn_without_coming():
    enrolled = f"""
        select count(*), count(distinct enrolment.participant_id) from {OF_A_GROUP}
        join participants_enrolment enrolment on enrolment.group_id = grp.id where {AUTUMN}
    """
    assert sql(enrolled) == [(102, 102)]


def test_nine_partner_schools_work_with_seven_culture_schools_of_seven_municipalities():
    counted = f"""
        select count(distinct agency.id), count(distinct school.id), count(distinct school.municipality_id)
        from {OF_A_GROUP} join accounts_cultureschool school on school.id = grp.school_id where {AUTUMN}
    """
    assert sql(counted) == [(9, 7, 7)]


@by_partner_school
def test_each_collaboration_has_its_pupils(row):
    pupils = f"select count(distinct participant_id) from ({CAME}) came where partner_school = %s"
    assert one(pupils, row["partner_school"]) == int(row["pupils"])


@by_partner_school
def test_each_collaboration_has_its_groups_of_two_or_more(row):
    sizes = f"""
        select count(distinct participant_id) from ({CAME}) came where partner_school = %s group by group_id
    """
    counted = [size for (size,) in sql(sizes, row["partner_school"])]
    if row["partner_school"] == "Gadstrup Skole":
        assert counted == [1]
    else:
        assert len(counted) == int(row["groups"])
        assert min(counted) >= 2


def test_there_are_sixteen_groups_and_one_of_a_single_child():
    sizes = f"select count(distinct participant_id) from ({CAME}) came group by group_id"
    counted = sorted(size for (size,) in sql(sizes))
    assert len(counted) == 17
    assert counted[:2] == [1, 4]


@by_partner_school
def test_each_collaboration_has_its_teachers_and_partner_staff(row):
    staff = f"""
        select count(distinct staff.user_id), count(distinct staff.contact_id) from {OF_A_GROUP}
        join programmes_staffing staff on staff.group_id = grp.id where {AUTUMN} and agency.name = %s
    """
    expected = (int(row["culture_school_teachers"]), int(row["partner_staff"]))
    assert sql(staff, row["partner_school"]) == [expected]


def test_twenty_teachers_and_twenty_four_partner_staff_are_counted_by_collaboration():
    staff = f"""
        select sum(teachers), sum(partner) from (
            select count(distinct staff.user_id) as teachers, count(distinct staff.contact_id) as partner
            from {OF_A_GROUP} join programmes_staffing staff on staff.group_id = grp.id
            where {AUTUMN} group by agency.id
        ) by_collaboration
    """
    assert sql(staff) == [(20, 24)]


def test_two_of_roskildes_teachers_work_in_two_collaborations():
    people = f"""
        select count(distinct agency.id) from {OF_A_GROUP}
        join programmes_staffing staff on staff.group_id = grp.id and staff.user_id is not null
        join accounts_cultureschool school on school.id = grp.school_id
        where {AUTUMN} and school.name = 'Kulturskolen Roskilde' group by staff.user_id
    """
    assert sorted(number for (number,) in sql(people)) == [1, 1, 2, 2]


def test_every_group_has_a_teacher():
    without = f"""
        select count(*) from {OF_A_GROUP} where not exists (
            select 1 from programmes_staffing staff
            where staff.group_id = grp.id and staff.user_id is not null
        )
    """
    assert one(without) == 0


@by_partner_school
def test_children_span_the_grades_and_ages_of_their_collaboration(row):
    span = f"""
        select min(person.grade), max(person.grade),
            2024 - max(person.birth_year), 2024 - min(person.birth_year)
        from ({CAME}) came join participants_participant person on person.id = came.participant_id
        where partner_school = %s
    """
    low_grade, high_grade, youngest, oldest = sql(span, row["partner_school"])[0]
    assert (low_grade, high_grade) == (int(row["grade_from"]), int(row["grade_to"]))
    assert youngest == (int(row["age_from"]))
    assert oldest == (int(row["age_to"]))


@by_partner_school
def test_solo_lessons_are_a_mark_of_the_group_and_never_more_children(row):
    solo = f"select distinct grp.has_solo from {OF_A_GROUP} where {AUTUMN} and agency.name = %s"
    assert [bool(value) for (value,) in sql(solo, row["partner_school"])] == [row["solo"] == "yes"]


def test_roskilde_alone_has_28_children():
    children = f"""
        select count(distinct came.participant_id) from ({CAME}) came
        join programmes_group grp on grp.id = came.group_id
        join accounts_cultureschool school on school.id = grp.school_id
        where school.name = 'Kulturskolen Roskilde'
    """
    assert one(children) == 28


def test_the_grant_of_2025_is_sixty_per_cent_of_the_budget_and_the_rest_one_line():
    lines = """
        select line.payer, line.amount, line.currency, award.ceiling_share, run.name
        from programmes_budgetline line
        join programmes_programmerun run on run.id = line.run_id
        left join partners_grant award on award.id = line.grant_id order by line.amount
    """
    other, award = sql(lines)
    assert other[:3] + other[4:] == ("undivided", 30_000_000, "DKK", "2025")
    assert award[:3] + award[4:] == ("grant", 45_000_000, "DKK", "2025")
    assert float(award[3]) == 0.6 == award[1] / (award[1] + other[1])


def test_the_run_of_the_grant_has_no_groups():
    query = (
        "select count(*) from programmes_group grp join programmes_programmerun run on run.id = grp.run_id"
    )
    assert one(f"{query} where run.name = '2025'") == 0


def test_formats_are_those_of_the_source():
    formats = """
        select format.size_from, format.size_to, format.session_minutes, format.teachers, format.partner_staff
        from programmes_format format
        join programmes_programme programme on programme.id = format.programme_id
        where programme.public_name = 'Kulturmetropolen' order by format.session_minutes
    """
    columns = (
        "pupils_per_group_min",
        "pupils_per_group_max",
        "minutes_per_group_and_session",
        "culture_school_teachers",
        "partner_staff",
    )
    assert sql(formats) == [
        tuple(int(row[column]) for column in columns) for row in source("special_needs_formats")
    ]
