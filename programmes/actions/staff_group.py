"""Who works in a group: teachers of its school, and contacts of partners in its municipality."""

from django.db import transaction
from django.utils import timezone

from partners.models import Contact
from partners.querysets import ContactQuerySet
from portal.accounts.models import Membership, User
from portal.accounts.querysets import MembershipQuerySet
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.scope.roles import Role
from programmes.actions.booking import PERSON, check_coming, staff_of
from programmes.actions.save_group import lock_group
from programmes.models import Group, Staffing
from programmes.policies.run import check_open


def teachers_of(group: Group) -> MembershipQuerySet:
    """Who teaches at the group's school today."""
    rows = Membership.objects.everything(why="colleagues of a school that the actor coordinates")
    return rows.current().filter(school=group.school_id, role=Role.TEACHER).select_related("user")


def contacts_for(group: Group) -> ContactQuerySet:
    """Partners' people in the municipality of the group's school who are there when the run is."""
    day = min(max(timezone.localdate(), group.run.starts_on), group.run.ends_on)
    rows = Contact.objects.everything(why="partners of a school that the actor coordinates")
    return (
        rows.valid_on(day).filter(agency__municipality=group.school.municipality_id).select_related("agency")
    )


@transaction.atomic
def add_teacher(*, actor: Actor, group_id: int, user_id: int) -> Staffing:
    """She must be free at the group's sessions to come. Again changes nothing.

    Raises DoesNotExist outside of what the actor coordinates and for whoever does not teach there, RunClosed
    and DoubleBooked.
    """
    group = _group(actor, group_id, user_id)
    membership = teachers_of(group).get(user=user_id)
    if user_id not in staff_of([group.pk]).get(group.pk, ()):
        check_coming(actor=actor, group=group, what=PERSON, people=frozenset([user_id]))
    return _add(actor, group, user=membership.user)


@transaction.atomic
def add_contact(*, actor: Actor, group_id: int, contact_id: int) -> Staffing:
    """As `add_teacher`, for a person of a partner, of whom nobody knows where else they are."""
    group = _group(actor, group_id)
    return _add(actor, group, contact=contacts_for(group).get(pk=contact_id))


@transaction.atomic
def remove_staff(*, actor: Actor, group_id: int, staffing_id: int) -> None:
    """Whoever worked there sees the group no longer; what she logged stays. Again changes nothing."""
    group = _group(actor, group_id)
    rows = Staffing.objects.everything(why="of the group just judged").filter(group=group, pk=staffing_id)
    if row := rows.select_related("user", "contact").first():
        who = {"user": row.user_id} if row.user_id else {"contact": row.contact_id}
        record(actor, "remove from group", group, school=group.school_id, **who)
        row.delete()


def _group(actor: Actor, group_id: int, *people: int) -> Group:
    group = lock_group(actor, group_id, people=people)
    check_open(group.run)
    return group


def _add(actor: Actor, group: Group, *, user: User | None = None, contact: Contact | None = None) -> Staffing:
    rows = Staffing.objects.everything(why="of the group just judged")
    row, is_new = rows.get_or_create(
        group=group, user=user, contact=contact, defaults={"school": group.school}
    )
    if is_new:
        who = {"user": user.pk} if user else {"contact": contact.pk if contact else None}
        record(actor, "add to group", group, school=group.school_id, **who)
    return row
