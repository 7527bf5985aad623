"""A family is reminded once of what is soon due back, in words that name neither child nor programme."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from participants.actions.lend import extend_loan, give_back, lend
from participants.actions.remind_due import NAME, remind_due
from participants.links import token_of
from participants.models import FamilyLink, Loan, Message, Participant, SchoolSettings
from portal.audit.actor import Actor
from tests.db.around import lent, rows, thing, today
from tests.db.letters import family, sent
from tests.db.people import enrol, group, run

pytestmark = pytest.mark.django_db
EMAIL = "mor@example.org"


@pytest.fixture
def hannes(samklang) -> Participant:
    return family(samklang.group, "Hannes", email=EMAIL).participant


def remind(now: datetime.datetime | None = None) -> int:
    return remind_due(actor=Actor.system(NAME), now=now)


def loans(samklang, person: Participant, *days: int) -> list[Loan]:
    return [
        lent(thing(samklang.roskilde, f"Bratsch {number}"), person, samklang.ida, days=day)
        for number, day in enumerate(days)
    ]


def test_once_a_due_date_for_all_that_is_due_then_and_never_for_what_is_not(samklang, hannes):
    soon, too, late, overdue, back = loans(samklang, hannes, 2, 2, 3, -1, 1)
    give_back(actor=Actor.of(samklang.bodil), loan_id=back.pk)
    assert remind() == 1
    assert {loan.pk for loan in rows(Loan).exclude(reminded_at=None)} == {soon.pk, too.pk}
    assert remind() == 0
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    assert remind(tomorrow) == 1
    assert {one.loan_id for one in rows(Message).filter(kind="due")} == {soon.pk, late.pk}
    assert not rows(Loan).get(pk=overdue.pk).reminded_at


def test_after_an_extension_of_the_new_day_and_as_early_as_the_school_has_set(samklang, hannes):
    (loan,) = loans(samklang, hannes, 1)
    assert remind() == 1
    extend_loan(actor=Actor.of(samklang.bodil), loan_id=loan.pk, due_on=today(9))
    assert remind() == 0
    SchoolSettings.objects.create(school=samklang.roskilde, due_reminder_days=9)
    assert remind() == 1


def test_the_words_name_neither_child_nor_thing_nor_programme(samklang, hannes):
    loans(samklang, hannes, 1)
    remind()
    assert sent(rows(Message).get(kind="due")).sent_at
    said = mail.outbox[0].subject + mail.outbox[0].body
    assert "Kulturskolen Roskilde" in said
    assert f"{today(1).day}. " in mail.outbox[0].body
    for secret in ("Hannes", "Prøvedal", "Bratsch", "Musik for alle", "Prøvevangen"):
        assert secret not in said


def test_of_a_protected_address_it_says_that_there_is_a_message_and_no_more(samklang, hannes):
    rows(Participant).filter(pk=hannes.pk).update(address_protection="strictly")
    loans(samklang, hannes, 1)
    remind()
    assert sent(rows(Message).get(kind="due")).sent_at
    said = mail.outbox[0].subject + mail.outbox[0].body
    for secret in ("Roskilde", "Bratsch", "Hannes", str(today(1).day) + ". "):
        assert secret not in said


def test_what_nobody_can_bring_is_a_phone_call_and_nobody_is_told_of_a_removed_person(samklang):
    loans(samklang, samklang.bo, 1)
    assert remind() == 1
    message = rows(Message).get(kind="due")
    assert (message.channel, bool(message.failed_at)) == ("call", True)
    rows(Loan).update(reminded_at=None)
    rows(Participant).filter(pk=samklang.bo.pk).update(removed_on=today())
    assert remind() == 0


def test_the_familys_own_page_says_what_is_due_and_of_a_protected_address_only_when(samklang, hannes, client):
    loans(samklang, hannes, 3)
    link = rows(FamilyLink).get(applications__participant=hannes)

    def shown() -> list[str]:
        page = client.get(reverse("participants:family", args=[token_of(link)]))
        assert page.status_code == 200
        return [one.what for one in page.context["borrowed"]]

    assert shown() == ["Bratsch 0"]
    rows(Participant).filter(pk=hannes.pk).update(address_protection="strictly")
    assert shown() == [""]
    rows(Loan).update(returned_on=today())
    assert shown() == []


def test_of_two_runs_the_loan_lasts_as_long_as_the_one_that_has_begun(samklang):
    later = run(samklang.programme, [samklang.roskilde], "Næste", starts_on=today(70), ends_on=today(300))
    enrol(group(later, samklang.roskilde, "Næste"), samklang.bo, enrolled_on=today())
    own = thing(samklang.roskilde)
    made = lend(actor=Actor.of(samklang.bodil), equipment_id=own.pk, participant_id=samklang.bo.pk)
    assert made.due_on == samklang.run.ends_on
    rows(type(later)).filter(pk=samklang.run.pk).update(ends_on=today(-1))
    own = thing(samklang.roskilde)
    made = lend(actor=Actor.of(samklang.bodil), equipment_id=own.pk, participant_id=samklang.bo.pk)
    assert made.due_on == later.ends_on
