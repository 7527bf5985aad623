"""Calendars: one's own sessions, in words that tell nothing; what is cancelled or moved follows."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from participants.actions.cancel_session import cancel_session
from participants.actions.move_session import Where, move_session, version_of_session
from participants.actions.name_substitute import dismiss_substitute, name_substitute
from participants.links import token_of as family_token
from participants.models import FamilyLink
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.web import limits
from portal.web.logs import without_tokens
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import token_of
from programmes.models import CalendarFeed, Session
from tests.db.people import WHY, child, enrol, session

pytestmark = pytest.mark.django_db
TELLING = ("Prøvevangen", "Musik for alle", "Amina", "Lilleskoven")


def address_of(user) -> str:
    feed = renew_feed(actor=Actor.of(user))
    return reverse("programmes:calendar", args=[token_of(feed)])


def read(address: str) -> dict[str, dict]:
    """The events by their UID."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]): event for event in events}


def event_of(address: str, row: Session) -> dict:
    return read(address)[f"session-{row.pk}@127.0.0.1"]


class TestOnesOwn:
    def test_the_sessions_where_one_works_and_none_else(self, samklang):
        events = read(address_of(samklang.ida))
        assert len(events) == 3
        text = Client().get(address_of(samklang.ida)).content.decode()
        assert not [word for word in TELLING if word in text]
        assert "Kulturskolen Roskilde" in text
        assert read(address_of(samklang.otto)) == {}

    def test_a_session_is_the_same_event_however_it_is_changed(self, samklang):
        address, row = address_of(samklang.ida), samklang.tomorrow
        before = event_of(address, row)
        assert before["DTSTART"].dt == row.starts_at
        assert before["DTSTART"].dt.utcoffset() == datetime.timedelta(0)
        assert (str(before["STATUS"]), before["SEQUENCE"]) == ("CONFIRMED", 0)
        roll = reverse("participants:roll_call", args=[row.pk])
        assert str(before["DESCRIPTION"]).endswith(roll)
        hour = datetime.timedelta(hours=1)
        to = Where(row.starts_at + hour, row.ends_at + hour, "Sal 9")
        actor = Actor.of(samklang.ida)
        move_session(actor=actor, session_id=row.pk, to=to, based_on=version_of_session(row))
        moved = event_of(address, row)
        assert (moved["DTSTART"].dt, moved["SEQUENCE"]) == (to.starts_at, 1)
        assert str(moved["SUMMARY"]) == "Kulturskolen Roskilde · Sal 9"
        cancel_session(actor=actor, session_id=row.pk, reason="illness")
        off = event_of(address, row)
        assert (str(off["STATUS"]), off["SEQUENCE"]) == ("CANCELLED", 2)
        assert "Kulturskolen Roskilde · Sal 9" in str(off["SUMMARY"])
        assert str(off["SUMMARY"]) != str(moved["SUMMARY"])

    def test_a_room_that_names_the_partner_is_left_out(self, samklang):
        Session.objects.everything(why=WHY).filter(pk=samklang.tomorrow.pk).update(
            room="Prøvevangens Skole, sal 2"
        )
        assert (
            str(event_of(address_of(samklang.ida), samklang.tomorrow)["SUMMARY"]) == "Kulturskolen Roskilde"
        )

    def test_whoever_stands_in_has_that_session_until_she_is_not_needed(self, samklang):
        actor, row = Actor.of(samklang.bodil), samklang.tomorrow
        name_substitute(actor=actor, session_id=row.pk, user_id=samklang.otto.pk)
        address = address_of(samklang.otto)
        assert list(read(address)) == [f"session-{row.pk}@127.0.0.1"]
        dismiss_substitute(actor=actor, session_id=row.pk, user_id=samklang.otto.pk)
        assert read(address) == {}

    def test_whoever_is_replaced_has_all_sessions_but_that_one(self, samklang):
        actor, row = Actor.of(samklang.bodil), samklang.tomorrow
        before = set(read(address_of(samklang.ida)))
        name_substitute(
            actor=actor, session_id=row.pk, user_id=samklang.otto.pk, instead_of_id=samklang.ida.pk
        )
        assert before - set(read(address_of(samklang.ida))) == {f"session-{row.pk}@127.0.0.1"}

    def test_a_new_address_ends_the_old_one(self, samklang, browser_of):
        old = address_of(samklang.ida)
        assert browser_of(samklang.ida).post(reverse("programmes:feed")).status_code == 302
        assert Client().get(old).status_code == 404
        shown = browser_of(samklang.ida).get(reverse("programmes:feed")).content.decode()
        feed = CalendarFeed.objects.everything(why=WHY).get(user=samklang.ida)
        assert token_of(feed) in shown
        assert Client().get(old.replace(".ics", "x.ics")).status_code == 404

    @pytest.mark.parametrize("ends", ["user", "role"])
    def test_it_ends_with_the_user_and_with_the_role(self, samklang, ends):
        address = address_of(samklang.ida)
        if ends == "user":
            samklang.ida.is_active = False
            samklang.ida.save()
        else:
            roles = Membership.objects.everything(why=WHY).filter(user=samklang.ida)
            roles.update(ended_at=timezone.now())
        assert Client().get(address).status_code == 404

    def test_it_is_not_read_without_end_and_stands_in_no_log(self, samklang, settings, monkeypatch):
        monkeypatch.setattr(limits, "WINDOW_SECONDS", 10**7)
        settings.LIMIT_BY_LINK = 2
        address = address_of(samklang.ida)
        assert [Client().get(address).status_code for _ in range(3)] == [200, 200, 429]
        assert without_tokens(f"GET {address}") == "GET /calendar/…"


class TestOfAFamily:
    @pytest.fixture
    def link(self, samklang) -> FamilyLink:
        link = FamilyLink.objects.create(
            school=samklang.roskilde,
            language="en",
            email="mor@example.org",
            expires_at=timezone.now() + datetime.timedelta(days=90),
        )
        samklang.amina.applications.everything(why=WHY).update(link=link)
        return link

    def test_the_link_shows_when_and_where_and_what_is_cancelled(self, samklang, link):
        cancel_session(actor=Actor.of(samklang.ida), session_id=samklang.tomorrow.pk, reason="illness")
        page = Client().get(reverse("participants:family", args=[family_token(link)])).content.decode()
        assert page.count("13:15") >= 1
        assert "Cancelled" in page
        calendar = reverse("participants:family_calendar", args=[family_token(link)])
        assert calendar in page
        text = Client().get(calendar).content.decode()
        assert not [word for word in (*TELLING, "roll-call", "illness") if word in text]
        assert str(event_of(calendar, samklang.tomorrow)["STATUS"]) == "CANCELLED"

    def test_only_of_places_that_are_held(self, samklang, link):
        before = read(reverse("participants:family_calendar", args=[family_token(link)]))
        assert len(before) == 3
        samklang.amina.enrolments.everything(why=WHY).update(state="withdrawn")
        assert read(reverse("participants:family_calendar", args=[family_token(link)])) == {}

    def test_where_anybodys_address_is_protected_there_is_nothing(self, samklang, link):
        sibling = child(samklang.roskilde, "Skjult", address_protection="strictly")
        place = enrol(samklang.other_group, sibling)
        session(samklang.other_group, 2)
        place.application.link = link
        place.application.save()
        page = Client().get(reverse("participants:family", args=[family_token(link)])).content.decode()
        assert "calendar.ics" not in page
        assert read(reverse("participants:family_calendar", args=[family_token(link)])) == {}
