"""What people write for an amount is read as they mean it, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.amounts import MOST_ORE, minutes_of, ore_of, written
from portal.web.formats import money


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("450000", 45_000_000),
        ("450 000", 45_000_000),
        ("450\u00a0000 kr", 45_000_000),
        ("450.000", 45_000_000),
        ("450.000,50", 45_000_050),
        ("1.250.000,5", 125_000_050),
        ("450000.50", 45_000_050),
        ("450,000.50", 45_000_050),
        ("1250,-", 125_000),
        ("-12,30", -1_230),
        ("12,30-", -1_230),
        ("\u221212,30", -1_230),
        ("NOK 5", 500),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_norway_and_denmark(text, ore):
    assert ore_of(text) == ore


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "kr",
        "450,000",
        "1.25.000",
        "12,345",
        "12,3,4",
        "1e5",
        "--5",
        "five",
        "\u0661\u0662x",
        "9" * 20,
    ],
)
def test_what_nobody_can_tell_is_refused(text):
    with pytest.raises(ValueError):
        ore_of(text)


@given(st.integers(-MOST_ORE, MOST_ORE))
def test_an_amount_shown_is_read_as_the_same_amount(amount):
    assert ore_of(written(amount)) == amount
    assert ore_of(money(amount, "nb")) == amount
    assert ore_of(money(amount, "da")) == amount


@pytest.mark.parametrize(("text", "minutes"), [("12", 720), ("1,5", 90), ("0.75", 45), ("1:30", 90)])
def test_hours_are_read_as_minutes(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["0", "", "-1", "1,555", "1:75", "999999999"])
def test_what_is_no_number_of_hours_is_refused(text):
    with pytest.raises(ValueError):
        minutes_of(text)
