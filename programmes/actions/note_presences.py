"""Who of a school took part in a course, day by day."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Membership, User
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from programmes.actions.training_hours import keep_in_step
from programmes.models import Training, TrainingDay, TrainingPresence
from programmes.policies.training import check_hours_open

Cell = tuple[int, int]
"""A day and a user, by their keys."""
_WHY = "of a course that the actor sees, and of the school that she coordinates"


def staff_of(school_id: int) -> dict[int, User]:
    """Teachers and coordinators of a school, by key and in the order of their names."""
    memberships = Membership.objects.everything(why=_WHY).current()
    at = memberships.filter(school=school_id, role__in=SCHOOL_ROLES, user__is_active=True)
    return {one.user_id: one.user for one in at.select_related("user").order_by("user__name", "user")}


@transaction.atomic
def note_presences(
    *, actor: Actor, training_id: int, school_id: int, shown: Collection[Cell], ticked: Collection[Cell]
) -> int:
    """Of what a page had `shown` as present, and what was then `ticked`, the difference is carried out.

    So two people who tick at once both have their way. Returns how many cells changed. What is no day that
    has come, or nobody of the school, is passed over. Raises Training.DoesNotExist, PermissionDenied for
    another's school, and RunClosed.
    """
    training = _locked(actor, training_id, school_id)
    cells = cells_of(training, school_id)
    stored = present_at(training, school_id)
    added = (set(ticked) - set(shown) - stored) & cells
    removed = (set(shown) - set(ticked)) & stored
    return _carry_out(actor, training, school_id, added, removed)


@transaction.atomic
def note_all_present(*, actor: Actor, training_id: int, school_id: int) -> int:
    """Everybody of the school, on every day that has come. Raises as `note_presences`."""
    training = _locked(actor, training_id, school_id)
    missing = cells_of(training, school_id) - present_at(training, school_id)
    return _carry_out(actor, training, school_id, missing, set())


def cells_of(training: Training, school_id: int) -> set[Cell]:
    days = TrainingDay.objects.everything(why=_WHY).filter(training=training, on__lte=timezone.localdate())
    people = staff_of(school_id)
    return {(day, user) for day in days.values_list("pk", flat=True) for user in people}


def present_at(training: Training, school_id: int) -> set[Cell]:
    rows = TrainingPresence.objects.everything(why=_WHY).filter(day__training=training, school=school_id)
    return set(rows.values_list("day_id", "user_id"))


def _locked(actor: Actor, training_id: int, school_id: int) -> Training:
    seen = Training.objects.visible_to(actor.person).values("pk")
    training = Training.objects.everything(why=_WHY).filter(pk__in=seen).locked().get(pk=training_id)
    invited = training.schools.everything(why=_WHY).filter(pk=school_id)
    takes_part = school_id == training.school_id or invited.exists()
    if not takes_part or school_id not in rights_of(actor.person).of(Role.COORDINATOR):
        raise PermissionDenied
    check_hours_open(training)
    return training


def _carry_out(
    actor: Actor, training: Training, school_id: int, added: Collection[Cell], removed: Collection[Cell]
) -> int:
    """Whoever is noted by another of her schools stays there: a person took part once a day."""
    rows = TrainingPresence.objects.everything(why=_WHY).filter(day__training=training)
    elsewhere = set(rows.exclude(school=school_id).values_list("day_id", "user_id"))
    new = set(added) - elsewhere
    TrainingPresence.objects.bulk_create(
        TrainingPresence(day_id=day, user_id=user, school_id=school_id) for day, user in sorted(new)
    )
    for day, user in removed:
        rows.filter(day=day, user=user, school=school_id).delete()
    if new or removed:
        keep_in_step(training)
        noted = {"added": len(new), "removed": len(removed)}
        record(actor, "note who took part", training, school=school_id, **noted)
    return len(new) + len(removed)
