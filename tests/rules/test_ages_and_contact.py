"""How old somebody may be, and what is a phone number: without a database."""

import datetime

import pytest

from participants.rules.ages import Born
from participants.rules.answers import asked_for_consent
from participants.rules.contact import phone, plain

TODAY = datetime.date(2026, 11, 21)


def born(year: int, month: int | None = None, day: int | None = None) -> Born:
    return Born.on(year, month, day)


@pytest.mark.parametrize(
    ("one", "ages"),
    [
        (born(2011, 11, 21), (15, 15)),
        (born(2011, 11, 22), (14, 14)),
        (born(2011), (14, 15)),
        (born(2012, 2, 29), (14, 14)),
    ],
)
def test_an_age_is_as_sure_as_what_is_known_of_the_birth(one, ages):
    assert one.ages(TODAY) == ages


def test_whoever_gave_only_the_year_is_surely_old_enough_a_year_later():
    assert not born(2008).is_surely(18, TODAY)
    assert born(2008).may_be(18, TODAY)
    assert born(2007).is_surely(18, TODAY)
    assert not born(2009).may_be(18, TODAY)


@pytest.mark.parametrize("one", [born(2026, 11, 22), born(2027), born(1896), born(1905, 12, 31)])
def test_a_birth_to_come_or_too_long_ago_is_not_possible(one):
    assert not one.is_possible(TODAY)


@pytest.mark.parametrize("one", [born(2026, 11, 21), born(2026), born(1906, 1, 1)])
def test_whoever_was_born_today_or_is_very_old_may_be(one):
    assert one.is_possible(TODAY)


def test_a_day_that_is_in_no_calendar_is_none():
    with pytest.raises(ValueError, match="day"):
        born(2015, 2, 30)


def test_whoever_is_surely_old_enough_consents_for_each_purpose_by_itself():
    ages = {"photo": 15, "sharing": 18}
    assert asked_for_consent(ages, born(2010, 1, 1), TODAY) == {
        "photo": ("person",),
        "sharing": ("guardian", "child"),
    }
    assert asked_for_consent(ages, born(2011), TODAY)["photo"] == ("guardian", "child")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (" +47 912 34 567 ", "+47 912 34 567"),
        ("0047-912.34.567", "0047-912.34.567"),
        ("\u202a+4791234567\u202c", "+4791234567"),
        ("٩١٢ ٣٤ ٥٦٧", "912 34 567"),
        ("(71) 00 00 00", "(71) 00 00 00"),
    ],
)
def test_a_number_is_read_however_a_telephone_writes_it(written, number):
    assert phone(written) == number


@pytest.mark.parametrize(
    "written", ["ring meg", "91 23 45 6x", "1234", "1" * 16, "🎺", "+", "91+234567", "²³²³²³"]
)
def test_what_has_letters_or_is_too_short_is_no_number(written):
    with pytest.raises(ValueError, match="phone"):
        phone(written)


def test_marks_that_nobody_sees_are_taken_out_and_letters_are_not():
    assert plain("\u200fAb\u200b1٢ ") == "Ab12"
