"""What is hidden in tables that a person can check on paper."""

from time import process_time

import pytest

from portal.disclosure import (
    HIDDEN_AS,
    THRESHOLD_OTHERS,
    THRESHOLD_VULNERABLE,
    Sum,
    Table,
    Unprotectable,
    crosstab,
    follow,
    hierarchy,
    protect,
)

# Kulturmetropolen 2025, "Indblik": special-needs music groups of autumn 2024, pupils by partner school.
PUPILS = {
    ("Albertslund", "Herstedvester Skole"): 12,
    ("Furesø", "Lille Værløse Skole"): 16,
    ("Halsnæs", "Magleblik Skole (Basen)"): 11,
    ("Herlev", "Gl. Hjortespringskole"): 8,
    ("Ishøj", "Strandgårdskolen"): 18,
    ("Roskilde", "Fjordskolen Hedevang"): 20,
    ("Roskilde", "Østervangsskolen"): 7,
    ("Roskilde", "Gadstrup Skole"): 1,
    ("Rødovre", "Valhøj Skole"): 9,
}
GADSTRUP, ØSTERVANG = ("Roskilde", "Gadstrup Skole"), ("Roskilde", "Østervangsskolen")


def table_of(*counts: int) -> Table:
    """One line of counts named a, b, c … with its total `()`."""
    return hierarchy({(name,): count for name, count in zip("abcdefgh", counts, strict=False)})


def hidden_in(table: Table, threshold: int = THRESHOLD_VULNERABLE) -> set[str]:
    return {"".join(key) or "total" for key in protect(table, threshold).hidden}


def test_gadstrups_pupil_is_hidden_and_østervangsskolen_with_it_and_nothing_else() -> None:
    protection = protect(hierarchy(PUPILS))
    assert protection.primary == {GADSTRUP}
    assert protection.secondary == {ØSTERVANG}
    assert protection.shown(("Roskilde",)) == 28
    assert protection.shown(()) == 102
    assert protection.zeros_shown


def test_roskilde_in_a_report_of_its_own_hides_the_same_two() -> None:
    own = {path: count for path, count in PUPILS.items() if path[0] == "Roskilde"}
    protection = protect(hierarchy(own))
    assert protection.hidden == {GADSTRUP, ØSTERVANG}
    assert protection.shown(()) == 28


def test_what_is_published_holds_no_hidden_value_and_neither_does_its_description() -> None:
    protection = protect(hierarchy(PUPILS))
    published = protection.published()
    assert published[GADSTRUP] is None
    assert published[ØSTERVANG] is None
    assert sum(value is None for value in published.values()) == len(protection.hidden) == 2
    assert ": 1" not in repr(protection)
    assert HIDDEN_AS == ":"


def test_the_thresholds_are_those_of_the_design() -> None:
    assert (THRESHOLD_VULNERABLE, THRESHOLD_OTHERS) == (5, 3)
    assert hidden_in(table_of(4, 9, 20)) == {"a", "b"}
    assert hidden_in(table_of(5, 9, 20)) == set()
    assert hidden_in(table_of(2, 9, 20), threshold=3) == {"a", "b"}
    assert hidden_in(table_of(3, 9, 20), threshold=3) == set()


def test_a_report_may_set_the_threshold_higher_but_not_below_three() -> None:
    assert hidden_in(table_of(9, 12, 20), threshold=10) == {"a", "b"}
    with pytest.raises(ValueError, match="The threshold is 2; it may be higher than 3, never lower"):
        protect(table_of(9, 12, 20), 2)


def test_a_table_without_small_counts_shows_whole() -> None:
    assert hidden_in(table_of(5, 6, 0, 700)) == set()
    assert hidden_in(table_of(0, 0)) == set()
    assert hidden_in(hierarchy({})) == set()


def test_zero_shows_and_never_goes_to_protect_another() -> None:
    assert hidden_in(table_of(1, 0, 30, 0)) == {"a", "c"}


