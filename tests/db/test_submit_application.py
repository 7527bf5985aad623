"""Sending an application: what is stored, what joins by itself, and what only a coordinator decides."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from participants.actions.keep_draft import NothingDrafted, keep_answers, start_sibling
from participants.actions.submit_application import DraftChanged, WishClosed, submit_application
from participants.models import (
    Application,
    Consent,
    Enrolment,
    EnrolmentMove,
    FamilyLink,
    Guardian,
    Message,
    Participant,
    SuspectedPair,
)
from participants.views.families.drafting import Drafting
from portal.audit.models import AuditEntry
from programmes.models import Group
from tests.db.applying import APPLICANT, CHILD, actor_of, answer, applied, drafted, send
from tests.db.catalogues import changed, listed, season_of
from tests.db.people import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(samklang):
    return listed(samklang.group)


def rows(model: type, **fields) -> list:
    return list(model.objects.everything(why=WHY).filter(**fields).order_by("pk"))


def verified(link: FamilyLink) -> FamilyLink:
    return changed(link, contact_verified_at=timezone.now())


def test_everything_that_was_answered_is_stored(group):
    application = applied(group)
    child = application.participant
    assert (child.given_name, child.birth_date, child.birth_year) == (
        "Selma",
        datetime.date(2016, 3, 14),
        2016,
    )
    assert (child.grade, child.grade_country, application.home_language) == (4, "DK", "somali")
    assert application.wants_free_place
    assert not application.together
    assert application.what_helps == "Mange pauser"
    (guardian,) = rows(Guardian, participant=child)
    assert (guardian.name, guardian.phone, guardian.email) == (
        APPLICANT["name"],
        "71 00 00 01",
        APPLICANT["email"],
    )
    assert guardian.has_parental_responsibility
    assert not guardian.is_representative
    (enrolment,) = rows(Enrolment, participant=child)
    assert (enrolment.group, enrolment.state, enrolment.wish) == (group, "applied", 1)
    (step,) = rows(EnrolmentMove, enrolment=enrolment)
    assert (step.from_state, step.to_state, step.actor_kind, step.decided_by) == ("", "applied", "link", None)
    said = {(one.purpose, one.by) for one in rows(Consent, participant=child)}
    assert said == {("photo", "guardian"), ("photo", "child")}
    assert [one.recipient for one in rows(Message, participant=child)] == [APPLICANT["email"]]


def test_the_draft_is_gone_and_the_link_lives_on_no_longer_than_the_details(group, samklang):
    link = applied(group).link
    assert link.draft is None
    days = (link.expires_at - timezone.now()).days
    assert 398 <= days <= 400
    samklang.run.retention_on = timezone.localdate() + datetime.timedelta(days=70)
    samklang.run.save()
    sooner = applied(group, child=CHILD | {"given_name": "Mila"}).link
    assert (sooner.expires_at - timezone.now()).days in (68, 69)


def test_a_form_sent_again_answers_with_what_was_sent(group):
    link = drafted(group)
    answers = Drafting(link).answers()
    first = submit_application(actor=actor_of(link), link=link, answers=answers)
    again = submit_application(actor=actor_of(link), link=link, answers=answers)
    assert first == again
    assert len(rows(Application, link=link)) == len(rows(Enrolment, application=first)) == 1
    with pytest.raises(NothingDrafted):
        keep_answers(actor=actor_of(link), step="help", answers={}, language="da")


@pytest.mark.parametrize("change", ["an answer", "the contact is proved"])
def test_what_was_changed_after_it_was_read_is_not_sent_as_it_was(change, group):
    link = drafted(group)
    answers = Drafting(link).answers()
    if change == "an answer":
        keep_answers(actor=actor_of(link), step="help", answers={"message": "Ny"}, language="da")
    else:
        verified(FamilyLink.objects.everything(why=WHY).get(pk=link.pk))
    with pytest.raises(DraftChanged):
        submit_application(actor=actor_of(link), link=link, answers=answers)
    assert not rows(Application, link=link)
    send(link)
    assert len(rows(Application, link=link)) == 1


def test_up_to_three_wishes_in_their_order_are_enrolments_of_their_own(group, samklang):
    second = listed(samklang.other_group)
    application = applied(group, wishes={"wish_1": str(second.pk), "wish_2": str(group.pk)})
    wishes = rows(Enrolment, application=application)
    assert [(one.group, one.wish) for one in wishes] == [(second, 1), (group, 2)]


CLOSINGS = {
    "season over": lambda group: changed(
        season_of(group), closes_on=timezone.localdate() - datetime.timedelta(days=1)
    ),
    "season to come": lambda group: changed(
        season_of(group), opens_on=timezone.localdate() + datetime.timedelta(days=1)
    ),
    "by referral only": lambda group: changed(group.run.programme, by_referral_only=True),
    "run closed": lambda group: changed(group.run, state="closed"),
    "not in the catalogue": lambda group: changed(group, in_catalogue=False),
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_a_wish_that_has_closed_meanwhile_takes_nothing(name, group):
    """And it has left the catalogue by the same rule."""
    link = drafted(group)
    answers = Drafting(link).answers()
    assert Group.objects.in_catalogue_on(timezone.localdate()).filter(pk=group.pk).exists()
    CLOSINGS[name](group)
    assert not Group.objects.in_catalogue_on(timezone.localdate()).filter(pk=group.pk).exists()
    with pytest.raises(WishClosed):
        submit_application(actor=actor_of(link), link=link, answers=answers)
    assert not rows(Application, link=link)
    assert FamilyLink.objects.everything(why=WHY).get(pk=link.pk).draft


def test_a_group_of_another_school_cannot_be_wished_for(group, samklang):
    elsewhere, _another = listed(samklang.koege_group), listed(samklang.other_group)
    link = drafted(group, wishes={"wish_1": str(elsewhere.pk)})
    assert Drafting(link).next_step == "wishes"
    forged = replace(Drafting(drafted(group)).answers(), wishes=(elsewhere.pk,))
    with pytest.raises(WishClosed):
        submit_application(actor=actor_of(link), link=link, answers=forged)


def test_the_same_child_by_the_same_link_is_one_child_and_one_application(group, samklang):
    first = applied(group)
    other = listed(samklang.other_group)
    start_sibling(actor=actor_of(first.link), group_id=group.pk, answers={"child": CHILD})
    link = answer(first.link, group, wishes={"wish_1": str(other.pk)})
    again = send(link)
    assert again == first
    assert {one.group for one in rows(Enrolment, application=first)} == {group, other}
    assert len(rows(Participant, given_name="Selma")) == 1


def test_siblings_who_must_be_placed_together_are_marked_both(group):
    first = applied(group)
    start_sibling(actor=actor_of(first.link), group_id=group.pk, answers={"child": CHILD})
    keep_answers(
        actor=actor_of(first.link), step="child", answers=CHILD | {"given_name": "Mila"}, language="da"
    )
    second = send(answer(first.link, group, wishes={"wish_1": str(group.pk), "together": "on"}))
    assert second.participant != first.participant
    assert [one.together for one in rows(Application, link=first.link)] == [True, True]


def test_the_same_verified_contact_with_name_and_birth_date_joins_by_itself(group):
    first = applied(group)
    verified(first.link)
    later = drafted(group)
    verified(later)
    again = send(later)
    assert again.participant == first.participant
    assert not rows(SuspectedPair)


@pytest.mark.parametrize("proved", [(False, False), (True, False), (False, True)])
def test_a_contact_that_only_one_of_them_has_proved_joins_nothing(group, proved):
    first = applied(group)
    if proved[0]:
        verified(first.link)
    later = drafted(group)
    if proved[1]:
        verified(later)
    again = send(later)
    assert again.participant != first.participant
    assert len(rows(SuspectedPair, first=first.participant, second=again.participant)) == 1


def test_a_verified_contact_with_the_year_alone_is_left_to_the_coordinator(group):
    year_only = CHILD | {"birth_day": "", "birth_month": ""}
    first = applied(group, child=year_only)
    verified(first.link)
    later = drafted(group, child=year_only)
    verified(later)
    again = send(later)
    assert again.participant != first.participant
    assert rows(SuspectedPair, first=first.participant, second=again.participant)


def test_children_of_two_schools_are_never_compared(group, samklang):
    first = applied(group)
    verified(first.link)
    elsewhere = drafted(listed(samklang.koege_group))
    verified(elsewhere)
    assert send(elsewhere).participant != first.participant
    assert not rows(SuspectedPair)


def test_an_appointed_representative_speaks_without_parental_responsibility(group):
    application = applied(group, applicant=APPLICANT | {"kind": "representative"})
    (guardian,) = rows(Guardian, participant=application.participant)
    assert guardian.is_representative
    assert not guardian.has_parental_responsibility
    assert rows(Message, participant=application.participant, recipient=APPLICANT["email"])


def test_an_adult_applies_for_herself_and_says_yes_alone(group):
    grown = CHILD | {"birth_year": "1990", "grade": ""}
    application = applied(
        group,
        child=grown,
        applicant=APPLICANT | {"kind": "person", "name": ""},
        consent={"photo_person": "on"},
    )
    assert application.applicant == "person"
    assert [(one.purpose, one.by) for one in rows(Consent, participant=application.participant)] == [
        ("photo", "person")
    ]
    assert rows(Guardian, participant=application.participant)[0].name == "Selma Prøvedal"


def test_the_audit_says_what_was_done_and_holds_no_way_in(group):
    link = applied(group).link
    entries = AuditEntry.objects.everything(why=WHY).filter(actor_kind="link")
    assert {"begin application", "submit application", "give consent"} <= {one.action for one in entries}
    assert not [one for one in entries if link.nonce in f"{one.values}{one.object_id}{one.actor_name}"]
