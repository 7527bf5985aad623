"""Protecting a child's address, and naming who may know the name."""

from collections.abc import Collection

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.actions.remove_photos import remove_photos_of
from participants.models import AddressProtection, NamedKeeper, Participant
from participants.policies.participant import check_may_manage
from participants.rules.keepers import lacking
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import SCHOOL_ROLES, Role
from programmes.models import Staffing

_WHY = "who may be named for a child that the actor manages"
_LACKS: dict[str, str | Promise] = {
    "people": _("Name at least two people, so that the child always has somebody."),
    "coordinator": _("Name at least one coordinator of the school."),
    "teacher": _("Name at least one of the teachers of the child's groups."),
}


class TooFewKeepers(Exception):
    """Nobody was named or un-named; the message says who is missing."""


@transaction.atomic
def protect_address(
    *, actor: Actor, participant_id: int, level: str, keepers: Collection[int]
) -> Participant:
    """Set how the address is protected, and name exactly `keepers`: users with a role at the school.

    With a level every photo of the person goes; without one nobody is named any more. Raises
    Participant.DoesNotExist outside the actor's scope, PermissionDenied for all but coordinators, and
    TooFewKeepers.
    """
    user = actor.signed_in
    visible = Participant.objects.visible_to(user).select_related("school")
    person = visible.select_for_update(of=("self",)).get(pk=participant_id)
    check_may_manage(user, person)
    level = AddressProtection(level)
    named = set(keepers) & colleagues_of(person, *SCHOOL_ROLES) if level else set()
    missing = level and lacking(
        named, coordinators=colleagues_of(person, Role.COORDINATOR), group_teachers=group_teachers_of(person)
    )
    if missing:
        raise TooFewKeepers(str(_LACKS[missing]))
    _name(person, named)
    person.address_protection = level
    person.save(update_fields=["address_protection"])
    if level:
        remove_photos_of(actor=actor, participant=person)
    record(actor, "protect address", person, school=person.school_id, keepers=len(named))
    return person


def colleagues_of(person: Participant, *roles: str) -> set[int]:
    """Ids of those who hold one of `roles` at the person's school."""
    memberships = Membership.objects.everything(why=_WHY).current()
    return set(
        memberships.filter(school=person.school_id, role__in=roles, user__is_active=True).values_list(
            "user_id", flat=True
        )
    )


def group_teachers_of(person: Participant) -> set[int]:
    """Ids of the staff of the groups in which the person has a place."""
    staffing = Staffing.objects.everything(why=_WHY).filter(
        group__enrolments__participant=person.pk, group__enrolments__state="enrolled", user__isnull=False
    )
    return set(staffing.values_list("user_id", flat=True)) & colleagues_of(person, *SCHOOL_ROLES)


def _name(person: Participant, named: set[int]) -> None:
    rows = NamedKeeper.objects.everything(why=_WHY).filter(participant=person)
    rows.exclude(user__in=named).delete()
    there = set(rows.values_list("user_id", flat=True))
    NamedKeeper.objects.bulk_create(
        NamedKeeper(school_id=person.school_id, participant=person, user_id=user) for user in named - there
    )
