"""The days without school in a municipality: entered by the coordinators of its schools."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import NameTaken, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import SchoolHoliday
from programmes.querysets.plans import HolidayQuerySet


@dataclass(frozen=True)
class HolidayDays:
    name: str
    first_day: datetime.date
    last_day: datetime.date


FIELDS = ("name", "first_day", "last_day")


class KnownHoliday(NameTaken):
    """The municipality has a holiday of this name from this day already; the message says so."""


def version_of_holiday(holiday: SchoolHoliday) -> str:
    return version_of_fields(holiday, FIELDS)


@transaction.atomic
def add_holiday(*, actor: Actor, school_id: int, days: HolidayDays) -> SchoolHoliday:
    """The same again is the one that there is. Raises CultureSchool.DoesNotExist and KnownHoliday."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    rows = SchoolHoliday.objects.everything(why="of the municipality of the school just judged")
    known = rows.filter(municipality=school.municipality_id, name=days.name, first_day=days.first_day).first()
    if known and known.last_day == days.last_day:
        return known
    _check_new(known)
    holiday = SchoolHoliday.objects.create(municipality_id=school.municipality_id, **asdict(days))
    record(actor, "add holiday", holiday, school=school, **_noted(days))
    return holiday


@transaction.atomic
def change_holiday(*, actor: Actor, holiday_id: int, days: HolidayDays, based_on: str) -> SchoolHoliday:
    """Raises SchoolHoliday.DoesNotExist outside the actor's scope, KnownHoliday and ChangedMeanwhile."""
    holiday = _changeable(actor).select_for_update(of=("self",)).get(pk=holiday_id)
    if stands(holiday, asdict(days)):
        return holiday
    check_version(based_on, version_of_holiday(holiday))
    others = SchoolHoliday.objects.everything(why="of the same municipality").exclude(pk=holiday.pk)
    same = {"municipality": holiday.municipality_id, "name": days.name, "first_day": days.first_day}
    _check_new(others.filter(**same).first())
    put(holiday, asdict(days))
    holiday.save(update_fields=FIELDS)
    record(actor, "change holiday", holiday, school=None, **_noted(days))
    return holiday


@transaction.atomic
def remove_holiday(*, actor: Actor, holiday_id: int) -> None:
    """Sessions stay until plans are made anew. Raises SchoolHoliday.DoesNotExist outside one's scope."""
    holiday = _changeable(actor).select_for_update(of=("self",)).get(pk=holiday_id)
    record(actor, "remove holiday", holiday, school=None, first_day=holiday.first_day.isoformat())
    holiday.delete()


def _changeable(actor: Actor) -> HolidayQuerySet:
    return SchoolHoliday.objects.visible_to(actor.person).changeable_by(actor.person)


def _check_new(known: SchoolHoliday | None) -> None:
    if known:
        raise KnownHoliday(_("A holiday of this name begins on this day already."))


def _noted(days: HolidayDays) -> dict[str, str]:
    """Without the name, which somebody writes freely."""
    return {"first_day": days.first_day.isoformat(), "last_day": days.last_day.isoformat()}
