"""Mails to coordinators and partners: that there is something to look at, and never what."""

import pytest
from django.core import mail

from participants.actions.answer_offer import decline_offer
from participants.actions.approve import approve
from participants.actions.tell_staff import tell_coordinators
from participants.models import Notice, NoticeKind, Referral, SchoolSettings
from participants.tasks import send_to_staff
from partners.models import AgencyMembership
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.jobs.models import Job, JobState
from portal.jobs.sweeper import sweep
from portal.scope.roles import Role
from tests.db.letters import family, refused
from tests.db.people import WHY, Samklang, give_role, person

pytestmark = pytest.mark.django_db
ACTOR = Actor.link("family", 1)


def notices(**fields) -> list[Notice]:
    return list(Notice.objects.everything(why=WHY).select_related("user", "job").filter(**fields))


def deliver(notice: Notice) -> Job:
    send_to_staff(str(notice.job_id))
    return Job.objects.everything(why=WHY).get(pk=notice.job_id)


def said() -> str:
    return "".join(one.subject + one.body + one.message().as_string() for one in mail.outbox)


def declined(samklang: Samklang) -> None:
    samklang.group.asks_answer = True
    samklang.group.save()
    enrolment = family(samklang.group)
    approve(actor=Actor.of(samklang.bodil), enrolment_id=enrolment.pk, based_on="applied")
    decline_offer(
        actor=Actor.link("family", enrolment.application.link_id),
        enrolment_id=enrolment.pk,
        based_on="offered",
    )


def referred(samklang: Samklang) -> User:
    """A partner's contact whose referral was refused."""
    contact = person("Pernille Partner")
    agency = samklang.group.partner_school
    AgencyMembership.objects.create(user=contact, agency=agency)
    enrolment = family(samklang.group)
    Referral.objects.create(
        school=samklang.roskilde, agency=agency, application=enrolment.application, referred_by=contact
    )
    refused(samklang.bodil, enrolment)
    return contact


def test_a_familys_answer_is_told_to_the_schools_coordinators_alone(samklang):
    declined(samklang)
    assert [notice.user for notice in notices(kind=NoticeKind.ANSWER)] == [samklang.bodil]


def test_the_mail_names_nobody_and_nothing(samklang):
    declined(samklang)
    referred(samklang)
    for notice in notices():
        assert deliver(notice).state == JobState.DONE
    assert len(mail.outbox) == 2
    for secret in ("Hannes", "Prøvedal", "Musik for alle", "Prøvevangen", "Lilleskoven", "special"):
        assert secret not in said()


def test_whoever_did_it_is_not_told(samklang):
    tell_coordinators(actor=Actor.of(samklang.bodil), school=samklang.roskilde, kind=NoticeKind.ANSWER)
    assert notices() == []


@pytest.mark.parametrize("kind", [NoticeKind.APPLICATION, NoticeKind.ANSWER])
def test_a_school_that_wants_no_such_mails_gets_none(samklang, kind):
    SchoolSettings.objects.create(
        school=samklang.roskilde,
        tells_coordinators_of_applications=False,
        tells_coordinators_of_answers=False,
    )
    tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=kind)
    assert notices() == []
    tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=NoticeKind.APPEAL)
    assert len(notices()) == 1


def test_fifty_applications_at_once_are_one_mail(samklang):
    for _ in range(50):
        tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=NoticeKind.APPLICATION)
    (notice,) = notices()
    deliver(notice)
    tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=NoticeKind.APPLICATION)
    assert len(notices()) == 2


def test_it_waits_for_more_of_its_kind_before_it_goes(samklang, monkeypatch, settings):
    handed_over: list[str] = []
    monkeypatch.setattr("portal.jobs.sweeper.send", lambda job: bool(handed_over.append(job.task)) or True)
    tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=NoticeKind.APPLICATION)
    sweep()
    assert handed_over == []
    settings.NOTICE_WAIT_SECONDS = -60
    Notice.objects.everything(why=WHY).delete()
    tell_coordinators(actor=ACTOR, school=samklang.roskilde, kind=NoticeKind.APPLICATION)
    sweep()
    assert handed_over == ["participants.send_notice"]


def test_a_role_that_has_ended_since_gets_no_mail(samklang):
    declined(samklang)
    samklang.bodil.memberships.everything(why=WHY).delete()
    assert deliver(notices()[0]).state == JobState.FAILED
    assert mail.outbox == []


def test_two_coordinators_are_both_told(samklang):
    second = person("Birk Birkedal")
    give_role(second, Role.COORDINATOR, samklang.roskilde)
    declined(samklang)
    assert {notice.user for notice in notices()} == {samklang.bodil, second}


def test_the_partner_who_referred_is_told_of_the_decision(samklang):
    contact = referred(samklang)
    (notice,) = notices(kind=NoticeKind.REFERRAL)
    assert notice.user == contact
    assert deliver(notice).state == JobState.DONE
    assert mail.outbox[0].to == [contact.email]


def test_a_school_may_leave_partners_untold(samklang):
    SchoolSettings.objects.create(school=samklang.roskilde, tells_partners_of_decisions=False)
    referred(samklang)
    assert notices(kind=NoticeKind.REFERRAL) == []
