"""First times: the first concert comes by itself, the rest is noted by hand."""

import pytest
from django.urls import reverse

from participants.actions.join_around import join_loans, join_matches, join_milestones
from participants.actions.note_milestone import (
    NotedAlready,
    WrongMilestone,
    note_first_concert,
    note_milestone,
    remove_milestone,
)
from participants.actions.remove_person import erase_person
from participants.models import Attendance, BuddyMatch, Loan, Milestone, Participant
from portal.audit.actor import Actor
from programmes.models import Session
from tests.db.around import lent, match, milestone, rows, thing, today, volunteer
from tests.db.people import session

pytestmark = pytest.mark.django_db


def by(samklang, who: str) -> Actor:
    return Actor.of(getattr(samklang, who))


def held(
    samklang, days: int, person: Participant, *, kind: str = "concert", mark: str = "present"
) -> Session:
    row = session(samklang.group, days, kind=kind, state="held", hour=9)
    Attendance.objects.create(
        school=row.school,
        session=row,
        participant=person,
        mark=mark,
        marked_at=row.starts_at,
        marked_by=samklang.ida,
    )
    return row


def suggested(samklang, browser) -> Session | None:
    page = browser.get(reverse("participants:participant", args=[samklang.bo.pk]))
    return page.context["around"].concert


def test_the_first_concert_is_suggested_and_noted_with_one_tap(samklang, browser_of):
    ida = browser_of(samklang.ida)
    held(samklang, -9, samklang.bo, kind="lesson")
    held(samklang, -8, samklang.bo, mark="excused")
    held(samklang, -7, samklang.clara)
    assert suggested(samklang, ida) is None
    first = held(samklang, -6, samklang.bo, mark="late")
    held(samklang, -5, samklang.bo)
    assert suggested(samklang, ida) == first
    assert ida.post(reverse("participants:first_concert", args=[samklang.bo.pk])).status_code == 302
    noted = rows(Milestone).get()
    assert (noted.kind, noted.session, noted.on, noted.noted_by) == (
        "first_concert",
        first,
        today(-6),
        samklang.ida,
    )
    assert suggested(samklang, ida) is None
    with pytest.raises(NotedAlready):
        note_first_concert(actor=by(samklang, "ida"), participant_id=samklang.bo.pk)
    assert note_first_concert(actor=by(samklang, "ida"), participant_id=samklang.amina.pk) is None
    assert rows(Milestone).count() == 1


def test_by_hand_a_first_time_once_own_works_as_many_as_there_are(samklang):
    def note(kind: str, **fields) -> Milestone:
        fields = {"on": today(), **fields}
        return note_milestone(actor=by(samklang, "ida"), participant_id=samklang.bo.pk, kind=kind, **fields)

    note("first_solo")
    note("own_work", words="Egen sang")
    note("own_work", words="En til")
    for refused, error in (
        ({"kind": "first_solo"}, NotedAlready),
        ({"kind": "other", "words": " "}, WrongMilestone),
        ({"kind": "own_work", "on": today(1)}, WrongMilestone),
    ):
        with pytest.raises(error):
            note(**refused)
    assert rows(Milestone).count() == 3


def test_the_pages_note_and_remove(samklang, browser_of):
    ida = browser_of(samklang.ida)
    page = reverse("participants:milestones", args=[samklang.bo.pk])
    given = {"kind": "other", "words": "", "on": today().isoformat()}
    assert ida.post(page, given).status_code == 422
    assert ida.post(page, given | {"words": "Sang for byrådet"}).status_code == 302
    noted = rows(Milestone).get()
    assert ida.post(reverse("participants:remove_milestone", args=[noted.pk])).status_code == 302
    assert not rows(Milestone).exists()


@pytest.mark.parametrize("who", ["otto", "kim", "lone", "asta"])
def test_nobody_notes_or_removes_who_does_not_see_the_person(who, samklang):
    noted = milestone(samklang.bo, samklang.ida)
    with pytest.raises(Participant.DoesNotExist):
        note_milestone(actor=by(samklang, who), participant_id=samklang.bo.pk, kind="own_work", on=today())
    with pytest.raises(Milestone.DoesNotExist):
        remove_milestone(actor=by(samklang, who), milestone_id=noted.pk)


def test_milestones_and_matches_go_with_the_person_and_a_thing_stays_where_it_is(samklang):
    milestone(samklang.bo, samklang.ida)
    match(samklang.bo, volunteer(samklang.roskilde))
    match(samklang.clara, samklang.bo)
    loan = lent(thing(samklang.roskilde), samklang.bo, samklang.ida)
    erase_person(actor=by(samklang, "bodil"), participant_id=samklang.bo.pk)
    assert not rows(Milestone).exists() and not rows(BuddyMatch).exists()
    assert rows(Loan).get() == loan


def test_of_two_who_are_one_everything_is_the_firsts_and_no_first_time_comes_twice(samklang):
    first, second = samklang.bo, samklang.clara
    kept = milestone(first, samklang.ida, kind="first_solo", on=today(-9))
    milestone(second, samklang.ida, kind="first_solo", on=today(-20))
    work = milestone(second, samklang.ida)
    frida = volunteer(samklang.roskilde)
    beside, helped = match(second, frida), match(samklang.amina, second)
    match(first, second)
    loan = lent(thing(samklang.roskilde), second, samklang.ida)
    for join in (join_loans, join_matches, join_milestones):
        join(first, second)
    assert {one.pk for one in rows(Milestone).filter(participant=first)} == {kept.pk, work.pk}
    assert {(one.pk, one.participant, one.helper) for one in rows(BuddyMatch)} == {
        (beside.pk, first, None),
        (helped.pk, samklang.amina, first),
    }
    assert rows(Loan).get(pk=loan.pk).participant == first
