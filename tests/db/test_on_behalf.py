"""What the school writes for a family: an application, a name learned later, a link on paper."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.change_details import change_details
from participants.actions.register_application import register_application
from participants.actions.renew_link import renew_link
from participants.links import find_link, token_of, url_of
from participants.models import (
    Applicant,
    Application,
    Consent,
    FamilyLink,
    Message,
    Participant,
    SuspectedPair,
)
from participants.rules.on_behalf import Details, Told
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry, ReadEntry
from programmes.models import Group
from programmes.policies.run import RunClosed
from tests.db.people import WHY, child, named_for
from tests.db.referring import referred

BORN = datetime.date(2015, 4, 3)
GRO = Details("Gro", "Prøvedal", birth_date=BORN, birth_year=2015, grade=3)


def rows(model):
    return model.objects.everything(why=WHY)


@pytest.fixture
def bodil(samklang) -> Actor:
    return Actor.of(samklang.bodil)


@pytest.fixture
def browser(samklang, browser_of):
    return browser_of(samklang.bodil)


def register(actor: Actor, group: Group, **fields) -> Application:
    return register_application(actor=actor, group_id=group.pk, told=Told(child=GRO, **fields))


def test_staff_register_what_the_family_told_and_the_family_gets_its_link(samklang, bodil):
    application = register(
        bodil, samklang.group, guardian_name="Mor", email="mor@example.org", language="uk", what_helps="Ro"
    )
    assert (application.applicant, application.what_helps) == (Applicant.STAFF, "Ro")
    assert (application.link.language, application.link.email) == ("uk", "mor@example.org")
    assert application.link.contact_verified_at is None
    assert [(one.kind, one.recipient) for one in rows(Message)] == [("received", "mor@example.org")]
    step = application.wishes.get().moves.get()
    assert (step.to_state, step.decided_by) == ("applied", samklang.bodil)


def test_a_family_without_contact_is_sent_nothing(samklang, bodil):
    register(bodil, samklang.group)
    assert not rows(Message).exists()


def test_the_same_form_sent_five_times_is_one_application(samklang, bodil):
    assert len({register(bodil, samklang.group).pk for _ in range(5)}) == 1


def test_a_child_that_is_known_is_suspected_and_not_joined(samklang, bodil):
    known = child(samklang.roskilde, "Gro", birth_date=BORN)
    application = register(bodil, samklang.group)
    assert application.participant != known
    assert rows(SuspectedPair).get().first == known


@pytest.mark.parametrize(("born", "by"), [(2015, "guardian"), (1990, "person")])
def test_consents_are_noted_as_given_by_whoever_decides(samklang, bodil, born, by):
    told = Told(child=Details("Gro", "Prøvedal", birth_year=born))
    register_application(actor=bodil, group_id=samklang.group.pk, told=told, consents=["photo"])
    consent = rows(Consent).get()
    assert (consent.purpose, consent.by, consent.noted_by) == ("photo", by, samklang.bodil)


@pytest.mark.parametrize(
    ("who", "refusal"), [("ida", PermissionDenied), ("kim", Group.DoesNotExist), ("nils", Group.DoesNotExist)]
)
def test_nobody_but_the_schools_coordinator_registers(samklang, who, refusal):
    with pytest.raises(refusal):
        register(Actor.of(getattr(samklang, who)), samklang.group)


def test_nothing_is_registered_in_a_closed_run(samklang, bodil):
    with pytest.raises(RunClosed):
        register(bodil, samklang.closed_group)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "2999-01-01"),
        ("birth_date", "in spring"),
        ("birth_year", "1492"),
        ("phone", "call me"),
        ("email", "mor"),
        ("given_name", ""),
        ("given_name", "x" * 10_000),
        ("grade", "99"),
        ("language", "xx"),
        ("consents", "everything"),
    ],
)
def test_bad_input_is_said_and_nothing_stored(samklang, browser, field, value):
    data = {"given_name": "Gro", "family_name": "Prøvedal", field: value}
    response = browser.post(reverse("participants:register", args=[samklang.group.pk]), data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not rows(Application).filter(applicant=Applicant.STAFF).exists()


def test_an_emoji_and_marks_of_direction_are_stored_as_written(samklang, browser):
    data = {"given_name": "Gro\u200f 🎻", "family_name": "Prøvedal"}
    response = browser.post(reverse("participants:register", args=[samklang.group.pk]), data)
    written = rows(Application).get(applicant=Applicant.STAFF).participant
    assert written.given_name == "Gro\u200f 🎻"
    assert response["Location"] == reverse("participants:link", args=[written.pk])


def test_a_reference_becomes_a_name_and_is_compared_then(samklang, bodil):
    known = child(samklang.roskilde, "Gro", birth_date=BORN)
    person = rows(Participant).create(school=samklang.roskilde, given_name="17-B", is_reference=True)
    changed = change_details(actor=bodil, participant_id=person.pk, details=GRO)
    assert (str(changed), changed.is_reference, changed.grade_country) == ("Gro Prøvedal", False, "DK")
    assert rows(SuspectedPair).get().first == known
    entry = AuditEntry.objects.everything(why=WHY).get(action="change details")
    assert "Gro" not in str(entry.values)
    assert "given_name" in entry.values["fields"]


def test_what_is_not_changed_is_not_noted(samklang, bodil):
    person = child(samklang.roskilde, "Gro", birth_date=BORN, birth_year=2015)
    change_details(actor=bodil, participant_id=person.pk, details=GRO)
    assert not AuditEntry.objects.everything(why=WHY).filter(action="change details").exists()


def test_the_page_of_details_shows_the_reference_as_no_name(samklang, browser):
    person = rows(Participant).create(school=samklang.roskilde, given_name="17-B", is_reference=True)
    response = browser.get(reverse("participants:details", args=[person.pk]))
    assert response.context["form"].initial.get("given_name") is None
    assert "17-B" in response.content.decode()


def test_the_link_is_printed_in_the_familys_language_and_reading_it_is_logged(samklang, browser, bodil):
    application = register(bodil, samklang.group, language="ar")
    response = browser.get(reverse("participants:link", args=[application.participant_id]))
    page = response.content.decode()
    assert url_of(application.link) in page
    assert '<section class="paper stack" lang="ar" dir="rtl">' in page
    assert 'class="qr"' in page
    read = ReadEntry.objects.everything(why=WHY).get()
    assert read.object_id == str(application.participant_id)


def test_a_new_link_ends_the_older_address_and_is_audited(samklang, bodil):
    application = register(bodil, samklang.group, email="mor@example.org")
    older = token_of(application.link)
    renewed = renew_link(actor=bodil, participant_id=application.participant_id)
    with pytest.raises(FamilyLink.DoesNotExist):
        find_link(older)
    assert find_link(token_of(renewed)) == application.link
    assert AuditEntry.objects.everything(why=WHY).filter(action="renew link").count() == 1


def test_an_application_without_a_link_gets_its_first(samklang, bodil):
    referral = referred(samklang, "Sag 1", by=samklang.nils)
    link = renew_link(actor=bodil, participant_id=referral.application.participant_id)
    referral.application.refresh_from_db()
    assert referral.application.link == link


@pytest.mark.parametrize("act", [renew_link, change_details])
def test_only_coordinators_and_of_a_protected_address_only_those_named(samklang, act):
    fields = {"details": GRO} if act is change_details else {}
    person = referred(samklang, "Sag 1", by=samklang.nils).application.participant
    for who in ("ida", "kim", "lone", "asta", "nils"):
        with pytest.raises((Participant.DoesNotExist, PermissionDenied)):
            act(actor=Actor.of(getattr(samklang, who)), participant_id=person.pk, **fields)
    rows(Participant).filter(pk=person.pk).update(address_protection="strictly")
    with pytest.raises(Participant.DoesNotExist):
        act(actor=Actor.of(samklang.bodil), participant_id=person.pk, **fields)
    named_for(person, samklang.bodil)
    act(actor=Actor.of(samklang.bodil), participant_id=person.pk, **fields)


def test_for_whom_nobody_has_applied_there_is_no_link(samklang, browser):
    page = reverse("participants:link", args=[child(samklang.roskilde, "Gro").pk])
    assert browser.get(page).context["link"] is None
    assert browser.post(page).status_code == 404
