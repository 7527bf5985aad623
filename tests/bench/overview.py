"""Today, the week, what needs a hand and a run's page, over 10 groups and over 1,000.

The bar is the number of queries: as many for 1,000 groups as for 10. How long they take is told beside the
empty page, without a bar.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from participants.models import Attendance, Enrolment, Mark, Participant
from portal.accounts.models import CultureSchool, User
from portal.scope.roles import Role
from programmes.models import Group, ProgrammeRun, Session, Staffing
from tests.bench.browser import Browser
from tests.bench.roll_call import FRAME, WARM, in_turn
from tests.bench.table import Table, median, times
from tests.db import people
from tests.db.people import Samklang

FEW, MANY = 10, 1000
CHILDREN, WEEKS, HELD = 3, 40, 20
ROUNDS = 12


@dataclass
class Overview:
    """A school with so many groups in one run; the teacher works in all of them."""

    groups: int
    run: ProgrammeRun
    teacher: User
    coordinator: User


def build(samklang: Samklang, groups: int) -> Overview:
    where = people.municipality("DK", f"9{groups:04}"[-4:], f"Målekommunen {groups}")
    school = people.school(f"Musikskolen med {groups} hold", where)
    people.ProgrammeSchool.objects.create(
        programme=samklang.programme, school=school, valid_from=datetime.date(2024, 1, 1)
    )
    run = people.run(
        samklang.programme, [school], f"Med {groups} hold", ends_on=timezone.localdate() + _days(200)
    )
    world = Overview(
        groups,
        run,
        people.person(f"Lærer{groups} Målesen", Role.TEACHER, school),
        people.person(f"Leder{groups} Målesen", Role.COORDINATOR, school),
    )
    _fill(world, school)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def _fill(world: Overview, school: CultureSchool) -> None:
    """A session of each group each week, half of them over; of the latest two weeks nothing is logged."""
    names = range(world.groups)
    groups = Group.objects.bulk_create(
        Group(run=world.run, school=school, name=f"Hold {n}", capacity=8) for n in names
    )
    Staffing.objects.bulk_create(Staffing(school=school, group=one, user=world.teacher) for one in groups)
    children = Participant.objects.bulk_create(
        Participant(school=school, given_name=f"Barn{n}", family_name="Målesen")
        for n in range(world.groups * CHILDREN)
    )
    of_group = {group.pk: children[n * CHILDREN : (n + 1) * CHILDREN] for n, group in enumerate(groups)}
    Enrolment.objects.bulk_create(
        Enrolment(
            school=school,
            group=group,
            participant=child,
            state="enrolled",
            applied_at=timezone.now(),
            enrolled_on=world.run.starts_on - _days(100),
        )
        for group in groups
        for child in of_group[group.pk]
    )
    sessions = Session.objects.bulk_create(_sessions(groups), batch_size=5000)
    Attendance.objects.bulk_create(_marks(sessions, of_group, world.teacher), batch_size=5000)


def _sessions(groups: list[Group]) -> list[Session]:
    first = timezone.now().replace(minute=0, second=0, microsecond=0) - _days(7 * (HELD + 2))
    return [
        Session(
            school_id=group.school_id,
            group=group,
            starts_at=(start := first + _days(7 * week + number % 5) + datetime.timedelta(minutes=number)),
            ends_at=start + datetime.timedelta(minutes=45),
            state="held" if week < HELD else "planned",
        )
        for number, group in enumerate(groups)
        for week in range(WEEKS)
    ]


def _marks(sessions: list[Session], of_group: dict[int, list[Participant]], by: User) -> list[Attendance]:
    """Of every thirtieth child the last three are absences."""
    marks = []
    for place, session in enumerate(sessions):
        if session.state != "held":
            continue
        for child in of_group[session.group_id]:
            away = child.pk % 30 == 0 and place % WEEKS >= HELD - 3
            mark = Mark.UNEXCUSED if away else Mark.PRESENT
            marks.append(
                Attendance(
                    school_id=session.school_id,
                    session=session,
                    participant=child,
                    mark=mark,
                    marked_at=session.ends_at,
                    marked_by=by,
                )
            )
    return marks


def measure_overview(table: Table, port: int, samklang: Samklang) -> None:
    worlds = [build(samklang, number) for number in (FEW, MANY)]
    for what, who, path in (
        ("Today", "teacher", "/today/"),
        ("the week", "coordinator", "/week/"),
        ("what needs a hand", "coordinator", "/needs-a-hand/"),
        ("a run's page", "coordinator", "/runs/{}/"),
    ):
        few, many = (_measure(table, port, world, what, who, path) for world in worlds)
        table.bar(f"{what}: queries with {MANY} groups, at most those with {FEW}", many, few, "queries")


def _measure(table: Table, port: int, world: Overview, what: str, who: str, path: str) -> int:
    browser = Browser(port, getattr(world, who))
    address = path.format(world.run.pk)
    queries = browser.get(address).queries
    browser.get(FRAME)
    measured = in_turn(browser, [address] * (ROUNDS + WARM), lambda one: browser.get(one).seconds)
    share = f"{median(measured.asked) / median(measured.framed):.1f} × the empty page"
    table.tell(f"{what}, {world.groups} groups", f"{times(measured.asked)}; {share}")
    return queries
