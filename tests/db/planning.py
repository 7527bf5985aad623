"""A run in autumn 2031, in Denmark, and plans in it; far enough ahead that all of it is to come."""

import datetime

from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.actions.make_sessions import make_sessions
from programmes.models import Group, SchoolHoliday, Session, SessionPlan
from programmes.planning import Draft, PlanWanted
from programmes.rules.calendar import Rule
from tests.db.people import WHY, Samklang, group, run

FIRST = datetime.date(2031, 9, 2)
"""A Tuesday."""
LAST = datetime.date(2031, 11, 18)
TUESDAY = 2
WEEK = datetime.timedelta(weeks=1)


def autumn(world: Samklang, *teachers: User, name: str = "Efterår", venue: str = "Sal 1", at=None) -> Group:
    """A group of Roskilde, or of the school `at`, in a run of its own."""
    at = at or world.roskilde
    period = {"starts_on": FIRST - WEEK, "ends_on": LAST + 4 * WEEK, "retention_on": LAST + 200 * WEEK}
    return group(run(world.programme, [at], f"2031 {name}", **period), at, name, 8, *teachers, venue=venue)


def wanted(of: Group, *, first=FIRST, last=LAST, hour: int = 13, weekdays=(TUESDAY,), **fields) -> PlanWanted:
    skips = fields.pop("skips_holidays", True)
    return PlanWanted(
        group_id=of.pk,
        rule=Rule(tuple(weekdays), first, last, skips_holidays=skips),
        time_from=datetime.time(hour, 15),
        time_to=datetime.time(hour + 1),
        **fields,
    )


def made(by: User, *plans: PlanWanted) -> list[Draft]:
    return make_sessions(actor=Actor.of(by), plans=plans)


def sessions(of: Group) -> list[Session]:
    return list(Session.objects.everything(why=WHY).filter(group=of).order_by("starts_at"))


def plans(of: Group) -> list[SessionPlan]:
    return list(SessionPlan.objects.everything(why=WHY).filter(group=of))


def autumn_holiday(world: Samklang) -> SchoolHoliday:
    """A week from Monday to Friday; its Tuesday is the seventh of the plan."""
    monday = FIRST + 6 * WEEK - datetime.timedelta(days=1)
    return SchoolHoliday.objects.create(
        municipality=world.roskilde.municipality,
        name="Efterårsferie",
        first_day=monday,
        last_day=monday + datetime.timedelta(days=4),
    )
