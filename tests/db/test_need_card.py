"""The need card: who writes it, how long it holds, and that each reading is logged."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.need_card import renew_card, write_card
from participants.actions.remove_expired import NAME, remove_expired
from participants.models import Participant, SupportNeed
from participants.rules.school_year import lasts_until
from portal.audit.actor import Actor
from portal.audit.models import ReadEntry
from tests.db.people import child, enrol, named_for
from tests.db.test_retention import rows

WORDS = {"what_helps": "Korte beskeder", "to_avoid": "Høj lyd", "pause": "Sid ved døren", "same_adult": True}


def write(samklang, who: str = "ida", person: Participant | None = None) -> SupportNeed:
    actor = Actor.of(getattr(samklang, who))
    return write_card(actor=actor, participant_id=(person or samklang.bo).pk, **WORDS)


def address_of(name: str, person: Participant) -> str:
    return reverse(f"participants:{name}", args=[person.pk])


def test_a_substitute_reads_all_of_it_on_one_page_and_that_is_logged(samklang, browser_of):
    write(samklang)
    text = browser_of(samklang.ida).get(address_of("card", samklang.bo)).content.decode()
    assert all(words in text for words in ("Korte beskeder", "Høj lyd", "Sid ved døren"))
    entry = rows(ReadEntry).get()
    assert (entry.reader, entry.what, entry.role, entry.object_id) == (
        samklang.ida,
        "card",
        "teacher",
        str(samklang.bo.pk),
    )


@pytest.mark.parametrize("who", ["ida", "bodil"])
def test_the_coordinator_and_the_groups_teacher_write_it_and_there_is_one(who, samklang):
    write(samklang, "bodil")
    write(samklang, who)
    assert rows(SupportNeed).filter(participant=samklang.bo).count() == 1


@pytest.mark.parametrize("who", ["otto", "kim", "lone", "asta"])
def test_nobody_else_does(who, samklang, browser_of):
    with pytest.raises((Participant.DoesNotExist, PermissionDenied)):
        write(samklang, who)
    assert browser_of(getattr(samklang, who)).get(address_of("card", samklang.bo)).status_code in (403, 404)
    assert not rows(ReadEntry).exists()


def test_that_of_a_protected_address_opens_for_the_named_alone(samklang, browser_of):
    hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
    enrol(samklang.group, hidden)
    named_for(hidden, samklang.ida)
    write(samklang, "ida", hidden)
    assert browser_of(samklang.ida).get(address_of("card", hidden)).status_code == 200
    assert browser_of(samklang.bodil).get(address_of("card", hidden)).status_code == 404


@pytest.mark.parametrize(
    ("today", "until"),
    [("2026-08-01", "2027-07-31"), ("2026-01-15", "2026-07-31"), ("2026-05-31", "2026-07-31"),
     ("2026-06-01", "2027-07-31"), ("2026-07-31", "2027-07-31")],
)  # fmt: skip
def test_it_holds_until_the_end_of_the_school_year(today, until):
    assert lasts_until(datetime.date.fromisoformat(today)) == datetime.date.fromisoformat(until)


def test_it_is_renewed_with_one_button_and_gone_without(samklang, browser_of):
    card = write(samklang)
    soon = datetime.date(lasts_until(datetime.date.today()).year - 1, 7, 31)
    rows(SupportNeed).filter(pk=card.pk).update(expires_on=max(soon, datetime.date.today()))
    before = rows(SupportNeed).get(pk=card.pk).expires_on
    assert browser_of(samklang.ida).post(address_of("renew_card", samklang.bo)).status_code == 302
    assert rows(SupportNeed).get(pk=card.pk).expires_on > before
    late = datetime.datetime.combine(
        lasts_until(datetime.date.today()) + datetime.timedelta(days=1), datetime.time(12), datetime.UTC
    )
    assert remove_expired(actor=Actor.system(NAME), now=late).cards == 1


def test_one_that_has_expired_is_not_renewed(samklang):
    card = write(samklang)
    rows(SupportNeed).filter(pk=card.pk).update(expires_on=datetime.date(2024, 7, 31))
    renew_card(actor=Actor.of(samklang.ida), participant_id=samklang.bo.pk)
    assert rows(SupportNeed).get(pk=card.pk).expires_on == datetime.date(2024, 7, 31)


def test_a_form_without_words_is_sent_back(samklang, browser_of):
    answer = browser_of(samklang.ida).post(address_of("edit_card", samklang.bo), {"what_helps": ""})
    assert answer.status_code == 422
    answer = browser_of(samklang.ida).post(address_of("edit_card", samklang.bo), {"what_helps": "x" * 10_000})
    assert answer.status_code == 422
