"""Concerts, trips and open sessions are made beside the plan; their roll is a roll call; nothing is mixed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions.save_roll_call import save_roll_call
from participants.models import Attendance
from portal.audit.actor import Actor
from programmes.actions.add_session import SessionFacts, add_session
from programmes.actions.booking import DoubleBooked
from programmes.actions.count_heads import Counted, count_heads
from programmes.models import Group, HeadCountKind, Session, SessionKind
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed
from reports.figures import happenings, measures
from reports.figures.window import Window
from tests.db.people import WHY

NOON, TWO = datetime.time(12), datetime.time(14)


def facts(kind=SessionKind.CONCERT, days: int = 0, **fields) -> SessionFacts:
    on = timezone.localdate() + datetime.timedelta(days=days)
    return SessionFacts(**{"kind": kind, "on": on, "time_from": NOON, "time_to": TWO, **fields})


def sent(**fields) -> dict[str, str]:
    about = {"kind": "concert", "on": str(timezone.localdate()), "time_from": "18:00", "time_to": "19:30"}
    return {**about, "room": "Den store sal", **fields}


def test_a_concert_is_made_once_and_its_roll_is_a_roll_call(samklang, browser_of):
    ida, new = browser_of(samklang.ida), reverse("programmes:new_session", args=[samklang.group.pk])
    for _click in range(2):
        answer = ida.post(new, sent())
        assert answer.status_code == 302
    made = Session.objects.everything(why=WHY).get(kind="concert")
    local = timezone.localtime(made.starts_at, ZoneInfo("Europe/Copenhagen"))
    assert (local.hour, made.minutes, made.room, made.plan) == (18, 90, "Den store sal", None)
    roll = reverse("participants:roll_call", args=[made.pk])
    assert answer.url == roll and ida.get(roll).status_code == 200
    save_roll_call(actor=Actor.of(samklang.ida), session_id=made.pk, shown={}, submitted={})
    assert Session.objects.everything(why=WHY).get(pk=made.pk).state == "held"


def test_held_sessions_of_every_kind_count_once_and_visitors_are_nobodys_attendance(samklang):
    """By hand: a lesson, a concert and an open session held, three of three present; 40 visitors apart."""
    ida = Actor.of(samklang.ida)
    held = [
        add_session(actor=ida, group_id=samklang.group.pk, facts=facts(kind, -days))
        for days, kind in ((2, SessionKind.CONCERT), (3, SessionKind.TRIP), (4, SessionKind.OPEN))
    ]
    everybody = [f"mark-{one.pk}" for one in (samklang.amina, samklang.bo, samklang.clara)]
    for session in held:
        nobody = session.kind == SessionKind.OPEN
        mark = "unexcused" if nobody else "present"
        save_roll_call(actor=ida, session_id=session.pk, shown={}, submitted=dict.fromkeys(everybody, mark))
    about = Counted(samklang.run.pk, samklang.roskilde.pk, held[2].starts_at.date(), HeadCountKind.VISITORS)
    count_heads(actor=ida, about=about, people=40)
    today = timezone.localdate()
    window = Window(
        (samklang.run.pk,), today - datetime.timedelta(5), today - datetime.timedelta(2), ZoneInfo("UTC")
    )
    schools = [samklang.roskilde.pk]
    counted = measures.sessions(window, schools)[samklang.run.pk]
    assert (counted.planned, counted.held) == (3, 3)
    reached = measures.reached(window, schools)[samklang.run.pk]
    assert (reached.participants, reached.attendances) == (3, 6)
    assert measures.head_counts(window, schools) == {(samklang.run.pk, "visitors"): 40}
    assert Attendance.objects.everything(why=WHY).count() == 9
    teaching = happenings.hours(window).get((samklang.roskilde.pk, "teaching"))
    assert teaching is None or teaching.own == 0


def test_what_cannot_be_is_refused_in_words(samklang, browser_of):
    ida, new = browser_of(samklang.ida), reverse("programmes:new_session", args=[samklang.group.pk])
    for wrong in (
        {"kind": "party"},
        {"on": "9999-12-31"},
        {"on": "x"},
        {"time_to": "17:00"},
        {"time_from": "25:00"},
        {"room": "x" * 81},
        {"room": "\0"},
    ):
        answer = ida.post(new, sent(**wrong))
        assert answer.status_code == 422 and "ds-error-summary" in answer.content.decode()
    taken = samklang.today
    begins = timezone.localtime(taken.starts_at)
    clash = {"time_from": f"{begins:%H:%M}", "time_to": f"{begins:%H}:59", "on": f"{begins:%Y-%m-%d}"}
    answer = ida.post(new, sent(**clash))
    assert answer.status_code == 422 and "ds-alert" in answer.content.decode()
    assert not Session.objects.everything(why=WHY).filter(kind="concert").exists()


def test_only_who_sees_the_group_adds_to_it_while_its_run_is_open(samklang):
    with pytest.raises(Group.DoesNotExist):
        add_session(actor=Actor.of(samklang.otto), group_id=samklang.group.pk, facts=facts())
    with pytest.raises(RunClosed):
        add_session(actor=Actor.of(samklang.ida), group_id=samklang.closed_group.pk, facts=facts())
    with pytest.raises(OutsideRun):
        add_session(actor=Actor.of(samklang.ida), group_id=samklang.group.pk, facts=facts(days=61))
    add_session(actor=Actor.of(samklang.bodil), group_id=samklang.group.pk, facts=facts(days=9))
    with pytest.raises(DoubleBooked):
        add_session(
            actor=Actor.of(samklang.bodil),
            group_id=samklang.group.pk,
            facts=facts(SessionKind.TRIP, 9, time_from=datetime.time(13)),
        )


def test_an_open_session_offers_the_head_count_and_a_lesson_does_not(samklang, browser_of):
    ida = Actor.of(samklang.ida)
    there = add_session(actor=ida, group_id=samklang.group.pk, facts=facts(SessionKind.OPEN, -2))
    count = reverse("programmes:head_count", args=[samklang.run.pk])
    roll = browser_of(samklang.ida).get(reverse("participants:roll_call", args=[there.pk]))
    assert f"{count}?on={there.starts_at:%Y-%m-%d}" in roll.content.decode()
    lesson = browser_of(samklang.ida).get(reverse("participants:roll_call", args=[samklang.yesterday.pk]))
    assert count not in lesson.content.decode()
