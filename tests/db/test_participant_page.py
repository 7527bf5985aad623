"""A person's page: who sees what on it, and that every opening is logged."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import Attendance, Guardian, SupportNeed
from portal.audit.models import ReadEntry
from tests.db.people import WHY, applies, child, enrol, named_for, session


def url(row) -> str:
    return reverse("participants:participant", args=[row.pk])


def readings() -> list[tuple[str, str]]:
    return list(ReadEntry.objects.everything(why=WHY).values_list("reader__name", "object_id"))


@pytest.fixture
def bo(samklang):
    """With a need card, one that has expired, a second guardian and marks in two groups."""
    today = timezone.localdate()
    for text, days in (("Needs pauses", 30), ("Needed a ramp", -1)):
        SupportNeed.objects.create(
            school=samklang.roskilde,
            participant=samklang.bo,
            what_helps=text,
            expires_on=today + datetime.timedelta(days=days),
        )
    Guardian.objects.create(
        school=samklang.roskilde,
        participant=samklang.bo,
        name="Uden Ansvar",
        has_parental_responsibility=False,
    )
    enrol(samklang.other_group, samklang.bo)
    for group, mark in ((samklang.group, "present"), (samklang.other_group, "excused")):
        Attendance.objects.create(
            school=samklang.roskilde,
            session=session(group, -8, state="held"),
            participant=samklang.bo,
            mark=mark,
            marked_at=timezone.now(),
            marked_by=samklang.ida,
        )
    return samklang.bo


def test_every_opening_is_logged(samklang, browser_of, bo):
    bodil, ida = browser_of(samklang.bodil), browser_of(samklang.ida)
    for client in (bodil, bodil, ida):
        assert client.get(url(bo)).status_code == 200
    assert readings() == [("Bodil Koglehøj", str(bo.pk))] * 2 + [("Ida Lærkedal", str(bo.pk))]


def test_a_coordinator_sees_the_whole_history_with_who_when_and_why(samklang, browser_of):
    bodil = browser_of(samklang.bodil)
    enrolment = applies(samklang.other_group, samklang.bo)
    address = reverse("participants:decide", args=[enrolment.pk, "waitlist"])
    bodil.post(address, {"based_on": "applied", "grounds": "No place <this> season."})
    text = bodil.get(url(samklang.bo)).content.decode()
    assert "No place &lt;this&gt; season." in text
    assert "Bodil Koglehøj" in text


def test_a_teacher_sees_need_card_phone_and_own_groups_but_no_decisions(samklang, browser_of, bo):
    applies(samklang.closed_group, bo, state="waitlisted")
    answer = browser_of(samklang.ida).get(url(bo))
    text = answer.content.decode()
    assert "Needs pauses" in text and "+45 71 00 00 00" in text
    assert [part.enrolment.group for part in answer.context["parts"]] == [samklang.group]
    assert [number for part in answer.context["parts"] for _, number in part.marks] == [1]
    assert not answer.context["shows_history"]


def test_an_expired_need_card_and_a_guardian_without_responsibility_are_not_shown(samklang, browser_of, bo):
    text = browser_of(samklang.bodil).get(url(bo)).content.decode()
    assert "Needs pauses" in text
    assert "Needed a ramp" not in text and "Uden Ansvar" not in text


@pytest.mark.parametrize(
    ("who", "status"),
    [("bodil", 200), ("ida", 200), ("otto", 404), ("kim", 404), ("tove", 404), ("lone", 403), ("petra", 403),
     ("asta", 403), ("nils", 403)],
)  # fmt: skip
def test_who_may_open_it_and_only_an_opening_is_logged(who, status, samklang, browser_of):
    assert browser_of(getattr(samklang, who)).get(url(samklang.bo)).status_code == status
    assert len(readings()) == (1 if status == 200 else 0)


def test_a_protected_address_opens_only_for_those_who_are_named(samklang, browser_of):
    hidden = child(samklang.roskilde, "Skjold", address_protection="confidential")
    enrol(samklang.group, hidden)
    named_for(hidden, samklang.ida)
    assert browser_of(samklang.ida).get(url(hidden)).status_code == 200
    assert browser_of(samklang.bodil).get(url(hidden)).status_code == 404


def test_grade_nought_is_a_grade(samklang, browser_of):
    row = child(samklang.roskilde, "Nulte", grade=0)
    assert "<dd>0 (" in browser_of(samklang.bodil).get(url(row)).content.decode()
