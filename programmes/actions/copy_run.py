"""What a run takes over from another: groups, staffing and plans. Never people.

From another municipality neither its staff, which belongs to its school, nor its partner schools and rooms,
which are elsewhere, nor its prices, which each municipality decides for itself. Its groups may be named after
its partners, so they get the names of their formats.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Contact
from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import Role
from programmes.models import Format, Group, ProgrammeRun, RunPartner, SessionPlan, Staffing
from programmes.querysets.programmes import RunQuerySet
from programmes.rules.grades import grades_in
from programmes.rules.periods import Period, shifted


@dataclass(frozen=True)
class Source:
    """Which school's groups of which run."""

    run_id: int
    school_id: int


@dataclass
class Copied:
    """What came over, and what did not: groups whose grades were turned or left open, how many of the staff
    and of the plans stayed behind."""

    groups: int = 0
    grades_turned: list[str] = field(default_factory=list)
    grades_left_open: list[str] = field(default_factory=list)
    staff_left: int = 0
    plans: int = 0
    plans_left: int = 0
    from_elsewhere: bool = False


TAKEN_OVER = (
    *("capacity", "has_solo", "asks_answer", "weekday", "time_from", "time_to"),
    *("wants_buddies", "lends_equipment"),
)
OF_THE_SCHOOL = ("name", "partner_school", "venue", "price")


def runs_to_copy(runs: RunQuerySet, programme_id: int, school: CultureSchool) -> RunQuerySet:
    """Runs of the programme in which the school had groups, and, where it is shared, those of others."""
    mine = Q(groups__school=school)
    others = Q(programme__is_shared=True, groups__isnull=False)
    return runs.filter(mine | others, programme=programme_id).distinct()


def copy_groups(*, actor: Actor, source: Source, run: ProgrammeRun) -> Copied:
    """Raises ProgrammeRun.DoesNotExist where there is nothing of the kind that the host may copy.

    Belongs into the transaction of the action that has judged the right to make `run`.
    """
    host = run.host_school
    rows = ProgrammeRun.objects.everything(why="groups of a programme of one's own are copied without people")
    old = runs_to_copy(rows, run.programme_id, host).exclude(pk=run.pk).get(pk=source.run_id)
    groups = Group.objects.everything(why="setup of the run just found, without people")
    found = list(
        groups.filter(run=old, school=source.school_id)
        .select_related("format", "school__municipality")
        .prefetch_related("plans", "staffing__contact")
        .order_by("pk")
    )
    if not found:
        raise ProgrammeRun.DoesNotExist
    run.copied_from = old
    run.save(update_fields=["copied_from"])
    copying = _Copying(actor, old, run, is_own=source.school_id == host.pk)
    for number, group in enumerate(found, start=1):
        copying.copy(group, number)
    if copying.is_own:
        _partners(old, run, host)
    return copying.copied


class _Copying:
    def __init__(self, actor: Actor, old: ProgrammeRun, run: ProgrammeRun, *, is_own: bool) -> None:
        self.actor, self.run, self.host, self.is_own = actor, run, run.host_school, is_own
        self.old = Period(old.starts_on, old.ends_on)
        self.new = Period(run.starts_on, run.ends_on)
        self.copied = Copied(from_elsewhere=not is_own)
        self.teachers = _teachers_of(self.host) if is_own else set()
        self.contacts = _contacts_on(max(run.starts_on, timezone.localdate())) if is_own else set()

    def copy(self, group: Group, number: int) -> None:
        made = Group(
            run=self.run,
            school=self.host,
            format=self._format(group),
            **{name: getattr(group, name) for name in TAKEN_OVER},
            **self._grades(group),
        )
        made.name = group.name if self.is_own else _name(made, number)
        if self.is_own:
            for name in OF_THE_SCHOOL:
                setattr(made, name, getattr(group, name))
        made.save()
        self.copied.groups += 1
        self._note_grades(group, made)
        self._staff(group, made)
        self._plans(group, made)
        record(self.actor, "make group", made, school=self.host, run=self.run.pk, copied_from=group.pk)

    def _format(self, group: Group) -> Format | None:
        """Another school's own format stays with it."""
        row = group.format
        return row if row and row.school_id in (None, self.host.pk) else None

    def _grades(self, group: Group) -> dict[str, object]:
        """By age where the countries differ; left open where there is no such grade."""
        if group.grade_from is None or group.grade_to is None:
            return {}
        country = self.host.country
        grades = (group.grade_from, group.grade_to)
        turned = grades_in(country, grades=grades, of_country=group.grade_country)
        if turned is None:
            return {}
        return {"grade_from": turned[0], "grade_to": turned[1], "grade_country": country}

    def _note_grades(self, group: Group, made: Group) -> None:
        if group.grade_from is None or group.grade_country == self.host.country:
            return
        left_open = made.grade_from is None
        (self.copied.grades_left_open if left_open else self.copied.grades_turned).append(made.name)

    def _staff(self, group: Group, made: Group) -> None:
        everybody = list(group.staffing.all())  # prefetched
        stay = [one for one in everybody if one.user_id in self.teachers or one.contact_id in self.contacts]
        Staffing.objects.bulk_create(
            Staffing(school=self.host, group=made, user_id=one.user_id, contact_id=one.contact_id)
            for one in stay
        )
        if self.is_own:
            self.copied.staff_left += len(everybody) - len(stay)

    def _plans(self, group: Group, made: Group) -> None:
        plans = list(group.plans.all())  # prefetched
        moved = [one for one in (self._plan(plan, made) for plan in plans) if one]
        SessionPlan.objects.bulk_create(moved)
        self.copied.plans += len(moved)
        self.copied.plans_left += len(plans) - len(moved)

    def _plan(self, plan: SessionPlan, made: Group) -> SessionPlan | None:
        days = shifted(
            Period(plan.starts_on, plan.ends_on), old=self.old, new=self.new, every_weeks=plan.every_weeks
        )
        if days is None:
            return None
        same = {
            one.attname: getattr(plan, one.attname)
            for one in SessionPlan._meta.concrete_fields
            if one.attname not in ("id", "school_id", "group_id", "starts_on", "ends_on", "room")
        }
        room = plan.room if self.is_own else ""
        return SessionPlan(
            **same, school=self.host, group=made, starts_on=days.first, ends_on=days.last, room=room
        )


def _name(group: Group, number: int) -> str:
    return f"{group.format.name if group.format else _('Group')} {number}"


def _teachers_of(school: CultureSchool) -> set[int]:
    memberships = Membership.objects.everything(why="who teaches at the school that the actor coordinates")
    now = memberships.current().filter(school=school, role=Role.TEACHER)
    return set(now.values_list("user", flat=True))


def _contacts_on(day: datetime.date) -> set[int]:
    """Partners' people who are still there when the run begins."""
    return set(
        Contact.objects.everything(why="whether they are there").valid_on(day).values_list("pk", flat=True)
    )


def _partners(old: ProgrammeRun, run: ProgrammeRun, school: CultureSchool) -> None:
    rows: Iterable[RunPartner] = RunPartner.objects.everything(why="of the host's own earlier run").filter(
        run=old, school=school
    )
    RunPartner.objects.bulk_create(
        RunPartner(run=run, school=school, agency_id=row.agency_id, as_written=row.as_written) for row in rows
    )
