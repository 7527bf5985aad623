"""A person's right to be forgotten, before the date."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.remove_person import erase_person
from participants.models import Attendance, Enrolment, EnrolmentMove, NamedKeeper, Participant, Place
from participants.rules.age_bands import age_band
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from programmes.models import Session
from tests.db.families import whole
from tests.db.people import child, enrol
from tests.db.test_retention import rows, stored

MARK = "Kanarie"


@pytest.fixture
def kanarie(samklang):
    return whole(samklang.group, samklang.bodil, MARK)


def test_every_word_goes_at_once_and_the_marks_stay(samklang, kanarie):
    assert MARK.casefold() in stored()
    erase_person(actor=Actor.of(samklang.bodil), participant_id=kanarie.pk)
    assert not re.findall(f".{{60}}{MARK.casefold()}.{{20}}", stored())
    assert rows(Attendance).filter(participant=kanarie.pk).count() == 1
    assert rows(Participant).get(pk=kanarie.pk).age_band == age_band(2014, samklang.run.ends_on.year)


def test_her_place_is_free_and_the_history_says_that_she_withdrew(samklang, kanarie):
    erase_person(actor=Actor.of(samklang.bodil), participant_id=kanarie.pk)
    left = rows(Enrolment).get(participant=kanarie.pk)
    assert (left.state, bool(left.left_on)) == ("withdrawn", True)
    assert not rows(Place).filter(enrolment=left).exists()
    step = rows(EnrolmentMove).filter(enrolment=left).latest("pk")
    assert (step.from_state, step.to_state, step.decided_by) == ("enrolled", "withdrawn", samklang.bodil)


def test_notes_that_name_others_stay(samklang, kanarie):
    other = rows(Session).get(pk=samklang.yesterday.pk)
    other.note, other.state = "Bo sang med", "held"
    other.save()
    erase_person(actor=Actor.of(samklang.bodil), participant_id=kanarie.pk)
    assert rows(Session).get(pk=other.pk).note == "Bo sang med"


def test_it_is_written_down_who_removed_her_and_nothing_of_who_she_was(samklang, kanarie):
    erase_person(actor=Actor.of(samklang.bodil), participant_id=kanarie.pk)
    entry = rows(AuditEntry).get(action="remove person", object_id=str(kanarie.pk))
    assert (entry.actor, entry.values) == (samklang.bodil, {})


@pytest.mark.parametrize(("who", "error"), [("ida", PermissionDenied), ("kim", Participant.DoesNotExist)])
def test_only_the_schools_coordinators_may(who, error, samklang, kanarie):
    with pytest.raises(error):
        erase_person(actor=Actor.of(getattr(samklang, who)), participant_id=kanarie.pk)
    assert rows(Participant).get(pk=kanarie.pk).removed_on is None


def test_the_page_asks_once_more_and_names_the_places_that_end(samklang, kanarie, browser_of):
    address, bodil = reverse("participants:erase", args=[kanarie.pk]), browser_of(samklang.bodil)
    assert "Prøvevangen" in bodil.get(address).content.decode()
    assert rows(Participant).get(pk=kanarie.pk).removed_on is None
    assert bodil.post(address, follow=True).redirect_chain
    assert bodil.get(reverse("participants:participant", args=[kanarie.pk])).status_code == 404


def test_her_place_on_an_old_roll_is_a_place_without_a_name(samklang, kanarie, browser_of):
    held = rows(Session).get(attendances__participant=kanarie.pk)
    erase_person(actor=Actor.of(samklang.bodil), participant_id=kanarie.pk)
    text = browser_of(samklang.ida).get(reverse("participants:roll_call", args=[held.pk])).content.decode()
    assert MARK not in text and "Amina" in text


def test_what_goes_when_is_told_in_numbers(samklang, browser_of):
    protected = child(samklang.roskilde, "Hemmelig", address_protection="strictly")
    enrol(samklang.other_group, protected)
    assert not rows(NamedKeeper).filter(participant=protected).exists()
    answer = browser_of(samklang.bodil).get(reverse("participants:retention"))
    assert sum(number for _day, number in answer.context["days"]) == 5
    assert "Hemmelig" not in answer.content.decode()