def test_of_two_equal_counts_the_first_by_name_goes() -> None:
    assert hidden_in(table_of(30, 1, 8, 8)) == {"b", "c"}


def test_a_cell_with_too_little_room_does_not_go() -> None:
    """1 + 3 = 4 would leave 1 to 3; with 4 it is 1 to 4."""
    assert hidden_in(table_of(1, 3, 4, 20), threshold=3) == {"a", "c"}


def test_two_small_counts_protect_each_other_only_with_room() -> None:
    assert hidden_in(table_of(2, 3, 20)) == {"a", "b"}
    assert hidden_in(table_of(1, 2, 20)) == {"a", "b", "c"}
    assert hidden_in(table_of(1, 1, 9, 20)) == {"a", "b", "c"}


def test_a_small_count_alone_in_its_municipality_hides_the_subtotal_and_another_municipality() -> None:
    """The subtotal is the same number; 8 is the smallest pair of cells that the total leaves room in."""
    counts = {("East", "a"): 3, ("North", "b"): 8, ("South", "c"): 6, ("South", "d"): 20, ("West", "e"): 9}
    protection = protect(hierarchy(counts))
    assert protection.primary == {("East",), ("East", "a")}
    assert protection.secondary == {("North",), ("North", "b")}
    assert protection.shown(()) == 46


def test_a_subtotal_goes_where_all_below_it_are_small() -> None:
    counts = {("East", "a"): 1, ("East", "b"): 2, ("West", "c"): 9, ("West", "d"): 20}
    protection = protect(hierarchy(counts))
    assert ("East",) in protection.primary
    assert protection.secondary == {("West",), ("West", "c")}


def test_three_levels_hide_within_the_lowest_subtotal_that_has_room() -> None:
    counts = {
        ("Øst", "Roskilde", "a"): 1,
        ("Øst", "Roskilde", "b"): 9,
        ("Øst", "Roskilde", "c"): 8,
        ("Øst", "Køge", "d"): 6,
        ("Vest", "Aarhus", "e"): 5,
    }
    protection = protect(hierarchy(counts))
    assert protection.hidden == {("Øst", "Roskilde", "a"), ("Øst", "Roskilde", "c")}


def test_a_grand_total_at_the_threshold_shows_and_one_below_shows_nothing_at_all() -> None:
    """Were zeros shown, four hidden cells under a hidden total below 5 would be known to be 1 each."""
    below = protect(table_of(1, 1, 1, 1, 0))
    assert below.hidden == below.table.counts.keys()
    assert not below.zeros_shown
    assert protect(table_of(4, 1, 0)).shown(()) == 5


def test_zeros_are_hidden_too_where_a_low_grand_total_leaves_no_other_room() -> None:
    """5 = 3 + 1 + 1 with every part at least 1 would leave 1 to 3 for each."""
    protection = protect(table_of(3, 1, 1, 0))
    assert protection.hidden == {("a",), ("b",), ("c",), ("d",)}
    assert protection.shown(()) == 5
    assert not protection.zeros_shown


def test_rows_by_columns_hide_a_rectangle_of_the_smallest_cells() -> None:
    """
     2  9 30 |  41          :  : 30 |  41
     7  8 30 |  45    →     :  : 30 |  45
    30 40 50 | 120         30 40 50 | 120
    """
    rows = {"x": (2, 9, 30), "y": (7, 8, 30), "z": (30, 40, 50)}
    counts = {((row,), (str(n),)): value for row, line in rows.items() for n, value in enumerate(line)}
    protection = protect(crosstab(counts))
    assert protection.hidden == {((row,), (column,)) for row in "xy" for column in "01"}


def test_a_column_total_may_go_but_not_the_grand_total() -> None:
    counts = {(("x",), ("girls",)): 2, (("x",), ("boys",)): 30}
    protection = protect(crosstab(counts))
    assert protection.hidden == {(row, (column,)) for row in (("x",), ()) for column in ("girls", "boys")}
    assert protection.shown(((), ())) == 32


