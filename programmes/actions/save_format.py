"""Formats: taking in ready ones, making one's own, changing and removing."""

from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands, unique_name
from portal.audit.versions import check_version, version_of_fields
from portal.geography.models import Country
from programmes.models import Format, Programme
from programmes.policies.setup import check_may_change_format, may_change_programme
from programmes.ready_formats import BY_KIND


@dataclass(frozen=True)
class FormatFacts:
    """Grades are those of the programme's country; None and an empty word ask for nothing."""

    name: str
    session_minutes: int
    size_from: int | None = None
    size_to: int | None = None
    grade_from: int | None = None
    grade_to: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    teachers: int | None = None
    partner_staff: int | None = None
    weeks_from: int | None = None
    weeks_to: int | None = None
    weekly_theory: bool = False
    ensemble: str = ""
    gatherings_a_year: int | None = None
    gatherings_a_semester: int | None = None
    fee_factor: Decimal | None = None
    trips_are_extra: bool = False
    activities: str = ""


FIELDS = tuple(field.name for field in fields(FormatFacts))


class FormatInUse(Refused):
    """Groups follow the format, so it stays; the message says how many."""


def version_of_format(row: Format) -> str:
    return version_of_fields(row, FIELDS)


@transaction.atomic
def take_in_ready_formats(*, actor: Actor, programme_id: int, school_id: int | None = None) -> list[Format]:
    """The ready formats of the programme's kind that it has not.

    `school_id` is whose own they become; None makes them the whole programme's. Raises DoesNotExist outside
    the actor's scope, and PermissionDenied.
    """
    programme, school = _whose(actor, programme_id, school_id)
    check_may_change_format(actor.person, Format(programme=programme, school=school))
    country = Country(programme.country)
    there = Format.objects.everything(why="names of formats in the programme just judged")
    names = set(there.filter(programme=programme).for_groups_of(school).values_list("name", flat=True))
    made = []
    for ready in BY_KIND.get(programme.kind, ()):
        values = ready.for_country(country, country.language)
        if values["name"] not in names:
            made.append(Format.objects.create(programme=programme, school=school, **values))
            record(actor, "take in format", made[-1], school=school, source=ready.source, key=ready.key)
    return made


@transaction.atomic
def make_format(
    *, actor: Actor, programme_id: int, facts: FormatFacts, school_id: int | None = None
) -> Format:
    """`school_id`: whose own it is; None is the whole programme's, which its lead or only school makes.

    Raises DoesNotExist outside the actor's scope, PermissionDenied and NameTaken.
    """
    programme, school = _whose(actor, programme_id, school_id)
    row = Format(programme=programme, school=school, **asdict(facts))
    check_may_change_format(actor.person, row)
    with unique_name(_name_taken(facts.name)):
        row.save()
    record(actor, "make format", row, school=school, **noted(asdict(facts)))
    return row


@transaction.atomic
def change_format(*, actor: Actor, format_id: int, facts: FormatFacts, based_on: str) -> Format:
    """Raises Format.DoesNotExist outside the actor's scope, PermissionDenied, NameTaken, ChangedMeanwhile."""
    row = _locked(actor, format_id)
    values = asdict(facts)
    if stands(row, values):
        return row
    check_version(based_on, version_of_format(row))
    put(row, values)
    with unique_name(_name_taken(facts.name)):
        row.save(update_fields=FIELDS)
    record(actor, "change format", row, school=row.school_id, **noted(values))
    return row


@transaction.atomic
def remove_format(*, actor: Actor, format_id: int) -> None:
    """Raises Format.DoesNotExist outside the actor's scope, PermissionDenied and FormatInUse."""
    row = _locked(actor, format_id)
    number = row.groups.everything(why="only how many follow the format").count()
    if number:
        raise FormatInUse(
            ngettext(
                "%(number)d group follows this format, so it stays.",
                "%(number)d groups follow this format, so it stays.",
                number,
            )
            % {"number": number}
        )
    record(actor, "remove format", row, school=row.school_id, name=row.name)
    try:
        row.delete()
    except models.ProtectedError:
        raise FormatInUse(_("A group has begun to follow this format, so it stays.")) from None


def _whose(actor: Actor, programme_id: int, school_id: int | None) -> tuple[Programme, CultureSchool | None]:
    """The programme, and whose the format is to be. In a programme of its own a school's is everybody's."""
    programmes = Programme.objects.everything(why="narrowed to those whose formats the actor sees")
    programme = programmes.with_formats_for(actor.person).get(pk=programme_id)
    if school_id is None or (may_change_programme(actor.person, programme) and not programme.is_shared):
        return programme, None
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    return programme, schools.filter(pk__in=programme.schools.values("pk")).get(pk=school_id)


def _locked(actor: Actor, format_id: int) -> Format:
    visible = Format.objects.visible_to(actor.person).select_related("programme")
    row = visible.select_for_update(of=("self",), no_key=True).get(pk=format_id)
    check_may_change_format(actor.person, row)
    return row


def _name_taken(name: str) -> str:
    return _("There is a format called “%(name)s” already.") % {"name": name}
