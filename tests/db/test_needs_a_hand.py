"""What needs a hand: for whom each row stands there, and when it goes."""

import datetime
from html import unescape
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from participants.actions.note_papers import CONFIDENTIALITY, POLICE_CERTIFICATE
from participants.models import Attendance, Enrolment, Participant
from participants.querysets.absences import absent_in_a_row
from participants.querysets.sizes import out_of_size
from participants.rules.sizes import Size, size_of
from programmes.models import Format, Group, ProgrammeRun, Session
from tests.db import around, people, waiting
from tests.db.marking import conflict, held

WHY = "a test looks at everything"
ABSENT = ("excused", "unexcused")
TODAY = timezone.localdate


def away(user) -> set[tuple[str, str]]:
    rows = absent_in_a_row(user, TODAY())
    return {(row.participant.given_name, row.session.group.name) for row in rows}


def second_count(user) -> set[tuple[str, str]]:
    """The same, child by child and mark by mark."""
    found = set()
    for place in Enrolment.objects.visible_to(user).filter(state="enrolled", role="participant"):
        run = place.group.run
        if run.state != "open" or run.ends_on < TODAY():
            continue
        marks = Attendance.objects.everything(why=WHY).filter(
            participant=place.participant, session__group=place.group, session__state="held"
        )
        days = sorted((mark.session.starts_at, mark.mark) for mark in marks.select_related("session"))
        since = [mark for at, mark in days if timezone.localdate(at) >= place.enrolled_on]
        if len(since) >= 3 and not [mark for mark in since[-3:] if mark not in ABSENT]:
            found.add((place.participant.given_name, place.group.name))
    return found


def test_absent_three_times_agrees_with_a_count_child_by_child(samklang):
    random = Random(20)
    Group.objects.everything(why=WHY).update(capacity=40)
    groups = [samklang.group, samklang.other_group, samklang.koege_group, samklang.closed_group]
    for number, group in enumerate(groups):
        children = [people.child(group.school, f"Barn{number}{n}") for n in range(8)]
        for n, child in enumerate(children):
            fields = {"enrolled_on": TODAY() - datetime.timedelta(days=21)} if n == 0 else {}
            people.applies(group, child, state="enrolled", **{"enrolled_on": group.run.starts_on, **fields})
        Enrolment.objects.everything(why=WHY).filter(participant=children[1]).update(role="helper")
        Enrolment.objects.everything(why=WHY).filter(participant=children[2]).update(state="withdrawn")
        for days in range(-45, -3, 7):
            came = [child for child in children if random.random() < 0.9]
            marks = {child: random.choice(["present", "late", *ABSENT * 6]) for child in came}
            held(group, days, marks, samklang.ida)
    for user in (samklang.bodil, samklang.kim, samklang.ida, samklang.otto, samklang.petra):
        assert away(user) == second_count(user), user
    assert len(away(samklang.bodil)) > 4
    assert {group for _name, group in away(samklang.ida)} <= {samklang.group.name}
    assert away(samklang.petra) == set()


def test_a_protected_child_stands_on_no_list_but_of_those_named_for_her(samklang, browser_of):
    child = people.child(samklang.roskilde, "Hemmelig", address_protection="strictly")
    people.enrol(samklang.group, child)
    for days in (-9, -8, -7):
        session = held(samklang.group, days, {child: "unexcused"}, samklang.ida)
    conflict(session, child, samklang.ida)
    bodil = browser_of(samklang.bodil)
    page = bodil.get(reverse("participants:needs_a_hand"))
    counts = {hand.kind.key: hand.count for hand in page.context["hands"]}
    assert {"absent", "conflicts"}.isdisjoint(counts)
    assert "Hemmelig" not in page.content.decode()
    people.named_for(child, samklang.bodil)
    page = bodil.get(reverse("participants:needs_a_hand"))
    counts = {hand.kind.key: hand.count for hand in page.context["hands"]}
    assert (counts["absent"], counts["conflicts"]) == (1, 1)
    assert "Hemmelig" in page.content.decode()


def test_groups_under_or_over_their_size_agree_with_the_rule(samklang):
    small = Format.objects.create(
        programme=samklang.programme, name="Lille", size_from=2, size_to=3, session_minutes=45
    )
    for places, enrolled, helpers in [(8, 1, 2), (8, 2, 2), (8, 4, 0), (3, 3, 1), (1, 0, 0)]:
        group = people.group(
            samklang.run, samklang.roskilde, f"Hold {places}{enrolled}", places, format=small
        )
        for number in range(enrolled):
            people.enrol(group, people.child(samklang.roskilde, f"Barn{number}"))
        for number in range(helpers):
            helper = people.child(samklang.roskilde, f"Hjælper{number}")
            people.applies(group, helper, state="enrolled", enrolled_on=TODAY(), role="helper")
        people.applies(group, people.child(samklang.roskilde, "Søger"))
    people.group(samklang.closed_run, samklang.roskilde, "Lukket", 3, format=small)
    people.group(samklang.run, samklang.koege, "Andres", 3, format=small)
    rows = out_of_size(Group.objects.visible_to(samklang.bodil), samklang.bodil, TODAY())
    found = {row.name: size_of(row.enrolled, least=row.least, most=row.most) for row in rows}
    assert found == {"Hold 81": Size.UNDER, "Hold 84": Size.OVER, "Hold 10": Size.UNDER}
    assert {row.waiting for row in rows} == {1}
    assert not out_of_size(Group.objects.visible_to(samklang.ida), samklang.ida, TODAY())


