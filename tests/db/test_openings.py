"""An administrator sees one person for an hour, with a reason that the school can read."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from participants.actions.open_person import ReasonMissing, open_person
from participants.models import Notice, Opening, Participant
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry, ReadEntry
from tests.db.people import child, enrol
from tests.db.test_retention import rows

REASON = "Skolen beder om hjælp med en dobbelt registrering"
ASKING = "participants:openings"


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    monkeypatch.setattr("portal.jobs.queue.current_app.send_task", lambda *args, **kwargs: None)


def opened(samklang, person: Participant | None = None) -> Opening:
    return open_person(
        actor=Actor.of(samklang.asta), participant_id=(person or samklang.bo).pk, reason=REASON
    )


def address_of(opening: Opening) -> str:
    return reverse("participants:opening", args=[opening.pk])


def test_she_asks_by_number_and_reads_the_page_for_an_hour(samklang, browser_of):
    asta = browser_of(samklang.asta)
    asked = asta.post(reverse(ASKING), {"participant": samklang.bo.pk, "reason": REASON})
    page = asta.get(asked["Location"])
    assert "Bo Prøvedal" in page.content.decode() and "Bos forælder" in page.content.decode()
    opening = rows(Opening).get()
    assert opening.ends_at - opening.opened_at == datetime.timedelta(minutes=60)
    rows(Opening).update(ends_at=timezone.now())
    assert asta.get(asked["Location"]).status_code == 404


def test_every_view_is_logged_in_her_role(samklang, browser_of):
    asta, opening = browser_of(samklang.asta), opened(samklang)
    for _ in range(2):
        asta.get(address_of(opening))
    logged = rows(ReadEntry).values_list("reader__name", "role", "object_id")
    assert list(logged) == [("Asta Bølgemark", "administrator", str(samklang.bo.pk))] * 2


def test_the_coordinators_are_told_without_a_name_and_read_the_reason(samklang, browser_of):
    opened(samklang)
    assert list(rows(Notice).values_list("user__name", "kind")) == [("Bodil Koglehøj", "opening")]
    assert REASON in browser_of(samklang.bodil).get(reverse(ASKING)).content.decode()
    assert REASON not in browser_of(samklang.kim).get(reverse(ASKING)).content.decode()
    assert rows(AuditEntry).get(action="open person").values == {"opening": rows(Opening).get().pk}


def test_one_child_at_a_time(samklang, browser_of):
    first, second = opened(samklang), opened(samklang, samklang.amina)
    asta = browser_of(samklang.asta)
    assert asta.get(address_of(first)).status_code == 404
    assert asta.get(address_of(second)).status_code == 200


def test_a_protected_address_is_never_opened(samklang, browser_of):
    hidden = child(samklang.roskilde, "Skjold", address_protection="confidential")
    enrol(samklang.group, hidden)
    asta = browser_of(samklang.asta)
    asked = [{"participant": number, "reason": REASON} for number in (hidden.pk, 999_999)]
    answers = [asta.post(reverse(ASKING), data) for data in asked]
    assert [answer.status_code for answer in answers] == [422, 422]
    errors = [answer.context["form"].errors.as_text() for answer in answers]
    assert errors[0] == errors[1]
    assert not rows(Opening).exists()


def test_an_opening_ends_when_the_address_becomes_protected(samklang, browser_of):
    opening = opened(samklang)
    rows(Participant).filter(pk=samklang.bo.pk).update(address_protection="strictly")
    assert browser_of(samklang.asta).get(address_of(opening)).status_code == 404


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_opens(reason, samklang, browser_of):
    with pytest.raises(ReasonMissing):
        open_person(actor=Actor.of(samklang.asta), participant_id=samklang.bo.pk, reason=reason)
    answer = browser_of(samklang.asta).post(
        reverse(ASKING), {"participant": samklang.bo.pk, "reason": reason}
    )
    assert answer.status_code == 422
    assert not rows(Opening).exists()


@pytest.mark.parametrize("who", ["bodil", "ida", "lone", "petra", "nils"])
def test_only_an_administrator_opens_and_only_her_own_is_shown(who, samklang, browser_of):
    user = getattr(samklang, who)
    with pytest.raises(PermissionDenied):
        open_person(actor=Actor.of(user), participant_id=samklang.bo.pk, reason=REASON)
    assert browser_of(user).get(address_of(opened(samklang))).status_code == 403


def test_an_opening_opens_no_other_page(samklang, browser_of):
    opened(samklang)
    asta = browser_of(samklang.asta)
    for name in ("participant", "card", "edit_card", "access", "erase", "protection"):
        assert asta.get(reverse(f"participants:{name}", args=[samklang.bo.pk])).status_code == 403
    assert asta.get(reverse("api-participant-detail", args=[samklang.bo.pk])).status_code == 404
    assert asta.get(reverse("api-participant-list")).json()["count"] == 0
