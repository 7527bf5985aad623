"""Deadlines that a coordinator writes down, with whoever sees to them."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, put, stands
from portal.audit.versions import check_version, version_of_fields
from portal.scope.roles import Role
from reports.models import OwnDeadline


@dataclass(frozen=True)
class DeadlineFacts:
    title: str
    due_on: datetime.date
    owner_id: int | None = None


FIELDS = tuple(DeadlineFacts.__dataclass_fields__)


class NotAtTheSchool(Refused):
    """The owner coordinates another school; the message says so."""


def version_of_deadline(row: OwnDeadline) -> str:
    return version_of_fields(row, FIELDS)


@transaction.atomic
def add_deadline(*, actor: Actor, school_id: int, facts: DeadlineFacts) -> OwnDeadline:
    """Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate; NotAtTheSchool."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    row = OwnDeadline(school=schools.get(pk=school_id), **asdict(facts))
    check_owner(facts.owner_id, school_id)
    row.save()
    record(actor, "add deadline", row, school=school_id, due_on=facts.due_on.isoformat())
    return row


@transaction.atomic
def change_deadline(*, actor: Actor, deadline_id: int, facts: DeadlineFacts, based_on: str) -> OwnDeadline:
    """Raises OwnDeadline.DoesNotExist outside the actor's scope, NotAtTheSchool and ChangedMeanwhile."""
    row = _locked(actor, deadline_id)
    if stands(row, asdict(facts)):
        return row
    check_version(based_on, version_of_deadline(row))
    before = row.due_on
    put(row, asdict(facts))
    check_owner(facts.owner_id, row.school_id)
    row.save(update_fields=FIELDS)
    days = {"before": before.isoformat(), "after": row.due_on.isoformat()}
    record(actor, "change deadline", row, school=row.school_id, due_on=days)
    return row


@transaction.atomic
def tick_deadline(*, actor: Actor, deadline_id: int, done: bool) -> OwnDeadline:
    """It is done, or it is not after all. Raises OwnDeadline.DoesNotExist outside the actor's scope."""
    row = _locked(actor, deadline_id)
    if bool(row.done_on) != done:
        row.done_on = timezone.localdate() if done else None
        row.save(update_fields=["done_on"])
        record(actor, "tick deadline" if done else "untick deadline", row, school=row.school_id)
    return row


@transaction.atomic
def remove_deadline(*, actor: Actor, deadline_id: int) -> None:
    """Raises OwnDeadline.DoesNotExist outside the actor's scope."""
    row = _locked(actor, deadline_id)
    record(actor, "remove deadline", row, school=row.school_id, due_on=row.due_on.isoformat())
    row.delete()


def check_owner(owner_id: int | None, school_id: int) -> None:
    """Nobody may be named. Raises NotAtTheSchool for somebody who does not coordinate the school."""
    if owner_id is None:
        return
    members = Membership.objects.everything(why="whether the owner coordinates the school just judged")
    if not members.current().filter(school=school_id, user=owner_id, role=Role.COORDINATOR).exists():
        raise NotAtTheSchool(_("Whoever sees to it must coordinate the same school. Choose somebody else."))


def _locked(actor: Actor, deadline_id: int) -> OwnDeadline:
    return OwnDeadline.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=deadline_id)