def test_each_list_says_why_and_what_to_do_and_empties_when_it_is_done(samklang, browser_of):
    bodil = browser_of(samklang.bodil)
    samklang.today.delete()
    for days in (-9, -8, -7):
        session = held(samklang.group, days, {samklang.amina: "unexcused"}, samklang.ida)
    conflict(session, samklang.bo, samklang.otto)
    conflict(session, None, samklang.otto)
    waiting.message_failed(samklang.clara)
    page = bodil.get(reverse("participants:needs_a_hand"))
    counts = {hand.kind.key: hand.count for hand in page.context["hands"]}
    assert counts == {"gaps": 1, "conflicts": 1, "absent": 1, "messages": 1}
    written = unescape(page.content.decode())
    with override(samklang.bodil.language):
        assert all(str(hand.kind.why) in written for hand in page.context["hands"])
    assert reverse("participants:roll_call", args=[samklang.yesterday.pk]) in written
    assert reverse("participants:participant", args=[samklang.amina.pk]) in written
    assert reverse("participants:calls") in written
    for key in counts:
        assert bodil.get(reverse("participants:needs_a_hand_kind", args=[key])).status_code == 200
    assert bodil.get(reverse("participants:needs_a_hand_kind", args=["nothing"])).status_code == 404
    held(samklang.group, -2, {samklang.amina: "late"}, samklang.ida, hour=9)
    people.session(samklang.koege_group, -3)
    Session.objects.everything(why=WHY).filter(pk=samklang.yesterday.pk).update(state="held")
    counts = {hand.kind.key for hand in bodil.get(reverse("participants:needs_a_hand")).context["hands"]}
    assert counts == {"conflicts", "messages"}


def test_what_is_missing_around_a_child_is_listed_and_goes_when_it_is_done(samklang, browser_of):
    home, bodil, of_group = samklang.roskilde, browser_of(samklang.bodil), samklang.group.pk
    small = Format.objects.create(
        programme=samklang.programme, name="Lille", size_from=4, size_to=8, session_minutes=45
    )
    Group.objects.everything(why=WHY).filter(pk=of_group).update(wants_buddies=True, format=small)
    hidden, gone = people.child(home, "Hemmelig", address_protection="strictly"), people.child(home, "Borte")
    late = [
        around.lent(around.thing(home, f"Bratsch {number}"), borrower, samklang.ida, days=-1)
        for number, borrower in enumerate((samklang.bo, hidden, gone))
    ]
    Participant.objects.everything(why=WHY).filter(pk=gone.pk).update(removed_on=TODAY())
    frida, pia = around.volunteer(home), around.partners_person(samklang.group)

    def counts() -> dict[str, int]:
        hands = bodil.get(reverse("participants:needs_a_hand")).context["hands"]
        return {hand.kind.key: hand.count for hand in hands if hand.kind.key != "gaps"}

    assert counts() == {"sizes": 1, "alone": 3, "overdue": 3, "volunteers": 1, "partner_staff": 1}
    written = bodil.get(reverse("participants:needs_a_hand")).content.decode()
    back = [reverse("participants:give_back", args=[loan.pk]) for loan in late]
    papers = [reverse("participants:volunteer", args=[frida.pk]), reverse("participants:partner_staff")]
    assert all(address in written for address in (*back, *papers))
    assert "Hemmelig" not in written and "Borte" not in written
    for address in back:
        bodil.post(address, {"state": ""})
    for name, row in (("volunteer_papers", frida), ("contact_papers", pia)):
        for paper in (POLICE_CERTIFICATE, CONFIDENTIALITY):
            bodil.post(reverse(f"participants:{name}", args=[row.pk]), {"paper": paper, "today": "1"})
    for child in (samklang.amina, samklang.bo, samklang.clara):
        around.match(child, frida)
    people.enrol(samklang.group, samklang.dagny)
    assert counts() == {"alone": 1}


@pytest.mark.parametrize("state", ["closed", "planned"])
def test_of_a_run_that_is_not_open_no_session_is_missing(samklang, browser_of, state):
    ProgrammeRun.objects.everything(why=WHY).filter(pk=samklang.run.pk).update(state=state)
    page = browser_of(samklang.bodil).get(reverse("participants:needs_a_hand"))
    assert page.context["hands"] == []
