"""The family's own page: where each application stands, and what she does about it by her link alone."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from participants.actions.answer_offer import expire_offer
from participants.actions.approve import offer
from participants.actions.move import DecidedMeanwhile
from participants.actions.refuse import refuse
from participants.actions.withdraw import withdraw
from participants.links import find_link, proof_of, token_of, verifying_url_of
from participants.models import (
    Application,
    Consent,
    Enrolment,
    EnrolmentMove,
    FamilyLink,
    Guardian,
    Message,
    Offer,
)
from portal.audit.actor import Actor
from tests.db.applying import APPLICANT, CHILD, HELP, actor_of, answer, applied, drafted, send, url
from tests.db.catalogues import changed, listed
from tests.db.people import WHY

pytestmark = pytest.mark.django_db
FULL = "Gruppen er fuld"


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def application(samklang) -> Application:
    return applied(listed(samklang.group))


@pytest.fixture
def link(application) -> FamilyLink:
    return application.link


@pytest.fixture
def wish(application) -> Enrolment:
    return application.wishes.everything(why=WHY).get()


@pytest.fixture
def offered(samklang, wish) -> Enrolment:
    return offer(actor=Actor.of(samklang.bodil), enrolment_id=wish.pk, based_on="applied")


@pytest.fixture
def family() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def rows(model: type, **fields) -> list:
    return list(model.objects.everything(why=WHY).filter(**fields).order_by("pk"))


def state_of(wish: Enrolment) -> str:
    return Enrolment.objects.everything(why=WHY).get(pk=wish.pk).state


def read(family: Client, link: FamilyLink) -> str:
    return family.get(url("family", link)).content.decode()


def test_a_family_reads_where_it_stands_and_no_state_of_the_system(family, link, wish, samklang):
    page = read(family, link)
    assert "The school has not decided yet." in page
    assert "Selma Prøvedal" in page
    assert samklang.roskilde.phone in page
    assert samklang.group.name not in page
    assert ">applied<" not in page


def test_opening_the_page_delivers_the_offer_and_a_look_without_reading_does_not(family, link, offered):
    family.head(url("family", link))
    assert rows(Offer, enrolment=offered)[0].delivered_at is None
    page = read(family, link)
    (kept,) = rows(Offer, enrolment=offered)
    assert kept.delivered_at is not None
    assert rows(FamilyLink, pk=link.pk)[0].opened_at is not None
    assert "Answer by" in page
    read(family, link)
    assert rows(Offer, enrolment=offered)[0].delivered_at == kept.delivered_at


def test_yes_takes_the_place_and_a_second_tap_takes_nothing_more(family, link, offered):
    address = url("family_answer", link, offered.pk, "accept")
    for _ in range(2):
        assert family.post(address, {"based_on": "offered"})["Location"] == url("family", link)
    assert state_of(offered) == "enrolled"
    assert len(rows(EnrolmentMove, enrolment=offered, to_state="enrolled")) == 1
    assert "Has a place." in read(family, link)


def test_no_and_taking_back_are_asked_first(family, link, offered):
    question = family.get(url("family_answer", link, offered.pk, "decline"))
    assert "Do you say no to the place?" in question.content.decode()
    assert state_of(offered) == "offered"
    family.post(url("family_answer", link, offered.pk, "decline"), {"based_on": "offered"})
    assert state_of(offered) == "declined"


def test_a_family_takes_its_application_back(family, link, wish):
    assert family.get(url("family_answer", link, wish.pk, "withdraw")).status_code == 200
    family.post(url("family_answer", link, wish.pk, "withdraw"), {"based_on": "applied"})
    assert state_of(wish) == "withdrawn"
    (step,) = rows(EnrolmentMove, enrolment=wish, to_state="withdrawn")
    assert (step.actor_kind, bool(step.grounds)) == ("link", True)


def test_whoever_answers_an_offer_that_has_ended_reads_what_happened(family, link, offered, samklang):
    read(family, link)
    past = timezone.localdate() - datetime.timedelta(days=1)
    Offer.objects.everything(why=WHY).filter(enrolment=offered).update(answer_by=past)
    expire_offer(actor=Actor.of(samklang.bodil), enrolment_id=offered.pk, based_on="offered", grounds=FULL)
    answered = family.post(url("family_answer", link, offered.pk, "accept"), {"based_on": "offered"})
    page = answered.content.decode()
    assert answered.status_code == 409
    assert "something has changed in the meantime" in page
    assert "The time to answer is over." in page
    assert state_of(offered) == "expired"


def test_whoever_answers_an_offer_that_was_taken_back_reads_what_happened(family, link, offered, samklang):
    withdraw(actor=Actor.of(samklang.bodil), enrolment_id=offered.pk, based_on="offered", grounds=FULL)
    answered = family.post(url("family_answer", link, offered.pk, "decline"), {"based_on": "offered"})
    assert answered.status_code == 409
    assert "something has changed in the meantime" in answered.content.decode()
    assert (
        "something has changed"
        in family.get(url("family_answer", link, offered.pk, "accept")).content.decode()
    )


def test_a_coordinator_who_decides_at_the_same_moment_is_told_what_the_family_did(
    family, link, wish, samklang
):
    family.post(url("family_answer", link, wish.pk, "withdraw"), {"based_on": "applied"})
    with pytest.raises(DecidedMeanwhile):
        refuse(actor=Actor.of(samklang.bodil), enrolment_id=wish.pk, based_on="applied", grounds=FULL)


@pytest.mark.parametrize("based_on", ["", "enrolled", "nonsense", "\0", "x" * 10_000])
def test_an_answer_to_what_was_never_asked_changes_nothing(based_on, family, link, wish):
    answered = family.post(url("family_answer", link, wish.pk, "accept"), {"based_on": based_on})
    assert answered.status_code == 409
    assert state_of(wish) == "applied"


def test_another_familys_application_is_out_of_reach(family, link, samklang, offered):
    other = applied(samklang.group, child=CHILD | {"given_name": "Mila"}).link
    for verb in ("accept", "decline", "withdraw", "nonsense"):
        assert family.post(url("family_answer", other, offered.pk, verb)).status_code == 404
    for name in ("family_guardian", "family_consents"):
        assert family.get(url(name, other, offered.participant_id)).status_code == 404
    assert state_of(offered) == "offered"
    assert "Selma" not in read(family, other)


def told(answer: HttpResponse) -> str:
    """The page without what differs at each visit: its own address and the marks of its forms."""
    return re.sub(r'value="[^"]*"|"x-csrftoken": "[^"]*"', "", answer.content.decode())


def outsiders_ways(link: FamilyLink) -> dict[str, str]:
    token = token_of(link)
    other = FamilyLink(pk=link.pk, nonce="another-nonce")
    return {
        "forged": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "made up": "1.abc~def",
        "without a signature": token.partition("~")[0],
        "a signature alone": "~" + token.partition("~")[2],
        "of an older nonce": token_of(other),
        "with a NUL": token + "%00",
        "long": "x" * 3000,
    }


@pytest.mark.parametrize(
    "way",
    [
        "forged",
        "made up",
        "without a signature",
        "a signature alone",
        "of an older nonce",
        "with a NUL",
        "long",
    ],
)
def test_a_wrong_address_tells_nothing(way, family, link):
    token = outsiders_ways(link)[way]
    unknown = told(family.get("/family/nothing/"))
    for address in (f"/family/{token}/", f"/apply/{token}/check/", f"/family/{token}/contact/"):
        answer = family.get(address)
        assert answer.status_code == 404
        assert told(answer) == unknown
        assert "culture school" in unknown


def test_an_expired_and_an_ended_link_answer_as_one_that_never_was(family, link):
    address = url("family", link)
    changed(link, expires_at=timezone.now() - datetime.timedelta(seconds=1))
    expired = family.get(address)
    changed(link, expires_at=timezone.now() + datetime.timedelta(days=1), nonce="renewed")
    ended = family.get(address)
    assert expired.status_code == ended.status_code == 404
    assert told(expired) == told(ended) == told(family.get("/family/nothing/"))
    assert family.get(url("family", link)).status_code == 200


def test_only_the_contact_that_was_told_the_second_part_is_verified(family, link, application):
    family.get(url("family", link))
    family.get(url("family_proof", link, "forged"))
    assert rows(FamilyLink, pk=link.pk)[0].contact_verified_at is None
    assert (
        family.get(verifying_url_of(link).partition("/family/")[2].join(["/family/", ""])).status_code == 302
    )
    assert rows(FamilyLink, pk=link.pk)[0].contact_verified_at is not None
    (guardian,) = rows(Guardian, participant=application.participant)
    assert guardian.contact_verified_at is not None


def test_another_contact_is_sent_the_link_and_has_to_be_verified_anew(family, link, application):
    old_proof = proof_of(link)
    family.get(url("family_proof", link, old_proof))
    family.post(url("family_contact", link), {"email": "ny@example.org", "phone": ""})
    (now,) = rows(FamilyLink, pk=link.pk)
    assert (now.email, now.phone, now.contact_verified_at) == ("ny@example.org", "", None)
    (guardian,) = rows(Guardian, participant=application.participant)
    assert (guardian.email, guardian.contact_verified_at) == ("ny@example.org", None)
    assert rows(Message, link=link)[-1].recipient == "ny@example.org"
    family.get(url("family_proof", link, old_proof))
    assert rows(FamilyLink, pk=link.pk)[0].contact_verified_at is None


def test_a_second_guardian_is_added_once_and_without_responsibility_gets_nothing(family, link, application):
    other = {"name": "Anden Voksen", "responsibility": "no", "email": "anden@example.org", "phone": ""}
    for _ in range(2):
        family.post(url("family_guardian", link, application.participant_id), other)
    guardians = rows(Guardian, participant=application.participant)
    assert [one.has_parental_responsibility for one in guardians] == [True, False]
    family.post(url("family_contact", link), {"email": "ny@example.org", "phone": ""})
    assert "anden@example.org" not in {message.recipient for message in rows(Message)}


def test_a_consent_is_given_and_taken_back_by_itself(family, link, application):
    address = url("family_consents", link, application.participant_id)
    family.post(address, {"photo_guardian": "on", "sharing_guardian": "on"})
    held = {(one.purpose, one.by) for one in rows(Consent, withdrawn_at=None)}
    assert held == {("photo", "guardian"), ("sharing", "guardian")}
    (taken,) = rows(Consent, withdrawn_at__isnull=False)
    assert (taken.purpose, taken.by) == ("photo", "child")
    family.post(address, {"photo_guardian": "on", "photo_child": "on"})
    assert len(rows(Consent, purpose="photo", by="child")) == 2


def test_a_sibling_is_applied_for_on_the_same_link_with_what_is_known(family, link, samklang):
    begun = family.post(url("family_sibling", link))
    assert begun["Location"] == url("apply_step", link, "child")
    family.post(begun["Location"], CHILD | {"given_name": "Mila"})
    draft = rows(FamilyLink, pk=link.pk)[0].draft
    assert draft["applicant"]["name"] == APPLICANT["name"]
    assert "Selma Prøvedal" in read(family, link)
    sibling = answer(
        link, samklang.group, wishes={"wish_1": str(samklang.group.pk), "together": "on"}, help=HELP
    )
    send(sibling)
    page = read(family, link)
    assert "Selma" in page
    assert "Mila" in page


def test_a_draft_is_no_application_yet(family, samklang):
    link = drafted(listed(samklang.group))
    assert "You have not sent this application yet" in read(family, link)
    assert family.get(url("apply_sent", link)).status_code == 302
    assert family.post(url("family_sibling", link)).status_code == 404


def test_a_link_reads_in_the_language_in_which_the_family_wrote(family, link):
    changed(link, language="ar")
    assert 'lang="ar" dir="rtl"' in read(Client(headers={"accept-language": "en"}), link)
    family.cookies["language"] = "nb"
    assert 'lang="nb"' in read(family, link)


def test_of_a_protected_address_the_link_says_where_it_stands_and_nothing_of_the_family(
    family, link, application, wish
):
    changed(application.participant, address_protection="strictly")
    pages = [
        url("family", link),
        url("family_contact", link),
        url("family_consents", link, wish.participant_id),
        url("family_guardian", link, wish.participant_id),
        url("family_answer", link, wish.pk, "withdraw"),
    ]
    for page in pages:
        text = family.get(page).content.decode()
        assert not re.search("Selma|Hodan|Prøve|hodan|71 00 00 01", text)
    assert f"№ {wish.participant_id}" in read(family, link)
    assert "The school has not decided yet." in read(family, link)


def test_of_a_protected_address_a_siblings_application_begins_empty(family, link, application):
    changed(application.participant, address_protection="strictly")
    text = family.post(url("family_sibling", link), follow=True).content.decode()
    assert "Question 1 of" in text
    assert not re.search("Selma|Hodan|hodan|71 00 00 01", text)
    draft = rows(FamilyLink, pk=link.pk)[0].draft
    assert set(draft) == {"group", "sibling"}


def test_of_a_protected_address_the_family_still_answers_consents_and_changes(
    family, link, application, offered
):
    changed(application.participant, address_protection="strictly")
    family.post(url("family_consents", link, offered.participant_id), {"photo_guardian": "on"})
    assert [row.purpose for row in rows(Consent, withdrawn_at=None)] == ["photo"]
    family.post(url("family_contact", link), {"email": "ny@example.org"})
    assert rows(FamilyLink, pk=link.pk)[0].email == "ny@example.org"
    family.post(url("family_answer", link, offered.pk, "accept"), {"based_on": "offered"})
    assert state_of(offered) == "enrolled"


def test_a_link_finds_itself_alone(link):
    assert find_link(token_of(link)).pk == link.pk
    assert actor_of(link).link_id == link.pk
