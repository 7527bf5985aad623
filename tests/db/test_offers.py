"""An offer has a last day and expires where the family surely has it; else it stands on the call list."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions.answer_offer import OfferNotDue, accept_offer, expire_offer
from participants.actions.approve import approve, enrol, offer
from participants.actions.expire_offers import expire_offers
from participants.actions.move import GroundsMissing
from participants.actions.offers import WrongAnswerDay
from participants.models import EnrolmentMove, Message, Offer, SchoolSettings
from participants.rules.decisions import EXPIRE_OFFERS
from participants.tasks import expire
from portal.audit.actor import Actor
from tests.db.people import WHY, applies, child, fill
from tests.db.waiting import message_failed, offered

DAY = datetime.timedelta(days=1)


@pytest.fixture
def bodil(samklang) -> Actor:
    return Actor.of(samklang.bodil)


@pytest.fixture
def frida(samklang):
    return applies(samklang.group, child(samklang.roskilde, "Frida"))


def test_an_offer_is_answered_within_the_days_that_the_school_gives(samklang, bodil, frida):
    SchoolSettings.objects.create(school=samklang.roskilde, answer_days=14)
    offer(actor=bodil, enrolment_id=frida.pk, based_on="applied")
    made = Offer.objects.visible_to(samklang.bodil).get()
    assert made.answer_by == timezone.localdate() + 14 * DAY
    assert (made.delivered_at, made.ended_at) == (None, None)


def test_another_day_can_be_set_but_none_that_is_over_or_far_away(samklang, bodil, frida):
    today = timezone.localdate()
    for wrong in (today - DAY, today + 366 * DAY):
        with pytest.raises(WrongAnswerDay):
            offer(actor=bodil, enrolment_id=frida.pk, based_on="applied", answer_by=wrong)
    offer(actor=bodil, enrolment_id=frida.pk, based_on="applied", answer_by=today)
    assert Offer.objects.visible_to(samklang.bodil).get().answer_by == today


def test_enrolling_at_once_asks_nobody_even_where_the_group_asks_for_an_answer(samklang, bodil, frida):
    samklang.group.asks_answer = True
    samklang.group.save()
    assert enrol(actor=bodil, enrolment_id=frida.pk, based_on="applied").state == "enrolled"
    other = applies(samklang.group, child(samklang.roskilde, "Gorm"))
    assert approve(actor=bodil, enrolment_id=other.pk, based_on="applied").state == "offered"


def test_a_yes_ends_the_offer(samklang, bodil):
    made = offered(samklang.group, child(samklang.roskilde, "Ida"))
    accept_offer(actor=bodil, enrolment_id=made.enrolment_id, based_on="offered")
    made.refresh_from_db()
    assert made.ended_at


class TestExpiry:
    def test_only_what_is_past_its_day_and_surely_delivered_expires(self, samklang):
        late = offered(samklang.group, child(samklang.roskilde, "Sen"), days=-1, delivered=True)
        unsure = offered(samklang.group, child(samklang.roskilde, "Uvis"), days=-1)
        today = offered(samklang.group, child(samklang.roskilde, "Nu"), days=0, delivered=True)
        assert expire() == 1
        states = []
        for one in (late, unsure, today):
            one.refresh_from_db()
            states.append((one.enrolment.state, one.ended_at is None))
        assert states == [("expired", False), ("offered", True), ("offered", True)]
        step = EnrolmentMove.objects.everything(why=WHY).filter(enrolment=late.enrolment).last()
        assert (step.actor_kind, step.to_state) == ("system", "expired")

    def test_a_second_run_finds_nothing_to_do(self, samklang):
        offered(samklang.group, child(samklang.roskilde, "Sen"), days=-1, delivered=True)
        assert [expire_offers(actor=Actor.system(EXPIRE_OFFERS)) for _ in range(2)] == [1, 0]

    def test_the_job_cannot_end_an_offer_that_nobody_may_have(self, samklang):
        unsure = offered(samklang.group, child(samklang.roskilde, "Uvis"), days=-1)
        with pytest.raises(OfferNotDue):
            expire_offer(
                actor=Actor.system(EXPIRE_OFFERS), enrolment_id=unsure.enrolment_id, based_on="offered"
            )

    def test_a_coordinator_can_with_grounds_and_not_before_its_day(self, samklang, bodil):
        unsure = offered(samklang.group, child(samklang.roskilde, "Uvis"), days=-1)
        early = offered(samklang.group, child(samklang.roskilde, "Tidlig"), days=1)
        ending = {"actor": bodil, "based_on": "offered"}
        with pytest.raises(GroundsMissing):
            expire_offer(enrolment_id=unsure.enrolment_id, **ending)
        with pytest.raises(OfferNotDue):
            expire_offer(enrolment_id=early.enrolment_id, grounds="x", **ending)
        assert expire_offer(enrolment_id=unsure.enrolment_id, grounds="Called 3 times.", **ending)


class TestTheCallList:
    @pytest.fixture
    def client(self, samklang, browser_of):
        return browser_of(samklang.bodil)

    def listed(self, client) -> list[int]:
        return [call.offer.pk for call in client.get(reverse("participants:calls")).context["offers"]]

    def test_it_holds_what_is_past_its_day_or_failed_while_nobody_knows_that_it_arrived(
        self, samklang, client
    ):
        past = offered(samklang.group, child(samklang.roskilde, "Sen"), days=-1)
        offered(samklang.group, child(samklang.roskilde, "Sikker"), days=-1, delivered=True)
        fresh = offered(samklang.group, child(samklang.roskilde, "Ny"), days=5)
        assert self.listed(client) == [past.pk]
        message = message_failed(fresh.enrolment.participant, "offer")
        Message.objects.everything(why=WHY).filter(pk=message.pk).update(offer=fresh)
        assert self.listed(client) == [past.pk, fresh.pk]
        assert "+45 71 00 00 00" in client.get(reverse("participants:calls")).content.decode()

    def test_whoever_was_reached_gets_three_days_at_least_and_then_it_expires(self, samklang, client):
        past = offered(samklang.group, child(samklang.roskilde, "Sen"), days=-1)
        address, today = reverse("participants:reached", args=[past.pk]), timezone.localdate()
        too_soon = client.post(address, {"answer_by": (today + 2 * DAY).isoformat()})
        assert (too_soon.status_code, bool(too_soon.context["form"].errors["answer_by"])) == (422, True)
        assert client.post(address, {"answer_by": (today + 3 * DAY).isoformat()}).status_code == 302
        past.refresh_from_db()
        assert (past.answer_by, past.delivered_at is None) == (today + 3 * DAY, False)
        assert self.listed(client) == []

    def test_a_message_about_something_else_goes_when_the_family_was_told(self, samklang, client):
        message = message_failed(samklang.bo)
        page = reverse("participants:calls")
        assert client.get(page).context["messages_failed"] == [message]
        client.post(reverse("participants:reached_message", args=[message.pk]))
        assert client.get(page).context["messages_failed"] == []

    def test_a_protected_child_stands_on_it_for_whoever_is_named_alone(self, samklang, client):
        hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
        offered(samklang.group, hidden, days=-1)
        message_failed(hidden)
        assert "Skjold" not in client.get(reverse("participants:calls")).content.decode()


class TestManyAtOnce:
    @pytest.fixture
    def client(self, samklang, browser_of):
        return browser_of(samklang.bodil)

    def many(self, samklang, verb: str) -> str:
        return reverse("participants:decide_many", args=[samklang.group.pk, verb])

    def test_each_is_decided_on_its_own_in_the_order_of_the_list_and_told(self, samklang, client):
        fill(samklang.group, leaving=2)
        rows = [applies(samklang.group, child(samklang.roskilde, f"Nr{n}")) for n in range(3)]
        chosen = [f"{row.pk}:applied" for row in rows]
        form = client.get(self.many(samklang, "approve"), {"chosen": chosen})
        assert [row.pk for row in form.context["rows"]] == [row.pk for row in rows]
        answer = client.post(self.many(samklang, "approve"), {"chosen": chosen, "grounds": ""}, follow=True)
        told = [str(message) for message in answer.context["messages"]]
        for row in rows:
            row.refresh_from_db()
        assert [row.state for row in rows] == ["enrolled", "enrolled", "applied"]
        assert told[0].startswith("2 ") and "Nr2 P." in told[1] and "8" in told[1]

    def test_grounds_are_asked_for_once_and_what_was_ticked_is_kept(self, samklang, client, frida):
        sent = {"chosen": [f"{frida.pk}:applied"], "grounds": ""}
        answer = client.post(self.many(samklang, "refuse"), sent)
        assert answer.status_code == 422
        assert f'value="{frida.pk}:applied"' in answer.content.decode()

    def test_what_a_colleague_decided_meanwhile_is_left_as_it_is(self, samklang, client, bodil, frida):
        enrol(actor=bodil, enrolment_id=frida.pk, based_on="applied")
        sent = {"chosen": [f"{frida.pk}:applied"], "grounds": "Full."}
        client.post(self.many(samklang, "refuse"), sent)
        frida.refresh_from_db()
        assert frida.state == "enrolled"

    def test_what_is_no_id_of_this_group_is_left_out(self, samklang, client):
        elsewhere = applies(samklang.koege_group, child(samklang.koege, "Fjern"))
        for chosen in ("x", "9" * 30, "-1:applied", f"{elsewhere.pk}:applied", "\x00"):
            answer = client.post(self.many(samklang, "refuse"), {"chosen": [chosen], "grounds": "x"})
            assert answer.status_code == 302
        elsewhere.refresh_from_db()
        assert elsewhere.state == "applied"
