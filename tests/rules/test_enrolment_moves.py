import pytest

from participants.rules import enrolment as rule
from participants.rules.enrolment import may_move

STATES = sorted(set(rule.MOVES) | rule.ENDED)
THE_DESIGN = """
applied: waitlisted offered enrolled refused withdrawn
waitlisted: offered enrolled refused withdrawn
offered: enrolled declined expired withdrawn
enrolled: completed withdrawn
"""


def test_the_moves_are_those_of_the_design_and_no_other():
    allowed = {
        (line.split(": ")[0], to_state)
        for line in THE_DESIGN.strip().splitlines()
        for to_state in line.split(": ")[1].split()
    }
    assert {(one, other) for one in STATES for other in STATES if may_move(one, other)} == allowed


@pytest.mark.parametrize("ended", sorted(rule.ENDED))
def test_what_has_ended_never_moves_again(ended):
    assert not any(may_move(ended, state) for state in STATES)


def test_no_way_leads_back_so_that_a_state_says_whether_a_decision_was_made_meanwhile():
    def ways_from(state: str) -> set[str]:
        nexts = rule.MOVES.get(state, frozenset())
        return set(nexts).union(*(ways_from(one) for one in nexts))

    assert not any(state in ways_from(state) for state in STATES)


def test_only_what_is_offered_or_enrolled_takes_a_place():
    assert {"offered", "enrolled"} == rule.TAKES_A_PLACE


def test_the_schools_no_the_waiting_list_and_taking_a_place_or_an_offer_away_need_grounds():
    assert {"waitlisted", "refused", "withdrawn", "expired"} == rule.NEEDS_GROUNDS


def test_approving_offers_where_the_school_asks_for_an_answer_and_enrols_elsewhere():
    assert rule.approved_state(asks_answer=True) == "offered"
    assert rule.approved_state(asks_answer=False) == "enrolled"
