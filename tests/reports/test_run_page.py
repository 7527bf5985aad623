"""The page of a run: its numbers counted a second way, and who sees which of them."""

import datetime
from collections import Counter
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance, Enrolment
from partners.models import Contact
from programmes.models import (
    Group,
    HeadCount,
    ProgrammeRun,
    RunPartner,
    SchoolHoliday,
    Session,
    Staffing,
    WorkHours,
)
from tests.db import people
from tests.db.marking import held

WHY = "a test counts a second time"
MARKS = ("present", "late", "excused", "unexcused")
pytestmark = pytest.mark.django_db


def url(run: ProgrammeRun) -> str:
    return reverse("reports:run", args=[run.pk])


def fill(samklang) -> None:
    """Both schools' groups with sessions of every standing, people in every state, hours and head-counts."""
    random = Random(4)
    Group.objects.everything(why=WHY).update(capacity=60)
    contact = Contact.objects.create(
        agency=samklang.group.partner_school, name="Prøve Kontakt", valid_from=datetime.date(2024, 1, 1)
    )
    Staffing.objects.create(school=samklang.roskilde, group=samklang.group, contact=contact)
    Staffing.objects.create(school=samklang.roskilde, group=samklang.group, user=samklang.otto)
    for group in (samklang.group, samklang.other_group, samklang.koege_group):
        _people(group, random)
        _sessions(group, random, samklang.ida)
    helper = people.child(samklang.roskilde, "Hjælper")
    people.applies(
        samklang.group, helper, state="enrolled", enrolled_on=samklang.run.starts_on, role="helper"
    )
    held(samklang.group, -3, {helper: "present"}, samklang.ida, hour=7)
    for school, heads in ((samklang.roskilde, 3000), (samklang.koege, 40)):
        HeadCount.objects.create(school=school, run=samklang.run, on=timezone.localdate(), people=heads)
    RunPartner.objects.create(run=samklang.run, school=samklang.koege, as_written="et bibliotek")


def _people(group: Group, random: Random) -> None:
    start = group.run.starts_on
    for number in range(14):
        child = people.child(group.school, f"Barn{number}")
        state = random.choice(("applied", "enrolled", "completed", "withdrawn", "refused", "left"))
        placed = {"enrolled_on": start} if state in ("enrolled", "completed", "left") else {}
        left = {"left_on": start + datetime.timedelta(30)} if state in ("completed", "left") else {}
        people.applies(group, child, state="withdrawn" if state == "left" else state, **placed, **left)


def _sessions(group: Group, random: Random, teacher) -> None:
    on_roll = [
        row.participant
        for row in Enrolment.objects.everything(why=WHY).filter(group=group, enrolled_on__isnull=False)
    ]
    for days in range(-50, 20, 5):
        if days > -3:
            people.session(group, days, hour=6)
        elif random.random() < 0.3:
            people.session(group, days, hour=6, state="cancelled", cancel_reason="weather")
        elif random.random() < 0.2:
            people.session(group, days, hour=6)
        else:
            marks = {child: random.choice(MARKS) for child in on_roll if random.random() < 0.6}
            session = held(group, days, marks, teacher, hour=6)
            WorkHours.objects.create(
                school=group.school, run=group.run, group=group, session=session, employer="school",
                user=teacher, kind="teaching", minutes=50, on=session.starts_at,
            )  # fmt: skip


def of_run(model, schools, path="run"):
    return list(model.objects.everything(why=WHY).filter(school__in=schools, **{path: _run()}))


def _run() -> ProgrammeRun:
    return ProgrammeRun.objects.everything(why=WHY).get(name="Denne sæson")


def second_flow(schools) -> tuple[int, int, int, int]:
    by_child: dict[int, list[Enrolment]] = {}
    for row in of_run(Enrolment, schools, "group__run"):
        if row.role == "participant":
            by_child.setdefault(row.participant_id, []).append(row)
    placed = [rows for rows in by_child.values() if any(row.enrolled_on for row in rows)]
    gone = [rows for rows in placed if all(row.state not in ("enrolled", "completed") for row in rows)]
    done = [rows for rows in by_child.values() if any(row.state == "completed" for row in rows)]
    return len(by_child), len(placed), len(gone), len(done)


def second_sessions(schools) -> Counter:
    now, found = timezone.now(), Counter()
    for session in of_run(Session, schools, "group__run"):
        planned = "unlogged" if session.ends_at <= now else "coming"
        found[planned if session.state == "planned" else session.state] += 1
    return found


def second_plan(schools) -> int:
    minutes = 0
    for session in of_run(Session, schools, "group__run"):
        if session.state != "cancelled":
            own = [one for one in session.group.staffing.all() if one.user_id]
            minutes += session.minutes * len(own)
    return minutes


def second_presence(schools) -> tuple[int, int, set[int]]:
    rows = of_run(Attendance, schools, "session__group__run")
    helpers = {row.participant_id for row in of_run(Enrolment, schools, "group__run") if row.role == "helper"}
    marks = [row for row in rows if row.session.state == "held" and row.participant_id not in helpers]
    came = [row.participant_id for row in marks if row.mark in ("present", "late")]
    return len(came), len(marks), set(came)


@pytest.fixture
def filled(samklang):
    fill(samklang)
    return samklang


