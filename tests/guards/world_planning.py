"""Plans, holidays, feeds and sessions that are decided about, as arguments of their addresses."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import token_of
from programmes.models import Group, SchoolHoliday, SessionPlan, Substitute
from tests.db import people

Arguments = Mapping[str, object]


def of_planning(
    schools: Mapping[str, CultureSchool], groups: Mapping[str, Group], teacher: User
) -> dict[str, dict[str, Arguments]]:
    """Of each group a plan, and a session that is cancelled and one with a substitute."""
    objects: dict[str, dict[str, Arguments]] = {name: {} for name in ("plan", "cancelled", "substitute")}
    objects["holiday"] = {}
    for place, group in groups.items():
        objects["plan"][place] = {"pk": _plan(group).pk}
        off = people.session(group, -3, hour=7, state="cancelled", cancel_reason="room")
        objects["cancelled"][place] = {"pk": off.pk}
        stood_in = people.session(group, -4, hour=7)
        named = people.person(f"Indspringer{group.pk} Vikar", "teacher", group.school)
        Substitute.objects.create(school=group.school, session=stood_in, user=named, named_by=named)
        objects["substitute"][place] = {"pk": stood_in.pk, "user": named.pk}
    for place, school in schools.items():
        day = timezone.localdate() + datetime.timedelta(days=30)
        row, _is_new = SchoolHoliday.objects.everything(why="the guards' world").get_or_create(
            municipality=school.municipality, name="Ferie", first_day=day, last_day=day
        )
        objects["holiday"][place] = {"pk": row.pk}
    objects["calendar"] = {"own": {"token": token_of(renew_feed(actor=Actor.of(teacher)))}}
    return objects


def _plan(group: Group) -> SessionPlan:
    return SessionPlan.objects.create(
        school=group.school,
        group=group,
        weekdays=[2],
        starts_on=group.run.starts_on,
        ends_on=group.run.ends_on,
        time_from=datetime.time(18),
        time_to=datetime.time(19),
    )
