"""What a school's strategy puts its weight on."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import unique_name
from portal.audit.versions import check_version, version_of_fields
from programmes.models import FocusArea


def version_of_focus_area(row: FocusArea) -> str:
    return version_of_fields(row, ("name", "about"))


@transaction.atomic
def add_focus_area(*, actor: Actor, school_id: int, name: str, about: str = "") -> FocusArea:
    """At the end of the list.

    Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate, and NameTaken.
    """
    school = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person).get(pk=school_id)
    rows = FocusArea.objects.visible_to(actor.person).filter(school=school)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    row = FocusArea(school=school, name=name, about=about, position=last + 1)
    with unique_name(_name_taken(name)):
        row.save()
    record(actor, "add focus area", row, school=school, name=name)
    return row


@transaction.atomic
def change_focus_area(*, actor: Actor, focus_area_id: int, name: str, about: str, based_on: str) -> FocusArea:
    """Raises FocusArea.DoesNotExist outside the actor's scope, NameTaken and ChangedMeanwhile."""
    row = _locked(actor, focus_area_id)
    if (row.name, row.about) == (name, about):
        return row
    check_version(based_on, version_of_focus_area(row))
    row.name, row.about = name, about
    with unique_name(_name_taken(name)):
        row.save(update_fields=["name", "about"])
    record(actor, "change focus area", row, school=row.school_id, name=name)
    return row


@transaction.atomic
def end_focus_area(*, actor: Actor, focus_area_id: int) -> FocusArea:
    """No longer offered for goals; those that name it keep it."""
    return _set_end(actor, focus_area_id, ended=True)


@transaction.atomic
def take_up_focus_area(*, actor: Actor, focus_area_id: int) -> FocusArea:
    """One that had ended is offered again."""
    return _set_end(actor, focus_area_id, ended=False)


def _set_end(actor: Actor, focus_area_id: int, *, ended: bool) -> FocusArea:
    row = _locked(actor, focus_area_id)
    if bool(row.ended_on) != ended:
        row.ended_on = timezone.localdate() if ended else None
        row.save(update_fields=["ended_on"])
        record(actor, "end focus area" if ended else "take up focus area", row, school=row.school_id)
    return row


def _locked(actor: Actor, focus_area_id: int) -> FocusArea:
    return FocusArea.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=focus_area_id)


def _name_taken(name: str) -> str:
    return _("There is a focus area called “%(name)s” already.") % {"name": name}
