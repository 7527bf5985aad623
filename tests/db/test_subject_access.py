"""Everything about one person in one step: for the coordinator, and through the family's own link."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.links import token_of
from participants.models import Application, FamilyLink, Guardian, Participant
from portal.audit.models import AuditEntry, ReadEntry
from tests.db.families import link, whole
from tests.db.people import applies, child
from tests.db.test_retention import rows
from tests.documents.reading import text_of

MARK = "Kanarie"
OTHERS = ("Søster", "Tvilling", f"{MARK} uden ansvars nummer", "Amina")


@pytest.fixture
def kanarie(samklang):
    """With everything stored of her, and a sibling through the same link."""
    person = whole(samklang.group, samklang.bodil, MARK)
    rows(Guardian).filter(participant=person, has_parental_responsibility=False).update(
        email="uden.ansvar@example.org", phone="+45 99 99 99 99"
    )
    sibling = applies(samklang.other_group, child(samklang.roskilde, "Søster")).application
    sibling.link = rows(FamilyLink).get(applications__participant=person)
    sibling.save()
    return person


def file_of(client, person: Participant, kind: str):
    return client.get(reverse("participants:access_file", args=[person.pk, kind]))


def data_of(client, person: Participant) -> dict:
    return json.loads(file_of(client, person, "json").content)


def test_each_kind_of_row_is_told(samklang, kanarie, browser_of):
    told = data_of(browser_of(samklang.bodil), kanarie)
    assert {key for key, found in told.items() if not found} == {"kept_places"}
    written = json.dumps(told, ensure_ascii=False)
    for words in (
        "fornavn",
        " skole",
        "sprog",
        " hjælper",
        " besked",
        " begrundelse",
        " klage",
        " svar",
        " ro",
    ):
        assert f"{MARK}{words}" in written, words
    assert f"{MARK}-17" in written and f"{MARK} grund" in written


def test_nothing_of_others_is_told(samklang, kanarie, browser_of):
    written = file_of(browser_of(samklang.bodil), kanarie, "json").content.decode()
    for name in (*OTHERS, "uden.ansvar@example.org", "+45 99 99 99 99", f"{MARK} kladde"):
        assert name not in written, name


def test_it_says_who_has_looked_in_which_role_and_at_what(samklang, kanarie, browser_of):
    browser_of(samklang.ida).get(reverse("participants:participant", args=[kanarie.pk]))
    looked = data_of(browser_of(samklang.bodil), kanarie)["read_by"]
    assert [(row["reader"], row["role"], row["what"]) for row in looked] == [
        ("Ida Lærkedal", "teacher", "page"),
        ("Bodil Koglehøj", "coordinator", "export"),
    ]


def test_the_document_says_the_same_in_the_language_of_the_school(samklang, kanarie, browser_of):
    answer = file_of(browser_of(samklang.bodil), kanarie, "pdf")
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
    assert MARK not in answer["Content-Disposition"]
    text = text_of(answer.content)
    for words in (f"{MARK}fornavn", f"{MARK} klage", f"{MARK} begrundelse", "Bodil Koglehøj"):
        assert words in text, words


@pytest.mark.parametrize(
    ("who", "status"), [("ida", 403), ("otto", 404), ("kim", 404), ("lone", 403), ("asta", 403)]
)
def test_only_the_schools_coordinators_fetch_it_and_nothing_else_is_logged(
    who, status, samklang, kanarie, browser_of
):
    assert file_of(browser_of(getattr(samklang, who)), kanarie, "json").status_code == status
    assert not rows(ReadEntry).exists()


@pytest.fixture
def own_link(kanarie) -> FamilyLink:
    """Verified, and the contact is that of the guardian with parental responsibility."""
    found = rows(FamilyLink).get(applications__participant=kanarie)
    found.email = rows(Guardian).get(participant=kanarie, has_parental_responsibility=True).email
    found.contact_verified_at = timezone.now()
    found.save()
    return found


def through(client, family: FamilyLink, person: Participant):
    return client.get(reverse("participants:family_access_file", args=[token_of(family), person.pk, "json"]))


def test_a_family_fetches_it_through_its_own_link_and_that_is_written_down(client, kanarie, own_link):
    answer = through(client, own_link, kanarie)
    assert json.loads(answer.content)["person"][0]["given_name"] == f"{MARK}fornavn"
    entry = rows(AuditEntry).get(action="fetch everything")
    assert (entry.actor_kind, entry.object_id) == ("link", str(kanarie.pk))


def test_the_other_guardians_contact_stays_with_the_school(client, kanarie, own_link):
    Guardian.objects.create(
        school=kanarie.school, participant=kanarie, name="Far Kanarie", email="far@example.org"
    )
    told = json.loads(through(client, own_link, kanarie).content)["guardians"]
    assert {row["name"]: row["email"] for row in told if row["has_parental_responsibility"]} == {
        f"{MARK} forælder0": own_link.email,
        "Far Kanarie": "",
    }


@pytest.mark.parametrize(
    "spoilt",
    ["not verified", "another contact", "sent by a partner", "protected address", "removed"],
)
def test_whoever_is_not_surely_the_guardian_is_sent_to_the_school(spoilt, client, kanarie, own_link):
    if spoilt == "not verified":
        rows(FamilyLink).update(contact_verified_at=None)
    elif spoilt == "another contact":
        rows(FamilyLink).update(email="stranger@example.org")
    elif spoilt == "sent by a partner":
        rows(Application).update(applicant="partner")
    elif spoilt == "protected address":
        rows(Participant).filter(pk=kanarie.pk).update(address_protection="strictly")
    else:
        rows(Participant).filter(pk=kanarie.pk).update(removed_on=timezone.localdate())
    assert through(client, own_link, kanarie).status_code == 404
    text = client.get(reverse("participants:family_access", args=[token_of(own_link)])).content.decode()
    assert "access/" not in text.split("<main")[1].split("</main")[0] and MARK not in text


def test_another_familys_link_opens_nothing(client, samklang, kanarie, own_link):
    other = link(samklang.bo, email=own_link.email, contact_verified_at=timezone.now())
    assert through(client, other, kanarie).status_code == 404
