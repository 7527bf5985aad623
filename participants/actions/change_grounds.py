"""The list of reasons that a school keeps for its decisions: adding, ending, ordering."""

from django.db import transaction
from django.utils import timezone

from participants.actions.save_settings import locked_school
from participants.grounds import grounds_of
from participants.models import Ground
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "the list of the school that the actor coordinates"


@transaction.atomic
def add_ground(*, actor: Actor, school_id: int, state: str, text: str) -> Ground:
    """At the end of the list; one that was ended before is taken up again.

    Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate.
    """
    school = locked_school(actor, school_id)
    rows = _own(school, state)
    last = max((row.position for row in rows), default=0)
    ground, is_new = Ground.objects.everything(why=_WHY).get_or_create(
        school=school, for_state=state, text=text, defaults={"position": last + 1}
    )
    if is_new or ground.ended_at:
        ground.ended_at, ground.position = None, last + 1
        ground.save(update_fields=["ended_at", "position"])
        record(actor, "add ground", ground, school=school, state=state)
    return ground


@transaction.atomic
def end_ground(*, actor: Actor, school_id: int, state: str, text: str) -> None:
    """It is offered no longer; decisions that name it go on doing so. Raises as `add_ground`."""
    school = locked_school(actor, school_id)
    for row in _own(school, state):
        if row.text == text:
            row.ended_at = timezone.now()
            row.save(update_fields=["ended_at"])
            record(actor, "end ground", row, school=school, state=state)


@transaction.atomic
def move_ground(*, actor: Actor, school_id: int, state: str, text: str, before: str) -> None:
    """Put the reason right before another. Nothing is done where one of the two is no longer offered."""
    school = locked_school(actor, school_id)
    rows = {row.text: row for row in _own(school, state)}
    if text == before or not {text, before} <= rows.keys():
        return
    order = [key for key in rows if key != text]
    order.insert(order.index(before), text)
    for position, key in enumerate(order, start=1):
        rows[key].position = position
    Ground.objects.bulk_update(rows.values(), ["position"])
    record(actor, "order grounds", rows[text], school=school, state=state)


def _own(school: CultureSchool, state: str) -> list[Ground]:
    """The list in its order; the built-in one becomes the school's own."""
    rows = grounds_of(school, state)
    if any(row.pk is None for row in rows):
        Ground.objects.bulk_create(rows, ignore_conflicts=True)
        rows = grounds_of(school, state)
    return rows
