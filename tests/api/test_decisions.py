"""Decisions on places and cancelling through the API: the pages' actions, and their refusals as statuses."""

import pytest

from participants.models import EnrolmentMove
from programmes.models import Substitute
from tests.db import people

WHY = "a test looks at everything"


@pytest.fixture
def bodil(samklang, api_of):
    return api_of(samklang.bodil)


@pytest.fixture
def wish(samklang):
    return people.applies(samklang.other_group, people.child(samklang.roskilde, "Gerda"))


def decide(api, wish, verb: str, based_on: str = "applied", **more):
    return api("post", f"/enrolments/{wish.pk}/{verb}/", {"based_on": based_on, **more})


def test_approving_gives_the_place_and_stands_in_the_history_with_who_when_and_why(samklang, bodil, wish):
    answer = decide(bodil, wish, "approve", grounds="Søgte først.")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["participant_name"]) == ("enrolled", "Gerda Prøvedal")
    step = answer.json()["history"][-1]
    assert (step["from_state"], step["to_state"]) == ("applied", "enrolled")
    assert (step["decided_by"], step["grounds"]) == ("Bodil Koglehøj", "Søgte først.")
    assert step["at"]


def test_a_full_group_is_a_conflict_that_says_how_full_it_is(samklang, bodil, wish):
    people.fill(samklang.other_group)
    answer = decide(bodil, wish, "approve")
    assert answer.status_code == 409
    assert (answer.json()["taken"], answer.json()["capacity"]) == (4, 4)
    assert "4" in answer.json()["detail"]
    assert decide(bodil, wish, "waitlist", grounds="Fuldt hold.").json()["state"] == "waitlisted"


@pytest.mark.parametrize("verb", ["waitlist", "refuse"])
def test_a_no_or_not_yet_without_grounds_is_refused_at_the_field(samklang, bodil, wish, verb):
    for grounds in ({}, {"grounds": ""}, {"grounds": "  "}):
        answer = decide(bodil, wish, verb, **grounds)
        assert answer.status_code == 400
        assert list(answer.json()) == ["grounds"]


def test_what_was_decided_in_the_meantime_is_a_conflict_and_stays(samklang, bodil, wish):
    decide(bodil, wish, "refuse", grounds="Ikke i målgruppen.")
    answer = decide(bodil, wish, "approve")
    assert answer.status_code == 409
    assert answer.json()["detail"]
    wish.refresh_from_db()
    assert wish.state == "refused"


def test_a_step_that_there_is_none_of_is_a_conflict(samklang, bodil, wish):
    assert decide(bodil, wish, "accept").status_code == 409
    assert decide(bodil, wish, "decline").status_code == 409


def test_an_offer_is_accepted_declined_or_withdrawn(samklang, bodil):
    asking = people.group(samklang.run, samklang.roskilde, "Spørger", 3, asks_answer=True)
    ends = {"accept": "enrolled", "decline": "declined", "withdraw": "withdrawn"}
    for verb, state in ends.items():
        one = people.applies(asking, people.child(samklang.roskilde, verb.title()))
        assert decide(bodil, one, "approve").json()["state"] == "offered"
        assert decide(bodil, one, verb, "offered", grounds="Svar pr. telefon.").json()["state"] == state


def test_a_teacher_sees_the_place_without_its_history_and_decides_nothing(samklang, api_of):
    ida = api_of(samklang.ida)
    place = ida("get", f"/enrolments/?group={samklang.group.pk}").json()["results"][0]
    assert place["application"] is place["applied_at"] is None
    assert ida("get", f"/enrolments/{place['id']}/").json()["history"] is None
    for verb in ("approve", "waitlist", "refuse", "accept", "decline", "withdraw"):
        sent = {"based_on": "enrolled", "grounds": "x"}
        assert ida("post", f"/enrolments/{place['id']}/{verb}/", sent).status_code == 403
        assert ida("post", f"/enrolments/{place['id']}/{verb}/", {}).status_code == 403


def test_nobody_else_finds_anything_to_decide_on(samklang, api_of, wish):
    for user in (samklang.ida, samklang.kim, samklang.lone, samklang.petra, samklang.asta, samklang.nils):
        assert decide(api_of(user), wish, "approve").status_code == 404
    assert EnrolmentMove.objects.everything(why=WHY).filter(enrolment=wish).count() == 1


def test_in_a_closed_run_nothing_is_decided_and_the_answer_says_so(samklang, bodil):
    late = people.applies(samklang.closed_group, samklang.bo)
    answer = decide(bodil, late, "approve")
    assert answer.status_code == 403
    assert samklang.closed_run.name in answer.json()["detail"]


class TestCancelling:
    def test_a_session_is_cancelled_with_a_reason(self, samklang, api_of):
        answer = api_of(samklang.ida)("post", f"/sessions/{samklang.today.pk}/cancel/", {"reason": "illness"})
        assert answer.status_code == 200
        assert (answer.json()["state"], answer.json()["cancel_reason"]) == ("cancelled", "illness")

    @pytest.mark.parametrize("sent", [{}, {"reason": ""}, {"reason": "fed up"}, {"reason": None}, []])
    def test_without_a_known_reason_it_is_not(self, samklang, api_of, sent):
        answer = api_of(samklang.ida)("post", f"/sessions/{samklang.today.pk}/cancel/", sent)
        assert answer.status_code == 400

    def test_one_that_was_held_stays_held(self, samklang, api_of):
        held = people.session(samklang.group, days=-3, state="held")
        answer = api_of(samklang.ida)("post", f"/sessions/{held.pk}/cancel/", {"reason": "room"})
        assert answer.status_code == 409
        assert answer.json()["detail"]

    def test_before_its_day_whoever_only_stands_in_does_not(self, samklang, api_of):
        ahead = samklang.tomorrow
        Substitute.objects.create(
            school=ahead.school, session=ahead, user=samklang.otto, named_by=samklang.bodil
        )
        answer = api_of(samklang.otto)("post", f"/sessions/{ahead.pk}/cancel/", {"reason": "room"})
        assert answer.status_code == 403
        ahead.refresh_from_db()
        assert ahead.state == "planned"

    def test_in_a_closed_run_none_is_cancelled(self, samklang, api_of):
        old = people.session(samklang.closed_group, days=-30)
        answer = api_of(samklang.bodil)("post", f"/sessions/{old.pk}/cancel/", {"reason": "room"})
        assert answer.status_code == 403
