"""A table that is not true as given is refused; totals are added for nested and crossed counts."""

import pytest

from portal.disclosure import Sum, Table, crosstab, hierarchy


def test_nested_counts_get_a_total_at_every_level() -> None:
    table = hierarchy(
        {("East", "A", "a1"): 2, ("East", "A", "a2"): 3, ("East", "B", "b1"): 4, ("West", "C"): 7}
    )
    assert table.counts[()] == 16
    assert table.counts[("East",)] == 9
    assert table.counts[("East", "A")] == 5
    assert table.counts[("West",)] == 7
    assert table.grand_totals == {()}


def test_rows_by_columns_get_both_margins_and_count_what_is_not_named_as_zero() -> None:
    table = crosstab({(("A",), ("girls",)): 6, (("A",), ("boys",)): 8, (("B",), ("boys",)): 5})
    assert table.counts[("B",), ("girls",)] == 0
    assert table.counts[("A",), ()] == 14
    assert table.counts[(), ("boys",)] == 13
    assert table.counts[(), ()] == 19
    assert table.grand_totals == {((), ())}


def test_nested_rows_by_columns_get_subtotals_in_every_column() -> None:
    table = crosstab(
        {(("East", "A"), ("girls",)): 6, (("East", "B"), ("girls",)): 8, (("West", "C"), ("boys",)): 5}
    )
    assert table.counts[("East",), ("girls",)] == 14
    assert table.counts[("East",), ("boys",)] == 0
    assert table.counts[("East",), ()] == 14
    assert table.counts[(), ("girls",)] == 14


def test_an_empty_table_has_only_its_total_of_zero() -> None:
    assert hierarchy({}).counts == {(): 0}


def test_a_sum_that_does_not_add_up_is_refused_by_name_without_its_numbers() -> None:
    with pytest.raises(ValueError, match="The sum of 'Roskilde' is not what its parts add up to") as refusal:
        Table({"Roskilde": 27, "a": 20, "b": 8}, (Sum("Roskilde", ("a", "b")),))
    assert "27" not in str(refusal.value)


def test_a_sum_of_something_that_was_not_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="The sum of 'all' names 'b', which has no count"):
        Table({"all": 3, "a": 3}, (Sum("all", ("a", "b")),))


@pytest.mark.parametrize("parts", [(), ("a", "a"), ("all",)])
def test_a_sum_without_parts_or_with_a_cell_twice_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="The sum of 'all' has no parts, or names a cell twice"):
        Table({"all": 0, "a": 0}, (Sum("all", parts),))


@pytest.mark.parametrize("count", [-1, 2.5, None, True])
def test_a_count_that_is_no_whole_number_from_zero_is_refused(count: object) -> None:
    with pytest.raises(ValueError, match="The count of 'a'"):
        Table({"a": count})


def test_a_cell_cannot_be_both_counted_and_the_total_of_others() -> None:
    with pytest.raises(ValueError, match="counted both by itself and as the total"):
        hierarchy({("Roskilde",): 28, ("Roskilde", "Gadstrup"): 1})


def test_a_cell_that_must_show_must_have_a_count() -> None:
    with pytest.raises(ValueError, match="'b' is always to be shown, but has no count"):
        Table({"a": 1}, always_shown=frozenset({"b"}))
