"""A child with a protected address is found with those who are named for it, and nowhere else."""

import datetime
import json
import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse

from participants.actions import tell_family, tell_staff, write_letter
from participants.actions.refuse import refuse
from participants.links import token_of
from participants.models import Enrolment, Message, Participant
from participants.querysets.people import ParticipantQuerySet
from participants.tasks import send, send_to_staff, write
from portal.audit.actor import Actor
from portal.documents.storage import private_storage
from portal.jobs.models import Job
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import token_of as feed_token
from programmes.models import Session
from reports.rules.periods import Period
from tests.db.statistics import count_rows
from tests.documents.reading import text_of
from tests.guards import canary as cage
from tests.guards.canary import Canary, Reader, addresses, found
from tests.guards.world import ROLES
from tests.reports.making import content, made, written

pytestmark = pytest.mark.django_db
WHY = "a test looks for the marks"
LONG_PAST = datetime.timedelta(days=2, minutes=7)
WORK = {tell_family.TASK: send, tell_staff.TASK: send_to_staff, write_letter.TASK: write}


@pytest.fixture(scope="module")
def canary(django_db_setup, django_db_blocker) -> Iterator[Canary]:
    with django_db_blocker.unblock(), transaction.atomic():
        built = cage.build()
        count_rows()
        yield built
        transaction.set_rollback(True)


def leaks(canary: Canary, reader: Reader, asked: list[str]) -> dict[str, set[str]]:
    """Addresses whose answer shows a mark: as they stand, searched by name, and when something is sent."""
    seen: dict[str, set[str]] = {}
    name = canary.child.given_name
    for address in asked:
        status, text = reader.read(address)
        shown = found(canary, text)
        if status == 200:
            # The page may repeat what was searched for, and nothing beyond that.
            searched = reader.read(address, data={"name": name, "q": name, "search": name})[1]
            shown |= {mark for mark in found(canary, searched) if mark.casefold() != name.casefold()}
        if status in (200, 405):
            shown |= found(canary, reader.read(address, "POST", {"grounds": "Fordi"})[1])
        if shown:
            seen[address] = shown
    return seen


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_search_shows_it_to_whoever_is_not_named(role, canary, caplog, tmp_path, monkeypatch):
    """Each holds another family's link as well. Logs, the cache and temporary files are looked into."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.INFO)
    assert not leaks(canary, Reader(canary.world.users[role]), list(addresses(canary)))
    assert not found(canary, caplog.text)
    assert not found(canary, files_below(tmp_path, Path(settings.VAR) / "cache"))


def files_below(*folders: Path) -> str:
    files = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path}\n{path.read_bytes().decode(errors='replace')}" for path in files)


def of_the_child(canary: Canary) -> list[str]:
    return [address for address in addresses(canary) if "/participants/" in address]


def test_those_who_are_named_do_find_it(canary):
    """Or the test would be blind: the name on pages and in the API, and every text in the whole record."""
    pages = [
        reverse("participants:participant", args=[canary.child.pk]),
        reverse("participants:card", args=[canary.child.pk]),
        reverse("participants:roll_call", args=[canary.world.samklang.yesterday.pk]),
        reverse("api-participant-detail", args=[canary.child.pk]),
    ]
    for user in (canary.coordinator, canary.teacher):
        assert set(leaks(canary, Reader(user), pages)) == set(pages)
    assert len(leaks(canary, Reader(canary.coordinator), of_the_child(canary))) >= 12


def test_a_substitute_finds_it_by_that_session_alone_and_until_the_day_after(canary):
    """The roll call of the one session, the child's page and card; no other session, and nothing later."""
    pk, session = canary.child.pk, canary.world.samklang.yesterday
    roll, person = reverse("participants:roll_call", args=[session.pk]), f"/participants/{pk}/"
    seen = leaks(canary, Reader(canary.substitute), list(addresses(canary)))
    assert {roll, person, reverse("participants:card", args=[pk])} <= set(seen)
    others = [one for one in seen if f"/sessions/{session.pk}/" not in one and person not in one]
    # As the group's teacher would, she sees what the child has borrowed.
    borrowed = ("thing", "lend", "extend_loan", "give_back")
    known = {reverse(f"participants:{name}", args=[7]) for name in borrowed}
    known |= {reverse("api-participant-list"), reverse("participants:equipment")}
    assert {re.sub(r"/\d+/", "/7/", one) for one in others} <= known
    with transaction.atomic():
        gone = {"starts_at": session.starts_at - LONG_PAST, "ends_at": session.ends_at - LONG_PAST}
        Session.objects.everything(why=WHY).filter(pk=session.pk).update(**gone)
        assert not leaks(canary, Reader(canary.substitute), list(seen))
        transaction.set_rollback(True)


