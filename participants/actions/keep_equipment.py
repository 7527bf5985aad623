"""The list of what a school lends."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.remove_person import local_day
from participants.actions.save_settings import locked_school
from participants.models import Loan
from partners.models import Equipment, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import Role

_WHY = "of the thing that a coordinator of its school changes"


@dataclass(frozen=True)
class Thing:
    """`owner_id` is an agency of the school's municipality; None is the school itself."""

    name: str
    kind: str
    label: str = ""
    quality: str = ""
    owner_id: int | None = None
    loan_days: int | None = None


class LabelTaken(Exception):
    """Another thing that the school lends has that number."""

    def __str__(self) -> str:
        return _("Another thing has this number already.")


class StillOut(Exception):
    """What somebody has cannot be taken off the list."""

    def __str__(self) -> str:
        return _("Somebody has it. Take it back first, then it can go off the list.")


@transaction.atomic
def add_equipment(*, actor: Actor, school_id: int, thing: Thing) -> Equipment:
    """Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate, and LabelTaken."""
    school = locked_school(actor, school_id)
    row = Equipment(school=school)
    _write(row, school, thing)
    record(actor, "add equipment", row, school=school)
    return row


@transaction.atomic
def change_equipment(*, actor: Actor, equipment_id: int, thing: Thing) -> Equipment:
    """Raises Equipment.DoesNotExist for a thing of no school that the actor coordinates, and LabelTaken."""
    row = _kept(actor, equipment_id)
    school = locked_school(actor, row.school_id)
    _write(row, school, thing)
    record(actor, "change equipment", row, school=school)
    return row


@transaction.atomic
def end_equipment(*, actor: Actor, equipment_id: int) -> Equipment:
    """No longer lent. Raises Equipment.DoesNotExist as above, and StillOut."""
    row = _kept(actor, equipment_id)
    if Loan.objects.everything(why=_WHY).out().filter(equipment=row).exists():
        raise StillOut
    row.ended_on = row.ended_on or local_day(row.school)
    row.save(update_fields=["ended_on"])
    record(actor, "end equipment", row, school=row.school_id)
    return row


def _kept(actor: Actor, equipment_id: int) -> Equipment:
    things = Equipment.objects.visible_to(actor.person).select_related("school__municipality")
    own = things.filter(school__in=rights_of(actor.person).of(Role.COORDINATOR))
    return own.select_for_update(of=("self",)).get(pk=equipment_id)


def _write(row: Equipment, school: CultureSchool, thing: Thing) -> None:
    """The school is locked: of two who give the same number at once the second is told."""
    lent = Equipment.objects.everything(why=_WHY).filter(school=school, ended_on=None)
    others = lent.exclude(pk=row.pk)
    if thing.label and not row.ended_on and others.filter(label=thing.label).exists():
        raise LabelTaken
    if thing.owner_id is not None:
        owners = PartnerAgency.objects.everything(why="of the school's municipality")
        owners.get(pk=thing.owner_id, municipality=school.municipality_id)
    for name, value in asdict(thing).items():
        setattr(row, name, value)
    row.save()
