"""Pages about plans, holidays and one session: shown before it is made, and why something is refused."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions.cancel_session import cancel_session
from participants.actions.move_session import Where, move_session, version_of_session
from participants.roll import read_roll
from portal.audit.actor import Actor
from programmes.models import Format, SchoolHoliday, Session, Substitute
from tests.db.people import WHY, child, enrol, give_role, group, named_for, session
from tests.db.planning import FIRST, LAST, autumn, autumn_holiday, made, sessions, wanted

pytestmark = pytest.mark.django_db
RULE = {
    "kind": "lesson",
    "weekdays": "2",
    "time_from": "13:15",
    "time_to": "14:00",
    "starts_on": FIRST.isoformat(),
    "ends_on": LAST.isoformat(),
    "every_weeks": "1",
    "skips_holidays": "on",
}


def test_a_plan_is_shown_with_its_holidays_and_then_made(samklang, browser_of):
    autumn_holiday(samklang)
    of = autumn(samklang, samklang.ida)
    browser, address = browser_of(samklang.bodil), reverse("programmes:plan", args=[of.pk])
    shown = browser.get(address, RULE).content.decode()
    assert "Efterårsferie" in shown
    assert sessions(of) == []
    assert browser.post(address, RULE).status_code == 302
    assert len(sessions(of)) == 11
    assert "12" in browser.get(address).content.decode()


def test_a_run_of_10_to_12_weeks_says_how_many_it_became_and_why(samklang, browser_of):
    """Twelve Tuesdays: one lies in the autumn holiday, one is cancelled, one moved to a Wednesday."""
    samklang.bodil.chosen_language = "en"
    samklang.bodil.save()
    autumn_holiday(samklang)
    of, actor = autumn(samklang, samklang.ida), Actor.of(samklang.bodil)
    of.format = Format.objects.create(
        programme=samklang.programme, name="Mellem", session_minutes=45, weeks_from=10, weeks_to=12
    )
    of.save()
    made(samklang.bodil, wanted(of))
    cancelled, moved, *_rest = sessions(of)
    cancel_session(actor=actor, session_id=cancelled.pk, reason="weather")
    day = datetime.timedelta(days=1)
    to = Where(moved.starts_at + day, moved.ends_at + day)
    move_session(actor=actor, session_id=moved.pk, to=to, based_on=version_of_session(moved))
    page = browser_of(samklang.bodil).get(reverse("programmes:plan", args=[of.pk])).content.decode()
    for words in (
        "12 weeks became 10",
        "Fell on holidays: 1",
        "Efterårsferie",
        "Cancelled: 1 (weather: 1)",
        "Moved, and held or to be held: 1",
        "Mellem asks for 10–12 weeks: as many as it asks for",
    ):
        assert words in page


def test_what_collides_is_said_with_the_group_and_nothing_is_made(samklang, browser_of):
    there = autumn(samklang, samklang.otto, name="Naboholdet")
    made(samklang.bodil, wanted(there))
    of = autumn(samklang, samklang.ida)
    browser, address = browser_of(samklang.bodil), reverse("programmes:plan", args=[of.pk])
    for answer in (browser.get(address, RULE), browser.post(address, RULE)):
        assert "Naboholdet" in answer.content.decode()
    assert answer.status_code == 422
    assert sessions(of) == []


def test_the_groups_of_a_run_are_planned_in_one_go_each_by_its_own_hour(samklang, browser_of):
    of = autumn(samklang, samklang.ida)
    of.weekday, of.time_from, of.time_to = 3, "10:00", "11:00"
    of.save()
    other = group(of.run, samklang.roskilde, "Uden tid", 8, samklang.otto)
    browser, address = browser_of(samklang.bodil), reverse("programmes:plan_run", args=[of.run_id])
    rule = {name: value for name, value in RULE.items() if name not in ("weekdays", "time_from", "time_to")}
    answer = browser.post(address, rule | {"way": "own", "groups": [of.pk, other.pk]})
    assert (answer.status_code, "Uden tid" in answer.content.decode()) == (422, True)
    assert browser.post(address, rule | {"way": "own", "groups": [of.pk]}).status_code == 302
    assert browser.post(address, RULE | {"way": "all", "groups": [other.pk]}).status_code == 302
    assert (len(sessions(of)), len(sessions(other))) == (11, 12)


def test_a_municipalitys_holidays_are_added_changed_and_removed(samklang, browser_of):
    browser = browser_of(samklang.bodil)
    address = reverse("programmes:school_holidays", args=[samklang.roskilde.pk])
    days = {"name": "Efterårsferie", "first_day": "2031-10-13", "last_day": "2031-10-17"}
    assert browser.post(address, days).status_code == 302
    assert browser.post(address, days | {"last_day": "2031-10-18"}).status_code == 422
    row = SchoolHoliday.objects.everything(why=WHY).get()
    change = reverse("programmes:holiday", args=[row.pk])
    based_on = browser.get(change).context["form"]["based_on"].value()
    longer = days | {"last_day": "2031-10-20", "based_on": based_on}
    assert browser.post(change, longer).status_code == 302
    assert browser.post(change, days | {"based_on": based_on}).status_code == 422
    row.refresh_from_db()
    assert row.last_day.isoformat() == "2031-10-20"
    assert browser.post(reverse("programmes:remove_holiday", args=[row.pk])).status_code == 302
    assert not SchoolHoliday.objects.everything(why=WHY).exists()
    give_role(samklang.bodil, "coordinator", samklang.koege)
    second = reverse("programmes:school_holidays", args=[samklang.koege.pk])
    browser = browser_of(samklang.bodil)
    assert browser.post(second, days).status_code == 302
    row = SchoolHoliday.objects.everything(why=WHY).get()
    assert browser.post(reverse("programmes:remove_holiday", args=[row.pk])).url == second


def test_one_session_is_moved_cancelled_and_taken_up_again(samklang, browser_of):
    browser, row = browser_of(samklang.bodil), samklang.tomorrow
    move = reverse("participants:move_session", args=[row.pk])
    form = browser.get(move).context["form"]
    fields = {name: form[name].value() for name in ("day", "room", "based_on")}
    assert browser.post(move, fields | {"time_from": "15:00", "time_to": "15:45"}).status_code == 302
    again = browser.post(move, fields | {"time_from": "16:00", "time_to": "16:45"})
    assert again.status_code == 422
    cancel = reverse("participants:cancel_session", args=[row.pk])
    assert browser.post(cancel, {"reason": ""}).status_code == 422
    for reason in ("illness", "holiday", "room", "too_few", "other", "weather"):
        week = f"{reverse('participants:week')}?day={timezone.localdate(row.starts_at)}"
        assert browser.post(cancel, {"reason": reason}).url == week
        row.refresh_from_db()
        assert (row.state, row.cancel_reason) == ("cancelled", reason)
    assert browser.post(reverse("participants:take_up_session", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.changes) == ("planned", 3)


class TestSubstitute:
    @pytest.fixture
    def named(self, samklang, browser_of) -> Session:
        address = reverse("participants:substitute", args=[samklang.today.pk])
        answer = browser_of(samklang.bodil).post(
            address, {"user": samklang.otto.pk, "instead_of": samklang.ida.pk}
        )
        assert answer.status_code == 302
        return samklang.today

    def test_she_sees_that_session_and_the_names_on_it_also_a_protected_one(
        self, samklang, browser_of, named
    ):
        hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
        enrol(samklang.group, hidden)
        named_for(hidden, samklang.ida, samklang.bodil)
        browser = browser_of(samklang.otto)
        roll = browser.get(reverse("participants:roll_call", args=[named.pk])).content.decode()
        assert "Skjold" in roll
        assert browser.get(reverse("participants:card", args=[hidden.pk])).status_code == 200
        for row in (samklang.yesterday, samklang.tomorrow):
            assert browser.get(reverse("participants:roll_call", args=[row.pk])).status_code == 404
        assert [adult.name for adult in read_roll(named, samklang.otto).adults] == [samklang.otto.name]
        assert read_roll(named, samklang.otto).nameless == 0
        assert read_roll(named, samklang.tove).nameless == 1

    def test_she_neither_moves_it_nor_names_others(self, samklang, browser_of, named):
        browser = browser_of(samklang.otto)
        assert browser.get(reverse("participants:move_session", args=[named.pk])).status_code == 403
        assert browser.get(reverse("participants:substitute", args=[named.pk])).status_code == 403

    def test_she_says_on_the_day_that_there_was_none_and_not_before(self, samklang, browser_of, named):
        ahead = samklang.tomorrow
        Substitute.objects.create(
            school=ahead.school, session=ahead, user=samklang.otto, named_by=samklang.bodil
        )
        otto, why = browser_of(samklang.otto), {"reason": "illness"}
        for row, status in ((ahead, 403), (named, 302)):
            roll = otto.get(reverse("participants:roll_call", args=[row.pk])).content.decode()
            assert (reverse("participants:cancel_session", args=[row.pk]) in roll) == (status == 302)
            assert reverse("programmes:new_session", args=[row.group_id]) not in roll
            assert otto.post(reverse("participants:cancel_session", args=[row.pk]), why).status_code == status
            row.refresh_from_db()
        assert (ahead.state, named.state) == ("planned", "cancelled")
        cancel_session(actor=Actor.of(samklang.bodil), session_id=ahead.pk, reason="illness")
        assert otto.post(reverse("participants:take_up_session", args=[ahead.pk])).status_code == 403

    def test_her_right_ends_by_itself_after_the_day_after(self, samklang, browser_of, named):
        browser, address = browser_of(samklang.otto), reverse("participants:roll_call", args=[named.pk])
        for days, status in ((1, 200), (2, 404)):
            old = session(samklang.group, -days, hour=6)
            Substitute.objects.create(
                school=old.school, session=old, user=samklang.otto, named_by=samklang.bodil
            )
            address = reverse("participants:roll_call", args=[old.pk])
            assert browser.get(address).status_code == status

    def test_who_works_there_already_or_is_taken_is_refused(self, samklang, browser_of):
        browser = browser_of(samklang.bodil)
        address = reverse("participants:substitute", args=[samklang.tomorrow.pk])
        assert browser.post(address, {"user": samklang.ida.pk}).status_code == 422
        session(samklang.other_group, 1)
        answer = browser.post(address, {"user": samklang.otto.pk})
        assert (answer.status_code, "Lilleskoven" in answer.content.decode()) == (422, True)
