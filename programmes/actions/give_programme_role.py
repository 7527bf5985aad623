"""Who leads a shared programme, and who coordinates its sub-regions: coordinators of the schools in it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Membership
from portal.accounts.querysets import MembershipQuerySet
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.scope.roles import Role
from programmes.actions.share_programme import led_programme
from programmes.models import Programme, ProgrammeMembership, SubRegion

_WHY = "of the programme just judged"


class LastLead(Refused):
    """Somebody must lead a shared programme; the message says what to do first."""


def who_can_be_named(programme: Programme) -> MembershipQuerySet:
    """Coordinators of the schools that take part, by name."""
    rows = Membership.objects.everything(why="colleagues whom the lead of a programme may name")
    now = rows.current().filter(role=Role.COORDINATOR, school__in=programme.schools.values("pk"))
    return now.select_related("user", "school").order_by("user__name", "pk")


@transaction.atomic
def give_programme_role(
    *, actor: Actor, programme_id: int, user_id: int, sub_region_id: int | None = None
) -> ProgrammeMembership:
    """The lead, or with a sub-region its coordinator. Again changes nothing.

    Raises DoesNotExist for what the actor does not lead and whom she cannot name, and PermissionDenied.
    """
    programme = led_programme(actor, programme_id)
    user = who_can_be_named(programme).filter(user=user_id)[:1].get().user
    regions = SubRegion.objects.visible_to(actor.person).filter(programme=programme)
    region = None if sub_region_id is None else regions.get(pk=sub_region_id)
    rows = ProgrammeMembership.objects.everything(why=_WHY)
    membership, is_new = rows.get_or_create(user=user, programme=programme, sub_region=region, ended_at=None)
    if is_new:
        record(
            actor, "give role in programme", membership, school=None, user=user.pk, sub_region=sub_region_id
        )
    return membership


@transaction.atomic
def end_programme_role(*, actor: Actor, programme_id: int, membership_id: int) -> None:
    """Again changes nothing. Raises DoesNotExist, PermissionDenied and LastLead."""
    programme = led_programme(actor, programme_id)
    rows = ProgrammeMembership.objects.everything(why=_WHY).filter(programme=programme)
    membership = rows.get(pk=membership_id)
    if membership.ended_at:
        return
    leads = rows.filter(sub_region=None, ended_at=None).exclude(pk=membership_id)
    if membership.sub_region_id is None and not leads.exists():
        raise LastLead(_("Somebody must lead the programme. Name another lead first."))
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    record(actor, "end role in programme", membership, school=None, user=membership.user_id)