def test_no_calendar_holds_it(canary):
    """Of those who are named as little as of others; a family's own is empty."""
    samklang = canary.world.samklang
    for user in (canary.teacher, canary.substitute, samklang.ida, samklang.bodil):
        with transaction.atomic():
            address = reverse("programmes:calendar", args=[feed_token(renew_feed(actor=Actor.of(user)))])
            status, text = Reader(None).read(address)
            transaction.set_rollback(True)
        assert (status, found(canary, text)) == (200, set())
        assert samklang.group.name not in text
    own = reverse("participants:family_calendar", args=[token_of(canary.own_link)])
    status, text = Reader(None).read(own)
    assert (status, text.count("BEGIN:VEVENT")) == (200, 0)


def test_a_page_that_forgets_the_protection_is_found(canary, monkeypatch):
    """The guard seen to fail: a scope without the rule about protected addresses."""
    monkeypatch.setattr(ParticipantQuerySet, "visible_to", ParticipantQuerySet.in_scope_of)
    seen = leaks(canary, Reader(canary.world.users["coordinator"]), of_the_child(canary))
    assert reverse("participants:participant", args=[canary.child.pk]) in seen
    assert reverse("participants:participants") in seen


@pytest.fixture
def decided(canary, django_capture_on_commit_callbacks) -> Iterator[Canary]:
    """A named coordinator has refused the other wish; the workers have written, sent and told."""
    with transaction.atomic():
        wish = Enrolment.objects.everything(why=WHY).get(participant=canary.child, state="applied")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("portal.jobs.queue.current_app.send_task", lambda *args, **kwargs: None)
            refuse(
                actor=Actor.of(canary.coordinator), enrolment_id=wish.pk, based_on="applied", grounds="Fuldt"
            )
            for job in list(Job.objects.everything(why=WHY).filter(state="waiting", task__in=WORK)):
                WORK[job.task](str(job.pk))
        reader = Reader(canary.coordinator).client
        reader.get(reverse("participants:participant", args=[canary.child.pk]))
        yield canary
        transaction.set_rollback(True)


def test_no_mail_says_more_than_its_envelope(decided):
    assert mail.outbox
    for sent in mail.outbox:
        assert not found(decided, f"{sent.message().as_string()}\n{sent.body}")
    assert found(decided, " ".join(address for sent in mail.outbox for address in sent.recipients()))
    assert Message.objects.everything(why=WHY).filter(participant=decided.child).count() >= 2


def test_no_file_holds_it(decided):
    """Letters say whose they are to nobody."""
    letters = apps.get_model("participants.Letter").objects.everything(why=WHY)
    paths = list(letters.filter(enrolment__participant=decided.child).values_list("file", flat=True))
    assert paths and all(paths)
    for path in paths:
        with private_storage().open(path) as file:
            assert not found(decided, text_of(file.read()))
        assert not found(decided, path)


@pytest.fixture
def by_own_link(decided) -> Iterator[None]:
    stranger, decided.token_link = decided.token_link, decided.own_link
    yield
    decided.token_link = stranger


def under_link(canary: Canary) -> list[str]:
    return [address for address in addresses(canary) if f"/{token_of(canary.own_link)}/" in address]


def test_the_childs_own_link_shows_no_mark(decided, by_own_link):
    """Whoever opens it: it may have been forwarded. The letter is read as a PDF."""
    letters = apps.get_model("participants.Letter").objects.everything(why=WHY)
    (letter,) = letters.filter(enrolment__participant=decided.child)
    asked = under_link(decided)
    reader = Reader(None)
    assert len([address for address in asked if reader.read(address)[0] == 200]) >= 8
    assert not leaks(decided, reader, asked)
    address = reverse("participants:family_letter", args=[token_of(decided.own_link), letter.pk])
    letter_read = reader.client.get(address)
    assert letter_read.status_code == 200
    content_read = b"".join(letter_read) if letter_read.streaming else letter_read.content
    assert not found(decided, text_of(content_read))


def test_an_own_link_that_forgets_the_protection_is_found(decided, by_own_link):
    """The guard seen to fail: the same pages of the same child, without the protection."""
    Participant.objects.everything(why=WHY).filter(pk=decided.child.pk).update(address_protection="")
    seen = leaks(decided, Reader(None), under_link(decided))
    pages = [("family", []), ("family_contact", []), ("family_consents", [decided.child.pk])]
    for name, rest in pages:
        assert reverse(f"participants:{name}", args=[token_of(decided.own_link), *rest]) in seen


def test_no_job_and_no_log_of_what_was_done_holds_it(decided):
    for label in ("jobs.Job", "audit.AuditEntry", "audit.ReadEntry"):
        rows = list(apps.get_model(label)._base_manager.values())
        assert rows
        assert not found(decided, json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False))


def test_no_report_holds_it_and_the_child_is_counted(canary):
    year = canary.world.samklang.run.starts_on.year
    report = made("petra@example.org", "programme", Period.of_year(year))
    assert not found(canary, text_of(content(report)))
    assert not found(canary, written(report))
