"""The written decision: what stands in it, in which language, and who may read it."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from participants.actions.approve import approve
from participants.actions.withdraw import withdraw
from participants.actions.write_letter import request_letter_again
from participants.files import named_by_letters
from participants.links import token_of
from participants.models import EnrolmentMove, Letter, SchoolSettings
from participants.tasks import write
from portal.audit.actor import Actor
from portal.audit.models import ReadEntry
from portal.documents import storage
from portal.documents.orphans import clear_orphans
from portal.jobs.models import Job, JobState
from portal.web.translations import reading
from tests.db.letters import content, family, languages_of, letter_of, made, read, refused
from tests.db.people import WHY, applies, child
from tests.documents.reading import opened

pytestmark = pytest.mark.django_db
DANISH_APPEAL = (
    "You can appeal to the municipality. The municipality's own rules for complaints say how and when."
)
NORWEGIAN_APPEAL = (
    "You can appeal to the municipality within three weeks from the day you got this letter "
    "(Public Administration Act, sections 28 and 29)."
)
OWN_APPEAL_TEXT = "Klag til Kulturudvalget senest om fire uger."


def test_a_family_that_reads_the_schools_language_gets_one_text(samklang):
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    assert len(opened(content(letter)).pages) == 1
    assert languages_of(opened(content(letter))) == [("/Sect", "da")]


def test_the_schools_own_words_on_appeals_take_the_place_of_the_standard_text(samklang):
    SchoolSettings.objects.create(
        school=samklang.roskilde, appeal_text=OWN_APPEAL_TEXT, letter_intro="Tak for ansøgningen."
    )
    text = read(made(letter_of(refused(samklang.bodil, family(samklang.group, language="ar")))))
    with reading("da"):
        standard = gettext(DANISH_APPEAL)
    assert text.count(OWN_APPEAL_TEXT) == 1
    assert standard not in text
    assert "Tak for ansøgningen." in text


def test_norway_reads_of_the_public_administration_act(samklang):
    group = samklang.group
    group.pk, group.school = None, samklang.kongsberg
    group.save()
    text = read(made(letter_of(refused(samklang.kari, family(group, language="nb")))))
    with reading("nb"):
        standard = gettext(NORWEGIAN_APPEAL)
    assert standard in text


def test_an_offer_says_until_when_it_is_answered(samklang):
    samklang.group.asks_answer = True
    samklang.group.save()
    enrolment = family(samklang.group)
    approve(actor=Actor.of(samklang.bodil), enrolment_id=enrolment.pk, based_on="applied")
    move = EnrolmentMove.objects.everything(why=WHY).get(enrolment=enrolment, to_state="offered")
    offer = enrolment.offers.everything(why=WHY).get()
    offer.answer_by = datetime.date(2031, 3, 14)
    offer.save()
    assert "14. marts 2031" in read(made(letter_of(move)))


def test_a_child_with_a_protected_address_is_not_named_in_the_file(samklang):
    enrolment = family(samklang.group, "Hemmelig", address_protection="strictly")
    enrolment.participant.keepers.create(school=samklang.roskilde, user=samklang.bodil)
    letter = made(letter_of(refused(samklang.bodil, enrolment)))
    text = read(letter)
    assert "Hemmelig" not in text
    assert "Prøvedal" not in text
    assert f"{enrolment.pk}-{letter.move_id}" in text


def test_a_familys_own_step_makes_no_letter(samklang):
    enrolment = family(samklang.group)
    actor = Actor.link("family", enrolment.application.link_id)
    withdraw(actor=actor, enrolment_id=enrolment.pk, based_on="applied", grounds="")
    assert not Letter.objects.everything(why=WHY).filter(enrolment=enrolment).exists()


def test_a_decision_without_a_link_has_its_letter_in_the_schools_language(samklang):
    letter = letter_of(refused(samklang.bodil, applies(samklang.group, child(samklang.roskilde, "Hannes"))))
    assert letter.language == "da"
    assert made(letter).made_at


def test_a_second_delivery_changes_nothing(samklang):
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    before = (letter.file, letter.sha256, letter.made_at)
    write(str(letter.job_id))
    again = letter_of(letter.move)
    assert (again.file, again.sha256, again.made_at) == before
    assert storage.checksum(content(again)) == again.sha256


def test_no_letter_is_made_of_somebody_whose_details_have_been_removed(samklang):
    enrolment = family(samklang.group)
    letter = letter_of(refused(samklang.bodil, enrolment))
    enrolment.participant.removed_on = timezone.localdate()
    enrolment.participant.save()
    assert (made(letter).file, made(letter).job.state) == ("", JobState.FAILED)


def test_the_coordinator_reads_it_and_the_reading_is_logged(samklang, browser_of):
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    answer = browser_of(samklang.bodil).get(f"/letters/{letter.pk}/")
    assert answer.content == content(letter)
    assert answer["Content-Disposition"] == 'inline; filename="letter.pdf"'
    logged = ReadEntry.objects.everything(why=WHY).get(what="letter")
    assert (logged.reader, logged.object_id) == (samklang.bodil, str(letter.enrolment.participant_id))


def test_the_family_reads_its_own_letters_through_its_link_alone(samklang):
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    other = family(samklang.group, "Nabo").application.link
    own = letter.enrolment.application.link
    assert Client().get(f"/family/{token_of(own)}/letters/{letter.pk}/").content == content(letter)
    assert Client().get(f"/family/{token_of(other)}/letters/{letter.pk}/").status_code == 404
    own.expires_at = timezone.now()
    own.save()
    assert Client().get(f"/family/{token_of(own)}/letters/{letter.pk}/").status_code == 404


def test_the_history_says_how_the_letter_stands(samklang, browser_of):
    bodil = browser_of(samklang.bodil)
    letter = letter_of(refused(samklang.bodil, family(samklang.group)))
    person = f"/participants/{letter.enrolment.participant_id}/"
    samklang.bodil.chosen_language = "en"
    samklang.bodil.save()

    def page_says() -> str:
        return bodil.get(person).content.decode()

    assert "The letter is being made." in page_says()
    Job.objects.everything(why=WHY).filter(pk=letter.job_id).update(state=JobState.FAILED, reason="No room.")
    assert "No room." in page_says()
    assert bodil.post(f"/letters/{letter.pk}/again/").status_code == 302
    made(letter_of(letter.move))
    assert f"/letters/{letter.pk}/" in page_says()


def test_a_letter_that_is_made_is_not_made_again(samklang):
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    request_letter_again(actor=Actor.of(samklang.bodil), letter_id=letter.pk)
    assert letter_of(letter.move).job_id == letter.job_id


def test_the_sweeper_leaves_letters_and_removes_what_no_letter_names(samklang, settings):
    settings.ORPHAN_FILE_SECONDS = -5
    letter = made(letter_of(refused(samklang.bodil, family(samklang.group))))
    orphan = storage.publish("letter.pdf", b"%PDF-1.7").path
    clear_orphans()
    assert content(letter)
    assert not storage.private_storage().exists(orphan)
    assert named_by_letters({letter.file, orphan}) == {letter.file}
