"""A group of a run: making, changing, removing one on which nothing hangs. Its places change above."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands, unique_name
from portal.audit.versions import check_version, version_of_fields
from programmes.actions.booking import ROOM, check_coming, lock_for_booking
from programmes.models import Format, Group, ProgrammeRun, SessionPlan, Staffing
from programmes.policies.run import check_open
from programmes.querysets.groups import GroupQuerySet
from programmes.rules.collisions import room_key


@dataclass(frozen=True)
class GroupSetup:
    """`price` is that of a semester, in øre; a grade carries its country."""

    name: str
    format_id: int | None = None
    partner_school_id: int | None = None
    venue: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    grade_country: str = ""
    weekday: int | None = None
    time_from: datetime.time | None = None
    time_to: datetime.time | None = None
    price: int | None = None
    has_solo: bool = False
    asks_answer: bool = False
    wants_buddies: bool = False


FIELDS = tuple(GroupSetup.__dataclass_fields__)
_OWN_PARTS = (SessionPlan, Staffing)
"""What belongs to a group and goes with it."""


class GroupInUse(Refused):
    """Something hangs on the group, so it stays; the message says what can be done."""


def version_of_group(group: Group) -> str:
    return version_of_fields(group, FIELDS)


@transaction.atomic
def make_group(*, actor: Actor, run_id: int, school_id: int, setup: GroupSetup, capacity: int) -> Group:
    """Raises DoesNotExist outside of what the actor coordinates, RunClosed and NameTaken."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.get(pk=school_id)
    run = ProgrammeRun.objects.visible_to(actor.person).filter(schools=school).get(pk=run_id)
    check_open(run)
    group = Group(run=run, school=school, capacity=capacity, **asdict(setup))
    _check_reach(actor, group)
    with unique_name(_name_taken(setup.name)):
        group.save()
    record(actor, "make group", group, school=school, run=run.pk, capacity=capacity, **noted(asdict(setup)))
    return group


@transaction.atomic
def change_group(*, actor: Actor, group_id: int, setup: GroupSetup, based_on: str) -> Group:
    """Another room must be free at the group's sessions to come that have none of their own.

    Raises DoesNotExist outside of what the actor coordinates, RunClosed, NameTaken, ChangedMeanwhile and
    DoubleBooked.
    """
    group = lock_group(actor, group_id)
    check_open(group.run)
    values = asdict(setup)
    if stands(group, values):
        return group
    check_version(based_on, version_of_group(group))
    is_elsewhere = room_key(setup.venue) != room_key(group.venue)
    put(group, values)
    _check_reach(actor, group)
    if is_elsewhere:
        check_coming(actor=actor, group=group, what=ROOM)
    with unique_name(_name_taken(setup.name)):
        group.save(update_fields=[name.removesuffix("_id") for name in FIELDS])
    record(actor, "change group", group, school=group.school_id, **noted(values))
    return group


@transaction.atomic
def remove_group(*, actor: Actor, group_id: int) -> None:
    """With its plan and staffing. Raises Group.DoesNotExist, RunClosed and GroupInUse."""
    # FOR UPDATE: nobody hangs anything on it meanwhile.
    group = coordinated_groups(actor).select_related("run").select_for_update(of=("self",)).get(pk=group_id)
    check_open(group.run)
    if is_in_use(group):
        raise GroupInUse(
            _("Sessions, people or hours hang on this group, so it stays. Close the run when it is over.")
        )
    record(actor, "remove group", group, school=group.school_id, run=group.run_id, name=group.name)
    group.delete()


def is_in_use(group: Group) -> bool:
    """Whether anything in any table leads to the group, but its own plan and staffing."""
    for relation in Group._meta.related_objects:
        model = relation.related_model
        if model not in _OWN_PARTS:
            hanging = model._default_manager.everything(  # type: ignore[attr-defined]
                why="whether any hangs on the group just judged"
            )
            if hanging.filter(**{relation.field.name: group}).exists():
                return True
    return False


def lock_group(actor: Actor, group_id: int, *, people: Iterable[int] = ()) -> Group:
    """After its school and whoever is to work there, as all lock that book. Raises Group.DoesNotExist."""
    rows = coordinated_groups(actor)
    lock_for_booking(schools=[rows.get(pk=group_id).school_id], people=people)
    return rows.locked().select_related("run", "school__municipality").get(pk=group_id)


def coordinated_groups(actor: Actor) -> GroupQuerySet:
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    return Group.objects.visible_to(actor.person).filter(school__in=schools.values("id"))


def _check_reach(actor: Actor, group: Group) -> None:
    """Raises DoesNotExist for a format that the school has not, and a partner that it does not know."""
    if group.format_id:
        formats = Format.objects.visible_to(actor.person).for_groups_of(group.school)
        formats.filter(programme=group.run.programme_id).get(pk=group.format_id)
    if group.partner_school_id:
        PartnerAgency.objects.visible_to(actor.person).get(pk=group.partner_school_id)


def _name_taken(name: str) -> str:
    return _("There is a group called “%(name)s” in this run already.") % {"name": name}
