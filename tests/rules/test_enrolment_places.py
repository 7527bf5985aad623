import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.enrolment import lowest_free, renumbered


def test_the_lowest_free_number_is_taken_first():
    assert lowest_free({1, 2, 4}, 5) == 3


def test_a_full_group_has_no_free_number():
    assert lowest_free({1, 2, 3}, 3) is None


def test_a_group_without_places_is_full():
    assert lowest_free(set(), 0) is None


def test_lowering_moves_the_highest_numbers_into_the_gaps():
    assert renumbered({1, 4, 6}, 3) == {4: 2, 6: 3}


def test_lowering_below_what_is_taken_is_refused():
    with pytest.raises(ValueError, match="3 places are taken"):
        renumbered({1, 2, 3}, 2)


@given(taken=st.sets(st.integers(1, 30)), spare=st.integers(0, 30))
def test_after_lowering_every_number_is_held_once_and_within_the_capacity(taken, spare):
    capacity = len(taken) + spare
    moved = renumbered(taken, capacity)
    after = [moved.get(number, number) for number in taken]
    assert len(set(after)) == len(taken)
    assert all(1 <= number <= capacity for number in after)
