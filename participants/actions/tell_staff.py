"""Mails to those who sign in: that there is something to look at, and nothing of what it is."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from participants.models import Notice, NoticeKind
from participants.school_settings import settings_of
from partners.models import AgencyMembership, PartnerAgency
from portal.accounts.models import CultureSchool, Membership, User
from portal.audit.actor import Actor
from portal.jobs.queue import enqueue
from portal.scope.roles import Role

TASK = "participants.send_notice"


@transaction.atomic
def tell_coordinators(*, actor: Actor, school: CultureSchool, kind: str) -> list[Notice]:
    """All coordinators of the school but the one who did it, where the school wants such mails.

    However much happens at once, one mail that waits to be sent speaks for all of it.
    """
    chosen = settings_of(school)
    wanted = {
        NoticeKind.APPLICATION: chosen.tells_coordinators_of_applications,
        NoticeKind.ANSWER: chosen.tells_coordinators_of_answers,
    }
    if not wanted.get(NoticeKind(kind), True):
        return []
    members = Membership.objects.everything(why="whom the school's own rules name").current()
    coordinators = members.filter(school=school, role=Role.COORDINATOR, user__is_active=True)
    return _tell(actor, school, kind, (one.user for one in coordinators.select_related("user")))


@transaction.atomic
def tell_agency(*, actor: Actor, school: CultureSchool, agency: PartnerAgency) -> list[Notice]:
    """The partner that made a referral, where the school wants such mails."""
    if not settings_of(school).tells_partners_of_decisions:
        return []
    members = AgencyMembership.objects.everything(why="whom the school's own rules name")
    contacts = members.filter(agency=agency, ended_at=None, user__is_active=True)
    return _tell(actor, school, NoticeKind.REFERRAL, (one.user for one in contacts.select_related("user")))


def _tell(actor: Actor, school: CultureSchool, kind: str, users: Iterable[User]) -> list[Notice]:
    notices = Notice.objects.everything(why="those that have not gone yet")
    waiting = notices.filter(school=school, kind=kind, sent_at=None, job__state="waiting")
    told = set(waiting.values_list("user_id", flat=True))
    return [
        Notice.objects.create(
            school=school,
            user=user,
            kind=kind,
            job=enqueue(actor=actor, task=TASK, after_seconds=settings.NOTICE_WAIT_SECONDS),
        )
        for user in users
        if user.pk not in told and user != actor.user
    ]
