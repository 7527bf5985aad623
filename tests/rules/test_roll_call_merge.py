"""What becomes of a roll call that somebody else saved in between."""

from hypothesis import given
from hypothesis import strategies as st

from participants.rules.roll_call import Conflict, merge

VALUES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["present", "late", "excused"]))


def test_what_nobody_has_stored_is_taken_as_sent():
    outcome = merge(shown={"a": "present"}, submitted={"a": "present"}, stored={})
    assert outcome.store == {"a": "present"}
    assert not outcome.conflicts


def test_two_people_who_mark_different_children_both_keep_their_marks():
    shown = {"amina": "present", "bo": "present"}
    first = merge(shown=shown, submitted={"amina": "excused", "bo": "present"}, stored={})
    second = merge(shown=shown, submitted={"amina": "present", "bo": "late"}, stored=first.store)
    assert first.store | second.store == {"amina": "excused", "bo": "late"}
    assert not second.conflicts


def test_the_same_child_marked_differently_is_shown_with_both_values_and_not_stored():
    outcome = merge(shown={"a": "present"}, submitted={"a": "late"}, stored={"a": "excused"})
    assert outcome.conflicts == {"a": Conflict(mine="late", theirs="excused")}
    assert not outcome.store


def test_the_same_child_marked_alike_is_no_conflict():
    outcome = merge(shown={"a": "present"}, submitted={"a": "late"}, stored={"a": "late"})
    assert not outcome.conflicts
    assert not outcome.store


def test_a_correction_of_what_was_shown_is_taken():
    outcome = merge(shown={"a": "late"}, submitted={"a": "present"}, stored={"a": "late"})
    assert outcome.store == {"a": "present"}


@given(shown=VALUES, submitted=VALUES)
def test_saving_the_same_again_changes_nothing(shown, submitted):
    first = merge(shown=shown, submitted=submitted, stored={})
    again = merge(shown=shown, submitted=submitted, stored=first.store)
    assert not again.store
    assert not again.conflicts


@given(shown=VALUES, submitted=VALUES, stored=VALUES)
def test_nobodys_mark_is_ever_lost_without_a_question(shown, submitted, stored):
    outcome = merge(shown=shown, submitted=submitted, stored=stored)
    for key, mine in submitted.items():
        kept = outcome.store.get(key, stored.get(key))
        changed_by_me = mine != shown.get(key)
        changed_by_them = key in stored and stored[key] != shown.get(key)
        if changed_by_me and changed_by_them and mine != stored[key]:
            assert key in outcome.conflicts
        elif changed_by_me or key not in stored:
            assert kept == mine
        else:
            assert kept == stored[key]
