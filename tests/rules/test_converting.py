"""Budgets of two currencies in one: only by a rate that somebody gave, and the shares are of the whole."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.rules.converting import in_one_currency

NOBODY = {"funder": "", "purpose": "", "agency": ""}
ORE = st.integers(1, 10**11)


def budget(currency: str, *lines: tuple[str, int]) -> dict:
    return {
        "run": "2026",
        "currency": currency,
        "lines": [{"payer": payer, **NOBODY, "amount": amount} for payer, amount in lines],
    }


def test_a_payer_of_two_currencies_is_one_line_in_the_one_that_is_shown():
    both = [budget("DKK", ("school", 10_000), ("grant", 5_000)), budget("NOK", ("school", 10_000))]
    (told,) = in_one_currency(both, into="DKK", rate=Decimal("0.6543"))
    assert (told["currency"], told["total"]) == ("DKK", 21_543)
    assert [(line["payer"], line["amount"]) for line in told["lines"]] == [
        ("grant", 5_000),
        ("school", 16_543),
    ]
    assert sum(line["share"] for line in told["lines"]) == 1


def test_a_rate_that_makes_nothing_of_an_amount_is_no_division_by_nothing():
    (told,) = in_one_currency([budget("NOK", ("school", 4_000))], into="DKK", rate=Decimal("0.0001"))
    assert (told["total"], told["lines"][0]["share"]) == (0, 0)


@given(st.lists(ORE, min_size=1), st.lists(ORE, min_size=1), st.decimals("0.1", "10", places=4))
def test_the_whole_is_the_sum_of_the_lines_that_are_shown(danish, norwegian, rate):
    both = [
        budget("DKK", *((f"a{n}", amount) for n, amount in enumerate(danish))),
        budget("NOK", *((f"b{n}", amount) for n, amount in enumerate(norwegian))),
    ]
    told = in_one_currency(both, into="DKK", rate=rate)
    assert all(one["total"] == sum(line["amount"] for line in one["lines"]) for one in told)
    assert in_one_currency(both[:1], into="DKK", rate=rate)[0]["total"] == sum(danish)
