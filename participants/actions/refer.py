"""A partner asks for a place for a child, perhaps under no more than a reference of its own."""

from django.db import transaction
from django.utils import timezone

from participants.actions.apply_on_behalf import apply_on_behalf
from participants.actions.tell_staff import tell_coordinators
from participants.models import Applicant, NoticeKind, Referral
from participants.policies.referral import check_may_refer
from participants.querysets.referrals import open_to_referrals
from participants.rules.on_behalf import Told
from partners.models import PartnerAgency
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group


@transaction.atomic
def refer(*, actor: Actor, agency_id: int, group_id: int, told: Told) -> tuple[Referral, bool]:
    """The referral, and whether it is new: what an agency has called a child stands for one child in a run.

    Raises Group.DoesNotExist where no referrals are taken, and PermissionDenied for another agency.
    """
    user = actor.signed_in
    groups = open_to_referrals(Group.objects.everything(why="narrowed at once"), user, timezone.localdate())
    group = groups.select_related("run__programme", "school__municipality").get(pk=group_id)
    check_may_refer(user, agency_id, group)
    _lock(agency_id)
    referrals = Referral.objects.everything(why="of the agency just judged")
    if known := referrals.filter(
        agency=agency_id, application__run=group.run, school=group.school, reference=told.known_as
    ).first():
        return known, False
    application = apply_on_behalf(actor=actor, group=group, told=told, applicant=Applicant.PARTNER)
    referral = Referral.objects.create(
        school=group.school,
        agency_id=agency_id,
        application=application,
        referred_by=user,
        reference=told.known_as,
    )
    record(actor, "refer", referral, school=group.school_id, agency=agency_id, group=group.pk)
    tell_coordinators(actor=actor, school=group.school, kind=NoticeKind.APPLICATION)
    return referral, True


def _lock(agency_id: int) -> None:
    """One referral of an agency at a time, so that a form sent twice is one."""
    agencies = PartnerAgency.objects.everything(why="of the agency just judged")
    list(agencies.filter(pk=agency_id).select_for_update(no_key=True))
