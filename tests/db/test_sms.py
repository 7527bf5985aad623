"""The SMS gateway, spoken to for real: a small HTTP server on this machine stands in for it."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.actions.approve import approve
from participants.models import Message, Offer
from participants.receipts import receipt_of
from participants.rules.phone import dialled
from portal.audit.actor import Actor
from portal.jobs.models import JobState
from portal.settings import environment
from tests.children import free_port
from tests.db.letters import family, message_to, sent
from tests.db.people import WHY, Samklang

pytestmark = pytest.mark.django_db


class Gateway:
    """What it was asked, and what it answers next."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], dict[str, str]]] = []
        self.status = 202
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                gateway.asked.append((json.loads(body), dict(self.headers)))
                self.send_response(gateway.status)
                if gateway.status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{gateway.server.server_port}/elsewhere")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                """Nothing to standard error."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        user = "sam:lang%21"
        self.url = f"http://{user}@127.0.0.1:{self.server.server_port}/v1/messages?flash=0"


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    running = Gateway()
    settings.SMS_URL = running.url
    thread = threading.Thread(target=running.server.serve_forever)
    thread.start()
    yield running
    running.server.shutdown()
    thread.join()
    running.server.server_close()


def offered(samklang: Samklang, language: str = "da") -> Message:
    samklang.group.asks_answer = True
    samklang.group.save()
    enrolment = family(samklang.group, language=language)
    approve(actor=Actor.of(samklang.bodil), enrolment_id=enrolment.pk, based_on="applied")
    return message_to(enrolment)


def report(message: Message, body: object, receipt: str = "") -> int:
    address = reverse("participants:sms_receipt", args=[receipt or receipt_of(message)])
    content = body if isinstance(body, str) else json.dumps(body)
    return (
        Client(enforce_csrf_checks=True).post(address, content, content_type="application/json").status_code
    )


def again(message: Message) -> Message:
    return Message.objects.everything(why=WHY).select_related("offer", "job").get(pk=message.pk)


def test_the_gateway_gets_number_text_and_the_address_for_its_receipt(samklang, gateway):
    message = sent(offered(samklang))
    assert message.sent_at
    (content, headers) = gateway.asked[0]
    assert content["to"] == "+4571000000"
    assert content["id"] == str(message.job_id)
    assert content["receipt_url"].endswith(reverse("participants:sms_receipt", args=[receipt_of(message)]))
    assert "/family/" in content["text"]
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"sam:lang!").decode()
    assert "from" not in content


def test_the_text_names_neither_child_nor_programme(samklang, gateway):
    sent(offered(samklang, "ar"))
    said = json.dumps(gateway.asked, ensure_ascii=False)
    for secret in ("Hannes", "Prøvedal", "Musik for alle", "Prøvevangen"):
        assert secret not in said
    assert "Kulturskolen Roskilde" in said


def test_the_sender_is_named_where_it_is_set(samklang, gateway, settings):
    settings.SMS_FROM = "Kulturskole"
    sent(offered(samklang))
    assert gateway.asked[0][0]["from"] == "Kulturskole"


@pytest.mark.parametrize("status", [500, 503, 429, 401, 404, 302])
def test_it_waits_where_the_gateway_is_away_or_wrongly_set(samklang, gateway, status):
    gateway.status = status
    message = sent(offered(samklang))
    assert (message.job.state, message.sent_at, message.failed_at) == (JobState.WAITING, None, None)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("status", [400, 422])
def test_a_refused_number_stands_on_the_call_list(samklang, gateway, status):
    gateway.status = status
    message = sent(offered(samklang))
    assert (message.job.state, message.sent_at) == (JobState.FAILED, None)
    assert message.failed_at


def test_no_gateway_at_all_is_one_that_is_away(samklang, gateway, settings):
    settings.SMS_URL = f"http://127.0.0.1:{free_port()}/"
    assert sent(offered(samklang)).job.state == JobState.WAITING


def test_a_number_that_cannot_be_dialled_is_not_sent(samklang, gateway):
    message = offered(samklang)
    guardian = message.participant.guardians.everything(why=WHY).get()
    guardian.phone = message.recipient = "ring om aftenen"
    guardian.save()
    message.save()
    assert sent(message).failed_at
    assert gateway.asked == []


def test_a_receipt_records_the_delivery_of_the_offer_once(samklang, gateway):
    message = sent(offered(samklang))
    assert report(message, {"status": "delivered"}) == 204
    first = again(message)
    assert first.delivered_at
    assert first.offer.delivered_at == first.delivered_at
    assert report(message, {"status": "delivered"}) == 204
    assert report(message, {"status": "failed"}) == 204
    assert (again(message).delivered_at, again(message).failed_at) == (first.delivered_at, None)


def test_an_offer_that_has_ended_is_not_delivered_afterwards(samklang, gateway):
    message = sent(offered(samklang))
    Offer.objects.everything(why=WHY).filter(pk=message.offer_id).update(ended_at=timezone.now())
    report(message, {"status": "delivered"})
    assert again(message).offer.delivered_at is None


def test_a_receipt_of_failure_puts_it_on_the_call_list(samklang, gateway):
    message = sent(offered(samklang))
    assert report(message, {"status": "failed"}) == 204
    assert again(message).failed_at
    assert again(message).offer.delivered_at is None


def test_only_the_address_that_was_signed_takes_receipts(samklang, gateway):
    message = sent(offered(samklang))
    other = receipt_of(Message(pk=message.pk + 1))
    assert report(message, {"status": "delivered"}, f"{message.pk}~forged") == 404
    assert report(message, {"status": "delivered"}, other) == 404
    assert again(message).delivered_at is None


@pytest.mark.parametrize(
    "body", ["", "no json", "[]", "{}", '{"status": "perhaps"}', '{"status": null}', "\x00"]
)
def test_what_cannot_be_read_changes_nothing(samklang, gateway, body):
    message = sent(offered(samklang))
    assert report(message, body) == 400
    assert (again(message).delivered_at, again(message).failed_at) == (None, None)


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("71 00 00 00", "DK", "+4571000000"),
        ("912 34 567", "NO", "+4791234567"),
        ("+380 44 123 45 67", "NO", "+380441234567"),
        ("0045 71000000", "NO", "+4571000000"),
        ("112", "NO", ""),
        ("ring mor", "DK", ""),
        ("+", "DK", ""),
        ("٧١٠٠٠٠٠٠", "DK", ""),
    ],
)
def test_a_number_is_dialled_as_its_country_does(written, country, number):
    assert dialled(written, country) == number


@pytest.mark.parametrize("value", ["gateway.example.org", "ftp://gateway.example.org", "https://"])
def test_a_wrong_address_of_the_gateway_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("SMS_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SMS_URL"):
        environment.url("SMS_URL", schemes=("https", "http"))