def check(page, people_of, lines_of) -> None:
    flow = page.flow
    assert (flow.applied, flow.enrolled, flow.left, flow.completed) == second_flow(people_of)
    attended, marks, came = second_presence(people_of)
    assert sum(one.attended for one in page.presences) == attended
    assert sum(one.marks for one in page.presences) == marks
    assert page.people.came == len(came)
    assert dict(page.totals) == second_sessions(lines_of)
    assert page.hours.planned_own == second_plan(lines_of)
    assert page.hours.taught == sum(row.minutes for row in of_run(WorkHours, lines_of))


def test_the_host_sees_all_lines_and_her_own_schools_people(filled, browser_of):
    answer = browser_of(filled.bodil).get(url(filled.run))
    page, both = answer.context["page"], [filled.roskilde, filled.koege]
    check(page, people_of=[filled.roskilde], lines_of=both)
    assert min(page.flow.applied, page.flow.left, page.flow.completed, page.people.came) > 1
    assert page.people.helpers == 1
    assert [(one.people, one.days) for one in page.visitors] == [(3040, 1)]
    assert page.partners == ["et bibliotek"]
    written = answer.content.decode()
    assert reverse("participants:group", args=[filled.group.pk]) in written
    assert reverse("participants:group", args=[filled.koege_group.pk]) not in written
    assert len(page.presences) > 1
    for one in page.presences:
        cells = f'<td class="figure">{one.attended}</td><td class="figure">{one.marks}</td>'
        assert cells in written, "the line of attendance has no table"


def test_another_school_sees_its_own_lines_alone(filled, browser_of):
    answer = browser_of(filled.kim).get(url(filled.run))
    page, own = answer.context["page"], [filled.koege]
    check(page, people_of=own, lines_of=own)
    assert [group.name for group in answer.context["page_obj"]] == [filled.koege_group.name]
    assert [(one.people, one.days) for one in page.visitors] == [(40, 1)]
    assert filled.group.name not in answer.content.decode()
    assert browser_of(filled.kari).get(url(filled.run)).status_code == 404


def test_why_another_schools_session_was_cancelled_is_not_told(filled, browser_of):
    page = browser_of(filled.bodil).get(url(filled.run)).context["page"]
    rows = of_run(Session, [filled.roskilde], "group__run")
    own = sum(1 for row in rows if row.state == "cancelled")
    assert own > 0
    assert sum(number for cell in page.cells for number in cell.week.reasons.values()) == own
    assert dict(page.totals)["cancelled"] > own


def test_a_run_of_heads_alone_counts_no_participant(samklang, browser_of):
    run = people.run(samklang.programme, [samklang.roskilde], "Åben dag", countries=8)
    HeadCount.objects.create(school=samklang.roskilde, run=run, on=timezone.localdate(), people=3000)
    HeadCount.objects.create(
        school=samklang.roskilde, run=run, on=timezone.localdate(), people=15, kind="together"
    )
    page = browser_of(samklang.bodil).get(url(run)).context["page"]
    assert (page.flow.applied, page.people.came, page.sessions) == (0, 0, 0)
    assert {one.people for one in page.visitors} == {3000, 15}
    assert page.run.countries == 8


def test_the_line_of_attendance_is_a_picture_without_names(filled, browser_of):
    bodil = browser_of(filled.bodil)
    address = reverse("reports:run_attendance", args=[filled.run.pk])
    for look in ("", "?dark", "?phone&dark"):
        answer = bodil.get(address + look)
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", "no-store")
        assert b"Barn" not in answer.content
        assert answer.content.startswith(b"<svg")


def test_a_week_without_a_session_says_which_holiday_it_was(samklang, browser_of):
    run = people.run(samklang.programme, [samklang.roskilde], "Med ferie", ends_on=timezone.localdate())
    of = people.group(run, samklang.roskilde, "Feriehold", 8, samklang.ida)
    for weeks in (1, 2, 4):
        people.session(of, -7 * weeks)
    third = people.session(of, -21)
    day = timezone.localdate(third.starts_at)
    third.delete()
    for place, name in ((samklang.roskilde, "Prøveferie"), (samklang.koege, "Andres ferie")):
        SchoolHoliday.objects.create(municipality=place.municipality, name=name, first_day=day, last_day=day)
    answer = browser_of(samklang.bodil).get(url(run))
    assert "Prøveferie" in answer.context["page"].holidays
    assert "Andres ferie" not in answer.context["page"].holidays
    assert [bool(cell.holidays) for cell in answer.context["page"].cells] == [False, True, False, False]
    assert answer.content.decode().count("Prøveferie") == 2


def test_many_sessions_stand_as_one_cell_a_week(filled, browser_of, monkeypatch):
    bodil = browser_of(filled.bodil)
    few = bodil.get(url(filled.run)).context["page"]
    assert few.one_by_one
    assert sum(len(cell.sessions) for cell in few.cells) == few.sessions
    monkeypatch.setattr("reports.views.run_page.FEW", 5)
    many = bodil.get(url(filled.run)).context["page"]
    assert not many.one_by_one
    assert [cell.week for cell in many.cells] == [cell.week for cell in few.cells]
    assert not any(cell.sessions for cell in many.cells)
