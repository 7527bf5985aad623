"""A coordinator's week, and a teacher's day: which sessions stand there, and how."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from participants.views import week_page
from programmes.models import CancelReason, Substitute
from tests.db import people
from tests.db.marking import conflict, held

WEEK = reverse("participants:week")


@pytest.fixture
def bodil(samklang, browser_of):
    return browser_of(samklang.bodil)


def around(samklang, name: str) -> None:
    """One session of each standing next week but one, where nothing else is."""
    day = 14 - timezone.localdate().weekday()
    group = people.group(samklang.run, samklang.roskilde, name, 4, samklang.ida)
    people.session(group, day, hour=9)
    people.session(group, day, hour=11, state="cancelled", cancel_reason="illness")
    held(group, day + 1, {}, samklang.ida)


def chosen(days: int) -> str:
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def test_it_is_a_coordinators_first_page_and_shows_her_schools_sessions_alone(samklang, bodil):
    answer = bodil.get(reverse("home"), follow=True)
    assert answer.redirect_chain[-1][0] == WEEK
    shown = [one.pk for day in answer.context["week"].days for one in day.sessions]
    assert samklang.today.pk in shown
    assert samklang.koege_session.pk not in shown


def test_each_session_stands_under_its_day_with_its_standing_in_words(samklang, bodil):
    around(samklang, "Senere")
    answer = bodil.get(WEEK, {"day": chosen(16 - timezone.localdate().weekday())})
    week = answer.context["week"]
    assert week.counts == {"coming": 1, "held": 1, "cancelled": 1}
    assert [[one.standing for one in day.to_read] for day in week.days][:2] == [["coming", "cancelled"], []]
    assert [len(day.held) for day in week.days] == [0, 1, 0, 0, 0, 0, 0]
    written = answer.content.decode()
    assert samklang.ida.name in written
    with translation.override("da"):
        assert str(CancelReason.ILLNESS.label) in written


def test_what_is_over_and_not_logged_and_what_has_two_answers_is_never_folded_away(samklang, bodil):
    session = held(samklang.group, -1, {samklang.amina: "present"}, samklang.ida, hour=8)
    conflict(session, samklang.amina, samklang.otto)
    week = bodil.get(WEEK, {"day": chosen(-1)}).context["week"]
    open_ones = {one.pk: one for day in week.days for one in day.to_read}
    assert open_ones[session.pk].conflicts == 1
    assert open_ones[samklang.yesterday.pk].standing == "unlogged"


def test_a_substitute_stands_beside_the_one_she_stands_in_for(samklang, bodil):
    Substitute.objects.create(
        school=samklang.roskilde,
        session=samklang.today,
        user=samklang.otto,
        instead_of=samklang.ida,
        named_by=samklang.bodil,
    )
    written = bodil.get(WEEK).content.decode()
    assert samklang.otto.name in written


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_has_shows_this_week(samklang, bodil, day):
    assert bodil.get(WEEK, {"day": day}).context["week"].is_this


def test_a_week_too_long_to_read_lists_one_day_and_counts_the_others(samklang, bodil, monkeypatch):
    around(samklang, "Senere")
    monkeypatch.setattr(week_page, "READABLE", 2)
    week = bodil.get(WEEK, {"day": chosen(14 - timezone.localdate().weekday())}).context["week"]
    assert [day.sessions is None for day in week.days] == [False, *[True] * 6]
    assert [day.total for day in week.days] == [2, 1, 0, 0, 0, 0, 0]


def test_today_shows_where_one_stands_in_and_what_waits_in_ones_own_groups(samklang, browser_of):
    Substitute.objects.create(
        school=samklang.roskilde, session=samklang.today, user=samklang.otto, named_by=samklang.bodil
    )
    people.session(samklang.other_group, 2, kind="concert", room="Salen")
    for days in (-4, -3, -2):
        session = held(samklang.other_group, days, {samklang.dagny: "excused"}, samklang.otto)
    conflict(session, samklang.dagny, samklang.ida)
    otto = browser_of(samklang.otto).get(reverse("participants:today"))
    everything = [one for part in ("not_logged", "today", "coming") for one in otto.context[part].shown]
    assert samklang.today.pk in {one.pk for one in everything}
    assert samklang.tomorrow.pk not in {one.pk for one in everything}
    assert [row.participant for row in otto.context["absent"]] == [samklang.dagny]
    assert [row.pk for row in otto.context["conflicts"]] == [session.pk]
    assert "Salen" in otto.content.decode()
    ida = browser_of(samklang.ida).get(reverse("participants:today"))
    assert (list(ida.context["absent"]), list(ida.context["conflicts"])) == ([], [])
