"""When two people are put before the coordinator as perhaps one, and when they are joined by themselves."""

import datetime

import pytest

from participants.rules.same_child import (
    Known,
    contact_key,
    joins_through_contact,
    joins_through_link,
    may_be_same,
)

BORN = datetime.date(2015, 4, 3)
MOTHER = frozenset({"71000000"})


def known(
    name: str, born: datetime.date | int | None = BORN, contacts: frozenset[str] = frozenset()
) -> Known:
    given, _, family = name.partition(" ")
    if isinstance(born, int):
        return Known(given, family, birth_year=born, contacts=contacts)
    return Known(given, family, birth_date=born, contacts=contacts)


@pytest.mark.parametrize(
    "other",
    [
        "amina nur prøvedal",
        "Amína Nur Provedal",
        "Prøvedal Amina Nur",
        "Amina-Nur Prøvedal",
        "AminaNur  Prøvedal",
        "Amina Nur Prø\u200fvedal",
        "Amina Noor Prøvedal",
        "Amina Prøvedal",
        "Aminah Nur Prøvedahl",
    ],
)
def test_the_same_name_in_other_spellings_with_the_same_birth_date_is_suspected(other):
    assert may_be_same(known("Amina Nur Prøvedal"), known(other))


@pytest.mark.parametrize("other", ["Bo Prøvedal", "Frida Prøvedal", "Amina Kvistgren", "Åse Bråten", ""])
def test_another_name_on_the_same_birth_date_is_not(other):
    assert not may_be_same(known("Amina Prøvedal"), known(other))


def test_danish_spellings_of_one_letter_are_one_name():
    assert may_be_same(known("Aase Bråten"), known("Åse Braaten"))


def test_names_in_other_letters_are_compared_as_they_stand():
    assert may_be_same(known("أمينة حسن"), known("حسن أمينة"))
    assert not may_be_same(known("أمينة حسن"), known("ያሬድ ተስፋይ"))


def test_the_year_is_enough_where_only_that_is_known_of_one():
    assert may_be_same(known("Amina Prøvedal"), known("Amina Prøvedal", 2015))
    assert not may_be_same(known("Amina Prøvedal"), known("Amina Prøvedal", 2014))


def test_two_dates_in_one_year_are_two_children_unless_day_and_month_are_swapped():
    assert not may_be_same(known("Amina Prøvedal"), known("Amina Prøvedal", datetime.date(2015, 9, 30)))
    assert may_be_same(known("Amina Prøvedal"), known("Amina Prøvedal", datetime.date(2015, 3, 4)))


def test_the_same_name_and_contact_is_suspected_whatever_the_birth():
    later = datetime.date(2016, 9, 30)
    assert may_be_same(known("Amina Prøvedal", BORN, MOTHER), known("Amina Prøvedal", later, MOTHER))
    assert may_be_same(known("Amina Prøvedal", None), known("Amina Prøvedal"))


def test_siblings_and_twins_who_share_a_contact_are_not():
    assert not may_be_same(known("Amina Prøvedal", BORN, MOTHER), known("Bo Prøvedal", BORN, MOTHER))


def test_a_similar_name_without_any_birth_needs_the_contact():
    assert not may_be_same(known("Amina Prøvedal", None), known("Aminah Prøvedal"))
    assert may_be_same(known("Amina Prøvedal", None, MOTHER), known("Aminah Prøvedal", BORN, MOTHER))


@pytest.mark.parametrize(
    ("other", "through_link", "through_contact"),
    [
        (known("AMINA Prøvedal"), True, True),
        (known("Prøvedal Amina"), True, True),
        (known("Amina Prøvedal", 2015), True, False),
        (known("Amina Prøvedal", None), False, False),
        (known("Amina Prøvedal", datetime.date(2015, 3, 4)), False, False),
        (known("Aminah Prøvedal"), False, False),
        (known("Bo Prøvedal"), False, False),
    ],
)
def test_a_child_is_joined_by_itself_only_with_the_same_name_and_birth(other, through_link, through_contact):
    asked = known("Amina Prøvedal")
    assert joins_through_link(asked, other) is through_link
    assert joins_through_contact(asked, other) is through_contact


def test_two_names_without_a_letter_are_not_one():
    assert not may_be_same(known(""), known(""))


def test_a_child_without_a_name_is_suspected_by_the_contact_as_long_as_the_births_fit():
    nameless = known("", None, MOTHER)
    assert may_be_same(nameless, known("Amina Prøvedal", BORN, MOTHER))
    assert not may_be_same(nameless, known("Amina Prøvedal"))
    assert not may_be_same(known("", 2010, MOTHER), known("Amina Prøvedal", BORN, MOTHER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+45 71 00 00 00", "71000000"),
        ("0047 41 23 45 67", "41234567"),
        ("Mor@Example.org ", "mor@example.org"),
        ("٧١٠٠٠٠٠٠", "71 00 00 00"),
    ],
)
def test_a_contact_is_known_however_it_is_written(one, other):
    assert contact_key(one) == contact_key(other) != ""


@pytest.mark.parametrize("contact", ["", "12", "-"])
def test_no_contact_has_no_key(contact):
    assert contact_key(contact) == ""
