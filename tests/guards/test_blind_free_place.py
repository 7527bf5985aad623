"""Who pays shows on the coordinators' pages about money, and nowhere else.

Everything is read of a child with a fee, a free place and a place that several pay for. What never asks the
database who pays cannot tell it; what does is read again after all of that has been taken away, and reads
the same: to a teacher, the family by its own link, a partner, and the coordinator on all other pages, lists,
exports and in the API. So do the letter and the mail.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import resolve

from participants.actions.free_place import give_free_place
from participants.actions.tell_family import TASK
from participants.documents.letter import write
from participants.links import token_of
from participants.models import (
    CostShare,
    Enrolment,
    EnrolmentMove,
    Fee,
    FeeWaiver,
    InvoiceFile,
    InvoiceLine,
    Letter,
    Message,
    Participant,
    Settlement,
    SettlementLine,
    SharedCost,
    SharePayer,
)
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.models import AuditEntry
from portal.jobs.models import Job
from tests.db.people import WHY
from tests.guards import canary as cage
from tests.guards.canary import Canary, Reader, addresses
from tests.guards.matrix_sharing import SHARING

pytestmark = pytest.mark.django_db
MONEY = (
    Fee,
    FeeWaiver,
    CostShare,
    SharePayer,
    SharedCost,
    Settlement,
    SettlementLine,
    InvoiceFile,
    InvoiceLine,
)
WHO_PAYS = re.compile("|".join(rf'"{model._meta.db_table}"' for model in (*MONEY, AuditEntry)))
PAYING = (FeeWaiver, CostShare, Fee)
HANDED_OUT = {
    "participants:access_file": "all that is stored about a person, for herself",
    "participants:family_access_file": "the same, for the family that asks",
}
"""Where the law asks that it is told."""
OTHERWISE = {
    "participants:observe": "holds a code that is another each time; its form is the same for all",
    "api-schema": "is about no child, and long",
}
_ABOUT_THE_CHILD = 6
_EACH_TIME_ANOTHER = re.compile(
    r"csrfmiddlewaretoken\" value=\"\w+|csrftoken[\"'=: ]+\w+|nonce-[\w+/=-]+|sessionid=\w+"
    r"|\d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT|DTSTAMP:\w+"
)


@pytest.fixture(scope="module")
def child(django_db_setup, django_db_blocker) -> Iterator[Canary]:
    """Everything is stored about the child; its address is not protected, so that all of it shows."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = cage.build()
        Participant.objects.everything(why=WHY).filter(pk=built.child.pk).update(address_protection="")
        built.token_link = built.own_link
        for model in PAYING:
            for row in model.objects.everything(why=WHY).filter(enrolment__participant=built.child):
                amount = {"before": None, "after": 1}
                record(Actor.of(built.coordinator), "pay", row, school=row.school_id, amount=amount)
        yield built
        transaction.set_rollback(True)


def asked_of(child: Canary, *, by_link: bool = False) -> list[str]:
    """Of addresses that are tried with every number there is, none is about a child.

    A family's link reads the same whoever holds it: either these addresses or all others.
    """
    token = f"/{token_of(child.own_link)}/"
    by_name: dict[str, list[str]] = defaultdict(list)
    for address in addresses(child):
        if not address.startswith("/account/") and (token in address) is by_link:
            by_name[resolve(address).view_name].append(address)
    known = {name: found for name, found in by_name.items() if len(found) <= _ABOUT_THE_CHILD}
    return [
        one
        for name, found in known.items()
        if name not in {*SHARING, *HANDED_OUT, *OTHERWISE}
        for one in found
    ]


@dataclass(frozen=True)
class Answer:
    text: str
    asks_who_pays: bool


def read(user: User | None, asked: list[str]) -> dict[str, Answer]:
    reader, seen = Reader(user), {}
    for address in asked:
        with statements() as made:
            status, text = reader.read(address)
        told = f"{status} {_EACH_TIME_ANOTHER.sub('', text)}"
        seen[address] = Answer(told, any(WHO_PAYS.search(statement) for statement in made))
    return seen


@contextmanager
def statements() -> Iterator[list[str]]:
    made: list[str] = []

    def note(execute, sql, params, many, context):
        made.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield made


def differing(child: Canary, user: User | None, asked: list[str]) -> list[str]:
    """Addresses that are read otherwise once nothing is left of who pays."""
    free = {address: answer for address, answer in read(user, asked).items() if answer.asks_who_pays}
    with transaction.atomic():
        pays(child)
        without = read(user, list(free))
        transaction.set_rollback(True)
    return [address for address in free if free[address].text != without[address].text]


def pays(child: Canary) -> None:
    """And what the log has of it."""
    labels = [model._meta.label_lower for model in PAYING]
    AuditEntry.objects.everything(why=WHY).filter(model__in=labels).delete()
    for model in PAYING:
        model.objects.everything(why=WHY).filter(enrolment__participant=child.child).delete()


def test_there_is_a_free_place_to_be_seen(child):
    """Or all else would be blind: the coordinators' own pages do differ."""
    place = Enrolment.objects.everything(why=WHY).get(participant=child.child, state="enrolled")
    own = [f"/enrolments/{place.pk}/payment/", f"/groups/{place.group_id}/fees/?day=2024-09-01"]
    assert differing(child, child.coordinator, own) == own


def test_no_teacher_reads_who_pays(child):
    assert not differing(child, child.teacher, asked_of(child))


def test_no_partner_reads_who_pays(child):
    asked = [one for one in asked_of(child) if "/referrals/" in one or one.startswith("/api/")]
    assert len(asked) >= 8
    assert not differing(child, child.world.users["partner"], asked)


def test_the_coordinators_other_pages_do_not_show_it(child):
    assert not differing(child, child.coordinator, asked_of(child))


def test_the_family_sees_nothing_that_marks_it(child):
    asked = asked_of(child, by_link=True)
    assert sum(answer.text.startswith("200") for answer in read(None, asked).values()) >= 8
    assert not differing(child, None, asked)


def test_the_letter_reads_the_same_and_no_mail_is_sent(child):
    moves = EnrolmentMove.objects.everything(why=WHY).filter(enrolment__participant=child.child)
    move = moves.filter(to_state="enrolled").select_related("enrolment__group__run__programme").get()
    letter = Letter(school=move.school, enrolment=move.enrolment, move=move, language="da")
    free = write(letter).html
    with transaction.atomic():
        pays(child)
        assert write(letter).html == free
        messages, jobs = Message.objects.everything(why=WHY), Job.objects.everything(why=WHY)
        before = (messages.count(), jobs.filter(task=TASK).count(), len(mail.outbox))
        place = Enrolment.objects.everything(why=WHY).get(participant=child.child, state="enrolled")
        give_free_place(actor=Actor.of(child.coordinator), enrolment_id=place.pk, day=place.enrolled_on)
        assert (messages.count(), jobs.filter(task=TASK).count(), len(mail.outbox)) == before
        transaction.set_rollback(True)


def test_a_page_that_tells_of_it_is_found(child, monkeypatch):
    """The guard seen to fail: a name with a mark beside it wherever the place is free."""
    plain = Participant.__str__

    def marked(row: Participant) -> str:
        waivers = FeeWaiver.objects.everything(why=WHY).filter(enrolment__participant=row)
        return f"{plain(row)}*" if waivers.exists() else plain(row)

    monkeypatch.setattr(Participant, "__str__", marked)
    page = f"/participants/{child.child.pk}/"
    assert differing(child, child.teacher, [page]) == [page]