def test_nested_rows_by_columns_keep_the_subtotals_where_they_can() -> None:
    counts = {
        (("East", "a"), ("girls",)): 1,
        (("East", "a"), ("boys",)): 9,
        (("East", "b"), ("girls",)): 7,
        (("East", "b"), ("boys",)): 8,
        (("West", "c"), ("girls",)): 6,
        (("West", "c"), ("boys",)): 5,
    }
    protection = protect(crosstab(counts))
    assert protection.hidden == {(("East", row), (column,)) for row in "ab" for column in ("girls", "boys")}


def test_sums_of_ones_own_making_are_kept_to() -> None:
    """The same people by school and by format: hiding within one school must not show in the formats."""
    counts = {"total": 40, "A": 20, "B": 20, "a1": 2, "a2": 18, "b1": 9, "b2": 11, "solo": 11, "band": 29}
    sums = (
        Sum("total", ("A", "B")),
        Sum("A", ("a1", "a2")),
        Sum("B", ("b1", "b2")),
        Sum("total", ("solo", "band")),
        Sum("solo", ("a1", "b1")),
        Sum("band", ("a2", "b2")),
    )
    assert protect(Table(counts, sums)).hidden == {"a1", "a2", "b1", "b2"}


def test_a_cell_that_must_show_is_passed_over() -> None:
    table = table_of(1, 7, 20)
    kept = Table(table.counts, table.sums, always_shown=frozenset({("b",)}))
    assert protect(kept).hidden == {("a",), ("c",)}


def test_what_cannot_be_protected_is_refused_rather_than_published() -> None:
    table = table_of(1, 7)
    with pytest.raises(Unprotectable, match=r"\('a',\) can be worked out"):
        protect(Table(table.counts, table.sums, always_shown=frozenset({("b",)})))


def test_a_cell_hidden_for_another_reason_is_protected_like_a_small_one() -> None:
    protection = protect(table_of(12, 7, 20), also_hide=frozenset({("c",)}))
    assert protection.hidden == {("b",), ("c",)}
    with pytest.raises(ValueError, match="'z' is to be hidden, but has no count"):
        protect(table_of(12, 7), also_hide=frozenset({"z"}))


def test_attendances_follow_the_rows_and_hide_a_subtotal_when_one_row_alone_is_hidden() -> None:
    attendances = hierarchy({path: 10 * count for path, count in PUPILS.items()})
    assert follow(attendances, {GADSTRUP, ØSTERVANG}).secondary == set()
    assert follow(attendances, {GADSTRUP}).secondary == {ØSTERVANG}


def test_groups_follow_by_being_uncertain_only() -> None:
    """Two rows with 0 and 1 group under a shown subtotal: which of them has it stays open."""
    groups = hierarchy({("Roskilde", "a"): 0, ("Roskilde", "b"): 1, ("Roskilde", "c"): 3, ("Herlev", "d"): 2})
    hidden = {("Roskilde", "a"), ("Roskilde", "b")}
    assert follow(groups, hidden, apart=1).secondary == set()
    assert follow(groups, hidden).secondary == {("Roskilde", "c")}


def test_a_dependent_total_goes_when_nothing_else_can() -> None:
    assert follow(table_of(6), {("a",)}).hidden == {("a",), ()}


def test_a_table_of_four_hundred_cells_is_protected_while_one_waits() -> None:
    """Takes a quarter of a second; the limit only catches a search that has gone wild."""
    counts = {((f"{n % 7}", f"{n}"), (f"{c}",)): (n * 7 + c * 5) % 23 for n in range(40) for c in range(8)}
    began = process_time()
    protection = protect(crosstab(counts))
    assert process_time() - began < 5
    assert len(protection.table.counts) > 400
    assert protection.secondary
