import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.transitions import Stage, Stay, Way, stage_of, way_through

DAY = datetime.date(2024, 8, 1)


def stay(run: int, stage: Stage, days: int = 0) -> Stay:
    return Stay(run, stage, DAY + datetime.timedelta(days=days))


@pytest.mark.parametrize(
    ("kind", "level", "stage"),
    [
        ("refugee_summer_school", "", Stage.MEASURE),
        ("special_needs_group", "", Stage.MEASURE),
        ("activity_offer", "breadth", Stage.BREADTH),
        ("activity_offer", "core", Stage.CORE),
        ("fordypning", "", Stage.IN_DEPTH),
        ("fordypning_consortium", "in_depth", Stage.IN_DEPTH),
        ("special_needs_group", "core", Stage.CORE),
    ],
)
def test_a_programmes_level_decides_its_stage_and_without_one_its_kind(kind, level, stage):
    assert stage_of(kind, level) == stage


def test_somebody_who_goes_from_summer_school_to_an_ordinary_group_has_gone_on():
    stays = [stay(1, Stage.MEASURE), stay(2, Stage.BREADTH, 60)]
    assert way_through(1, stays) == Way(None, Stage.BREADTH)
    assert way_through(2, stays) == Way(Stage.MEASURE, None)


def test_the_next_step_is_told_not_the_last():
    stays = [stay(1, Stage.BREADTH), stay(2, Stage.CORE, 365), stay(3, Stage.IN_DEPTH, 730)]
    assert way_through(1, stays) == Way(None, Stage.CORE)
    assert way_through(2, stays) == Way(Stage.BREADTH, Stage.IN_DEPTH)


def test_the_same_stage_again_a_lower_one_and_the_same_day_are_no_step():
    assert way_through(2, [stay(1, Stage.CORE), stay(2, Stage.CORE, 9), stay(3, Stage.MEASURE, 99)]) == Way(
        None, None
    )
    assert way_through(1, [stay(1, Stage.MEASURE), stay(2, Stage.CORE)]) == Way(None, None)


def test_without_a_place_in_the_run_there_is_no_way_through_it():
    with pytest.raises(ValueError, match="no place in run 7"):
        way_through(7, [stay(1, Stage.CORE)])


STAYS = st.lists(st.builds(stay, st.integers(2, 6), st.sampled_from(Stage), st.integers(0, 1200)), max_size=6)


@given(STAYS, st.sampled_from(Stage), st.integers(0, 1200))
def test_another_way_of_looking_finds_the_same_way(others, stage, days):
    """Day by day, as somebody would who turns the pages of a calendar."""
    came, went = None, None
    for day in range(1201):
        for one in others:
            if (one.first_day - DAY).days != day:
                continue
            if day < days and one.stage < stage and (came is None or one.stage > came):
                came = one.stage
            if day > days and one.stage > stage and went is None:
                went = one.stage
    assert way_through(1, [*others, stay(1, stage, days)]) == Way(came, went)
