"""The order of a waiting list, who is moved up, and whose turn it is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.criteria import Reason
from participants.rules.waiting_list import (
    ELSEWHERE,
    GAVE_UP,
    NOT_ALL_FIT,
    Candidate,
    Passed,
    inserted,
    moved_before,
    ordered,
    turn,
)

START = datetime.datetime(2026, 8, 1, 12)
MINUTE = datetime.timedelta(minutes=1)


def candidate(key: int, *met: bool, minute: int = 0, **more) -> Candidate:
    reasons = tuple(Reason(str(number), one) for number, one in enumerate(met))
    return Candidate(key, START + minute * MINUTE, reasons, **more)


@st.composite
def lists(draw, *, decided: bool = False) -> list[Candidate]:
    """People with two criteria and a time; where `decided`, some were moved to where they stand."""
    size = draw(st.integers(0, 8))
    people = [
        candidate(
            key,
            draw(st.booleans()),
            draw(st.booleans()),
            minute=draw(st.integers(0, 5)),
            moved_up=decided and draw(st.booleans()),
        )
        for key in range(size)
    ]
    if not decided:
        return ordered(people)
    placed = ordered(one for one in people if not one.moved_up)
    for one in people:
        if one.moved_up:
            placed.insert(draw(st.integers(0, len(placed))), one)
    return placed


newcomers = st.builds(
    lambda met, minute: candidate(99, *met, minute=minute),
    st.tuples(st.booleans(), st.booleans()),
    st.integers(0, 5),
)


def keys(waiting: list[Candidate]) -> list[int]:
    return [one.key for one in waiting]


def test_the_first_criterion_goes_before_the_second_and_time_comes_last():
    early = candidate(1, False, True, minute=0)
    meets_the_first = candidate(2, True, False, minute=9)
    meets_both_late = candidate(3, True, True, minute=10)
    same_but_earlier = candidate(4, True, True, minute=8)
    found = ordered([early, meets_the_first, meets_both_late, same_but_earlier])
    assert keys(found) == [4, 3, 2, 1]


@given(lists(), newcomers)
def test_where_nobody_was_moved_a_newcomer_comes_to_stand_where_the_criteria_say(waiting, newcomer):
    assert inserted(newcomer, waiting) == ordered([*waiting, newcomer])


@given(st.permutations(range(6)))
def test_the_list_does_not_depend_on_who_was_put_on_it_first(sequence):
    people = [candidate(key, key % 2 == 0, key % 3 == 0, minute=key % 4) for key in range(6)]
    waiting: list[Candidate] = []
    for key in sequence:
        waiting = inserted(people[key], waiting)
    assert waiting == ordered(people)


@given(lists(decided=True), newcomers)
def test_a_newcomer_changes_nothing_between_those_who_wait(waiting, newcomer):
    found = inserted(newcomer, waiting)
    assert [one for one in found if one != newcomer] == waiting


@given(lists(decided=True), newcomers)
def test_a_newcomer_passes_the_moved_only_together_with_somebody_behind_it_by_the_criteria(waiting, newcomer):
    found = inserted(newcomer, waiting)
    after = found[found.index(newcomer) + 1 :]
    if after:
        assert not after[0].moved_up
        assert newcomer.by_the_criteria < after[0].by_the_criteria


@given(lists(decided=True), newcomers)
def test_whoever_was_moved_to_the_first_place_stays_there(waiting, newcomer):
    if waiting and waiting[0].moved_up:
        assert inserted(newcomer, waiting)[0] == waiting[0]


@given(st.data())
def test_moving_up_puts_one_right_before_the_other_and_moves_nobody_else(data):
    line = data.draw(st.permutations(range(7)))
    key, before = data.draw(st.permutations(range(7)))[:2]
    if line.index(key) <= line.index(before):
        with pytest.raises(ValueError, match="already"):
            moved_before(line, key, before)
        return
    found = moved_before(line, key, before)
    assert found[found.index(before) - 1] == key
    assert [one for one in found if one != key] == [one for one in line if one != key]


def test_moving_before_somebody_who_no_longer_waits_is_no_move():
    with pytest.raises(ValueError, match="9"):
        moved_before([1, 2], 2, 9)


class TestTheTurn:
    def test_free_places_go_down_the_list(self):
        waiting = [candidate(key, minute=key) for key in range(4)]
        assert turn(waiting, 2).offers == [(0,), (1,)]
        assert turn(waiting, 0).offers == []

    def test_it_never_comes_back_to_whoever_gave_the_place_up(self):
        found = turn([candidate(1, gave_up=True), candidate(2)], 2)
        assert found.offers == [(2,)]
        assert found.passed == [Passed(1, GAVE_UP)]

    def test_siblings_are_passed_over_until_all_fit_and_then_offered_at_once(self):
        both = frozenset({1, 3})
        waiting = [candidate(1, together=both), candidate(2), candidate(3, together=both)]
        one_free, two_free = turn(waiting, 1), turn(waiting, 2)
        assert one_free.offers == [(2,)]
        assert one_free.passed == [Passed(1, NOT_ALL_FIT, needed=2, free=1)]
        assert two_free.offers == [(1, 3)]

    def test_of_one_offer_only_those_are_told_who_were_passed_over_before_it(self):
        both = frozenset({2, 3})
        waiting = [candidate(1), candidate(2, together=both), candidate(3, together=both), candidate(4)]
        assert turn(waiting, 2, most=1).offers == [(1,)]
        assert turn(waiting, 2, most=1).passed == []
        assert turn(waiting, 2).offers == [(1,), (4,)]

    def test_a_sibling_who_needs_a_place_in_another_group_is_left_to_a_person(self):
        found = turn([candidate(1, needs_elsewhere=True), candidate(2)], 2)
        assert (found.offers, found.passed) == ([(2,)], [Passed(1, ELSEWHERE)])

    @given(st.data())
    def test_never_more_places_than_free_nobody_twice_no_set_in_part_and_all_in_the_order_of_the_list(
        self, data
    ):
        size, free = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))
        labels = data.draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
        sets = {label: frozenset(key for key in range(size) if labels[key] == label) for label in set(labels)}
        waiting = [
            candidate(key, gave_up=data.draw(st.booleans()), together=sets[labels[key]])
            for key in range(size)
        ]
        found = turn(waiting, free)
        offered = [key for offer in found.offers for key in offer]
        assert len(offered) <= free
        assert len(offered) == len(set(offered))
        assert all(frozenset(offer) == sets[labels[offer[0]]] for offer in found.offers)
        assert not any(waiting[key].gave_up for key in offered)
        firsts = [offer[0] for offer in found.offers]
        assert firsts == sorted(firsts)
        left = free - len(offered)
        for passed in found.passed:
            if passed.why == NOT_ALL_FIT:
                assert passed.needed > left
