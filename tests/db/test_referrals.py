"""Partners refer children, and follow no more than whether there is a place."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.approve import approve
from participants.actions.join_participants import join_participants
from participants.actions.refer import refer
from participants.models import Applicant, Application, Guardian, Notice, Participant, Referral, SuspectedPair
from participants.rules.on_behalf import Details, Told
from partners.models import PartnerAgency
from portal.audit.actor import Actor
from programmes.models import Group, ProgrammeRun, RunPartner
from tests.db.people import WHY, child, enrol, group, named_for, pair_of
from tests.db.referring import contact_of, opens, partner

LIST, NEW = reverse("participants:referrals"), reverse("participants:new_referral")
NOBODY = Details("", "")


def rows(model):
    return model.objects.everything(why=WHY)


@pytest.fixture
def season(samklang):
    return opens(samklang.group)


@pytest.fixture
def pernille(samklang, season):
    return partner(samklang)


@pytest.fixture
def agency(samklang) -> PartnerAgency:
    return samklang.group.partner_school


def told(reference: str = "17-B", **fields) -> Told:
    return Told(child=fields.pop("child", NOBODY), reference=reference, **fields)


def sent(user, agency, group: Group, **fields) -> tuple[Referral, bool]:
    return refer(actor=Actor.of(user), agency_id=agency.pk, group_id=group.pk, told=told(**fields))


def test_a_reference_is_enough_and_stands_in_the_coordinators_lists(samklang, pernille, agency, browser_of):
    referral, is_new = sent(pernille, agency, samklang.group, what_helps="En pause", phone="31 22 33 44")
    application = referral.application
    assert is_new
    assert (application.applicant, application.what_helps) == (Applicant.PARTNER, "En pause")
    assert (application.participant.is_reference, application.link.phone) == (True, "31 22 33 44")
    assert [wish.state for wish in application.wishes.all()] == ["applied"]
    bodil = browser_of(samklang.bodil)
    for page in (
        reverse("participants:group", args=[samklang.group.pk]),
        reverse("participants:participants"),
    ):
        assert "17-B" in bodil.get(page).content.decode()


def test_the_coordinators_are_told_and_the_child_is_compared_with_those_known(samklang, pernille, agency):
    born = datetime.date(2015, 4, 3)
    child(samklang.roskilde, "Gro", birth_date=born)
    details = Details("Gro", "Prøvedal", birth_date=born, birth_year=2015)
    sent(pernille, agency, samklang.group, child=details, reference="")
    assert rows(SuspectedPair).count() == 1
    assert [notice.user for notice in rows(Notice)] == [samklang.bodil]


def test_the_same_reference_sent_again_is_one_referral(samklang, pernille, agency):
    first, _ = sent(pernille, agency, samklang.group)
    second, is_new = sent(pernille, agency, samklang.group)
    assert (second, is_new) == (first, False)
    assert rows(Application).filter(applicant=Applicant.PARTNER).count() == 1


def test_another_agency_is_nobodys_to_refer_for(samklang, pernille):
    other = PartnerAgency.objects.create(
        municipality=samklang.roskilde.municipality, name="Bibliotek", kind="library"
    )
    with pytest.raises(PermissionDenied):
        sent(pernille, other, samklang.group)


@pytest.mark.parametrize("who", ["bodil", "ida", "lone", "petra", "asta", "nils"])
def test_nobody_but_a_partner_refers(samklang, season, agency, who):
    with pytest.raises((PermissionDenied, Group.DoesNotExist)):
        sent(getattr(samklang, who), agency, samklang.group)
    assert not rows(Referral).exists()


def closed_season(samklang, season):
    season.closes_on = season.opens_on
    season.save()


def closed_run(samklang, season):
    rows(ProgrammeRun).filter(pk=samklang.run.pk).update(state="closed")


def not_in_catalogue(samklang, season):
    rows(Group).update(in_catalogue=False)


@pytest.mark.parametrize("change", [closed_season, closed_run, not_in_catalogue])
def test_what_takes_no_children_now_is_neither_offered_nor_taken(
    samklang, season, pernille, agency, browser_of, change
):
    assert samklang.group.name in browser_of(pernille).get(NEW).content.decode()
    change(samklang, season)
    assert samklang.group.name not in browser_of(pernille).get(NEW).content.decode()
    with pytest.raises(Group.DoesNotExist):
        sent(pernille, agency, samklang.group)


def test_a_programme_by_referral_only_is_offered_though_no_family_finds_it(
    samklang, season, pernille, browser_of
):
    not_in_catalogue(samklang, season)
    type(samklang.programme).objects.everything(why=WHY).update(by_referral_only=True)
    assert samklang.group.name in browser_of(pernille).get(NEW).content.decode()


def test_a_school_elsewhere_is_offered_to_those_who_work_with_it_alone(
    samklang, pernille, agency, browser_of
):
    opens(samklang.koege_group)
    assert "Havnen" not in browser_of(pernille).get(NEW).content.decode()
    RunPartner.objects.create(run=samklang.run, school=samklang.koege, agency=agency)
    assert "Havnen" in browser_of(pernille).get(NEW).content.decode()


def test_a_form_without_name_and_reference_says_what_to_write(samklang, pernille, browser_of):
    data = {"group": samklang.group.pk, "agreed": "on"}
    browser = browser_of(pernille)
    for missing in ({}, {"given_name": "Gro"}):
        assert browser.post(NEW, data | missing).status_code == 422
    assert browser.post(NEW, {"group": samklang.group.pk, "reference": "1"}).status_code == 422
    assert not rows(Referral).exists()
    assert browser.post(NEW, data | {"reference": "17-B"}).status_code == 302
    assert rows(Referral).get().reference == "17-B"


def test_a_group_that_is_not_offered_cannot_be_sent(samklang, pernille, browser_of):
    other = group(samklang.run, samklang.kongsberg, "Fjellet")
    data = {"group": other.pk, "agreed": "on", "reference": "17-B"}
    assert browser_of(pernille).post(NEW, data).status_code == 422


def test_the_partner_follows_the_reference_and_never_reads_the_name_learned_later(
    samklang, pernille, agency, browser_of
):
    referral, _ = sent(pernille, agency, samklang.group, what_helps="En pause")
    rows(Participant).filter(pk=referral.application.participant_id).update(
        given_name="Hemmelig", family_name="Navnesen", is_reference=False
    )
    rows(Guardian).create(
        school=samklang.roskilde, participant=referral.application.participant, name="Mor", phone="99887766"
    )
    page = browser_of(pernille).get(LIST).content.decode()
    assert "17-B" in page
    for hidden in ("Hemmelig", "Navnesen", "99887766", "En pause", samklang.group.name):
        assert hidden not in page


def test_the_status_is_in_plain_words_without_grounds(samklang, pernille, agency, browser_of):
    referral, _ = sent(pernille, agency, samklang.group)
    browser = browser_of(pernille)
    assert [words for _, words, _ in browser.get(LIST).context["lines"]] != []
    wish = referral.application.wishes.get()
    wish.state = "refused"
    wish.save()
    wish.moves.create(
        school=wish.school, to_state="refused", actor_kind="user", grounds="Hemmelig begrundelse"
    )
    response = browser.get(LIST)
    assert [kind for _, _, kind in response.context["lines"]] == ["danger"]
    assert "Hemmelig" not in response.content.decode()


def test_another_agency_reads_nothing_of_it(samklang, pernille, agency, browser_of):
    sent(pernille, agency, samklang.group)
    other = PartnerAgency.objects.create(
        municipality=samklang.roskilde.municipality, name="Bibliotek", kind="library"
    )
    stranger = contact_of(other, "Lis Læselyst")
    assert "17-B" not in browser_of(stranger).get(LIST).content.decode()
    colleague = contact_of(agency, "Karl Kollega")
    assert "17-B" in browser_of(colleague).get(LIST).content.decode()


def test_a_protected_address_is_followed_by_whoever_referred_it_alone(samklang, pernille, agency, browser_of):
    referral, _ = sent(pernille, agency, samklang.group)
    person = referral.application.participant
    rows(Participant).filter(pk=person.pk).update(address_protection="strictly")
    named_for(person, samklang.bodil)
    assert "17-B" in browser_of(pernille).get(LIST).content.decode()
    colleague = contact_of(agency, "Karl Kollega")
    assert "17-B" not in browser_of(colleague).get(LIST).content.decode()


def test_an_ended_membership_reads_and_refers_nothing(samklang, pernille, agency, browser_of):
    sent(pernille, agency, samklang.group)
    agency.memberships.everything(why=WHY).update(ended_at=samklang.today.starts_at)
    assert browser_of(pernille).get(LIST).status_code == 403


def test_referrals_are_the_partners_first_page(pernille, browser_of):
    assert browser_of(pernille).get("/", follow=True).redirect_chain == [(LIST, 302)]


def test_two_agencies_refer_one_child_and_both_follow_it_and_are_told(samklang, pernille, agency):
    other = PartnerAgency.objects.create(
        municipality=samklang.roskilde.municipality, name="Bibliotek", kind="library"
    )
    lis = contact_of(other, "Lis Læselyst")
    one, _ = sent(pernille, agency, samklang.group)
    two, _ = sent(lis, other, samklang.group, reference="Sag 4")
    pair = pair_of(one.application.participant, two.application.participant)
    join_participants(actor=Actor.of(samklang.bodil), pair_id=pair.pk)
    two.refresh_from_db()
    assert two.application_id == one.application_id
    assert [row.pk for row in Referral.objects.visible_to(lis)] == [two.pk]
    wish = one.application.wishes.get()
    approve(actor=Actor.of(samklang.bodil), enrolment_id=wish.pk, based_on="applied")
    assert {notice.user for notice in rows(Notice).filter(kind="referral")} == {pernille, lis}


def test_a_child_with_a_place_is_said_to_have_one(samklang, pernille, agency, browser_of):
    place = enrol(samklang.group, child(samklang.roskilde, "Gro"))
    Referral.objects.create(
        school=samklang.roskilde,
        agency=agency,
        application=place.application,
        referred_by=pernille,
        reference="18-A",
    )
    assert [kind for _, _, kind in browser_of(pernille).get(LIST).context["lines"]] == ["success"]
