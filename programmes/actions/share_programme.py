"""Who takes part in a shared programme, by period: schools, and the sub-regions that they belong to."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, unique_name
from portal.web.templatetags.face import short_day
from programmes.models import Programme, ProgrammeSchool, SubRegion, SubRegionSchool
from programmes.policies.setup import check_may_change_programme

_WHY = "of the programme just judged"
_DAY = datetime.timedelta(days=1)


class AlreadyTakesPart(Refused):
    """The school takes part in that time already; the message says so."""


class EndsBeforeBeginning(Refused):
    """The last day lies before the first; the message says which that is."""


@transaction.atomic
def add_school(
    *, actor: Actor, programme_id: int, school_id: int, valid_from: datetime.date
) -> ProgrammeSchool:
    """From a day on. Raises DoesNotExist, PermissionDenied and AlreadyTakesPart."""
    programme = led_programme(actor, programme_id)
    school = CultureSchool.objects.everything(why="names of schools are public").get(pk=school_id)
    periods = ProgrammeSchool.objects.everything(why=_WHY).filter(programme=programme, school=school)
    if periods.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from)).exists():
        raise _already(school)
    period = ProgrammeSchool(programme=programme, school=school, valid_from=valid_from)
    period.save()
    record(actor, "add school to programme", period, school=school, valid_from=str(valid_from))
    return period


@transaction.atomic
def end_school(*, actor: Actor, period_id: int, valid_to: datetime.date) -> ProgrammeSchool:
    """`valid_to` is its last day; its place in a sub-region ends with it.

    Raises ProgrammeSchool.DoesNotExist, PermissionDenied, EndsBeforeBeginning and AlreadyTakesPart.
    """
    periods = ProgrammeSchool.objects.visible_to(actor.person).select_related("programme", "school")
    period = periods.select_for_update(of=("self",), no_key=True).get(pk=period_id)
    led_programme(actor, period.programme_id)
    if valid_to < period.valid_from:
        words = _("It takes part from %(day)s on: choose that day or a later one.")
        raise EndsBeforeBeginning(words % {"day": short_day(period.valid_from)})
    if period.valid_to == valid_to:
        return period
    later = periods.filter(
        programme=period.programme_id, school=period.school_id, valid_from__gt=period.valid_from
    )
    again = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    if again and again <= valid_to:
        raise _already(period.school)
    period.valid_to = valid_to
    period.save(update_fields=["valid_to"])
    _end_regions(period.programme, period.school_id, valid_to, until=again)
    record(actor, "end school in programme", period, school=period.school_id, valid_to=str(valid_to))
    return period


@transaction.atomic
def add_sub_region(*, actor: Actor, programme_id: int, name: str) -> SubRegion:
    """Raises Programme.DoesNotExist, PermissionDenied and NameTaken."""
    programme = led_programme(actor, programme_id)
    region = SubRegion(programme=programme, name=name)
    with unique_name(_("There is a sub-region called “%(name)s” already.") % {"name": name}):
        region.save()
    record(actor, "add sub-region", region, school=None, name=name)
    return region


@transaction.atomic
def place_in_sub_region(
    *, actor: Actor, sub_region_id: int, school_id: int, valid_from: datetime.date
) -> SubRegionSchool:
    """From a day on; the one in which it was ends the day before. Again changes nothing.

    Raises DoesNotExist for a school that does not take part, PermissionDenied and AlreadyTakesPart.
    """
    regions = SubRegion.objects.visible_to(actor.person).select_related("programme")
    region = regions.get(pk=sub_region_id)
    programme = led_programme(actor, region.programme_id)
    school = programme.schools.filter(pk=school_id).distinct().get()
    periods = SubRegionSchool.objects.everything(why=_WHY)
    there = periods.filter(sub_region=region, school=school).filter(
        Q(valid_to=None) | Q(valid_to__gte=valid_from), valid_from__lte=valid_from
    )
    if period := there.first():
        return period
    if periods.filter(sub_region__programme=programme, school=school, valid_from__gte=valid_from).exists():
        raise AlreadyTakesPart(
            _("%(school)s has a sub-region from a later day on. Choose a day after it.") % {"school": school}
        )
    _end_regions(programme, school.pk, valid_from - _DAY)
    period = SubRegionSchool.objects.create(sub_region=region, school=school, valid_from=valid_from)
    record(actor, "place in sub-region", period, school=school, sub_region=region.pk)
    return period


def led_programme(actor: Actor, programme_id: int) -> Programme:
    """A shared one that the actor leads, locked. Raises Programme.DoesNotExist and PermissionDenied."""
    visible = Programme.objects.visible_to(actor.person).values("pk")
    rows = Programme.objects.everything(why="one that the actor sees, without the joins of the scope")
    found = rows.filter(pk__in=visible, is_shared=True).select_for_update(no_key=True)
    programme = found.get(pk=programme_id)
    check_may_change_programme(actor.person, programme)
    return programme


def _already(school: CultureSchool) -> AlreadyTakesPart:
    return AlreadyTakesPart(_("%(school)s takes part at that time already.") % {"school": school})


def _end_regions(
    programme: Programme, school: int, last: datetime.date, *, until: datetime.date | None = None
) -> None:
    """What would begin later is taken back, until the day on which the school takes part again."""
    rows = SubRegionSchool.objects.everything(why=_WHY).filter(
        Q(valid_to=None) | Q(valid_to__gt=last), sub_region__programme=programme, school=school
    )
    if until:
        rows = rows.filter(valid_from__lt=until)
    rows.filter(valid_from__gt=last).delete()
    rows.update(valid_to=last)
