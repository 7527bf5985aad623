"""How things read, in each language. No database is needed."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from portal.web import formats

NBSP = "\u00a0"
START = datetime(2024, 11, 14, 13, 15)
END = datetime(2024, 11, 14, 14, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "tor 14. nov. 13.15–14.00"),
        ("da", "tors 14. nov. 13.15–14.00"),
        ("en", "Thu 14 Nov 13:15–14:00"),
    ],
)
def test_a_session_reads_as_day_and_times(language, text):
    assert formats.span(START, END, language, this_year=2024) == text


def test_another_year_is_named():
    assert formats.span(START, END, "nb", this_year=2026) == "tor 14. nov. 2024 13.15–14.00"


def test_a_session_past_midnight_names_both_days():
    end = datetime(2024, 11, 15, 0, 30)
    assert formats.span(START, end, "nb", this_year=2024) == "tor 14. nov. 13.15 – fre 15. nov. 00.30"


@pytest.mark.parametrize(
    ("language", "text"),
    [("nb", "lørdag 1. mars"), ("da", "lørdag 1. marts"), ("en", "Saturday 1 March")],
)
def test_a_day_reads_in_full(language, text):
    assert formats.long_day(date(2025, 3, 1), language, this_year=2025) == text


def test_a_month_whose_name_is_short_has_no_dot():
    assert formats.short_day(date(2025, 5, 1), "nb", this_year=2025) == "tor 1. mai"


@pytest.mark.parametrize(
    ("oere", "text"),
    [
        (45000000, "450 000 kr"),
        (75, "0,75 kr"),
        (123450, "1 234,50 kr"),
        (0, "0 kr"),
        (-150000, "−1 500 kr"),
    ],
)
def test_money_is_given_in_oere_and_never_breaks(oere, text):
    assert formats.money(oere, "nb") == text.replace(" ", NBSP)


def test_money_carries_its_code_where_asked():
    assert formats.money(45000000, "da", currency="DKK") == f"450{NBSP}000{NBSP}DKK"
    assert formats.money(45000000, "da") == f"450{NBSP}000{NBSP}kr."


@pytest.mark.parametrize(
    ("share", "text"), [(Decimal("0.6"), "60 %"), (0.125, "12,5 %"), (1, "100 %"), (Decimal(1) / 3, "33,3 %")]
)
def test_per_cent_stands_with_a_space(share, text):
    assert formats.percent(share, "nb") == text.replace(" ", NBSP)


@pytest.mark.parametrize(("minutes", "text"), [(45, "0,75 t"), (60, "1 t"), (50, "0,83 t"), (0, "0 t")])
def test_minutes_read_as_hours_of_sixty_minutes(minutes, text):
    assert formats.hours(minutes, "nb") == text.replace(" ", NBSP)


def test_hours_read_in_english_with_a_point():
    assert formats.hours(45, "en") == f"0.75{NBSP}h"


@pytest.mark.parametrize(
    ("value", "text"), [(1234567, "1 234 567"), (102, "102"), (Decimal("10.50"), "10,5"), (100, "100")]
)
def test_numbers_are_parted_in_thousands(value, text):
    assert formats.number(value, "nb") == text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nn", "fredag 14. mars"),
        ("uk", "пʼятниця 14 березня"),
        ("ru", "пятница 14 марта"),
        ("pl", "piątek 14 marca"),
        ("ar", "الجمعة 14 مارس"),
        ("prs", "جمعه 14 مارچ"),
        ("ps", "جمعه 14 مارچ"),
        ("ti", "ዓርቢ 14 መጋቢት"),
        ("so", "Jimco 14 Maarso"),
        ("ku", "înî 14 adar"),
        ("tr", "Cuma 14 Mart"),
    ],
)
def test_a_day_reads_in_each_language_of_families(language, text):
    assert formats.long_day(date(2025, 3, 14), language, this_year=2025) == text
    assert formats.weekday(5, language) == text.partition(" 14")[0]


def test_the_unit_stays_behind_the_amount_where_one_reads_from_the_right():
    for language in ("ar", "prs", "ps"):
        assert formats.money(90000, language) == f"\u2066900{NBSP}kr\u2069"
    assert formats.money(90000, "uk") == f"900{NBSP}kr"


def test_a_time_of_the_week_reads_as_one_of_a_day():
    assert formats.clock(time(9, 5), "nb") == "09.05"
    assert formats.clock(time(9, 5), "ar") == "09:05"
