"""Organisation numbers by their control digits, and names that may be the same agency's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.rules.organisation_numbers import bare, is_number, nearly_the_same

DIGITS = st.text("0123456789", min_size=1, max_size=12)
# Of public bodies, as the registers publish them, and the example with which one explains its numbers.
NORWEGIAN = ("974760673", "889640782", "942402465", "123456785")
DANISH = ("10150817", "29189404", "29190623")


@pytest.mark.parametrize("number", NORWEGIAN)
def test_numbers_of_norwegian_registers_fit(number):
    assert is_number(number, "NO") and not is_number(number, "DK")


@pytest.mark.parametrize("number", DANISH)
def test_numbers_of_the_danish_register_fit(number):
    assert is_number(number, "DK") and not is_number(number, "NO")


@pytest.mark.parametrize(("number", "country"), [(NORWEGIAN[0], "NO"), (DANISH[0], "DK")])
def test_one_wrong_digit_and_two_that_changed_places_are_found(number, country):
    for at, digit in enumerate(number):
        for other in set("0123456789") - {digit}:
            assert not is_number(number[:at] + other + number[at + 1 :], country)
    for at in range(len(number) - 1):
        swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        assert swapped == number or not is_number(swapped, country)


@given(DIGITS, st.sampled_from(["NO", "DK"]))
def test_a_number_of_another_length_is_none(digits, country):
    if len(digits) != {"NO": 9, "DK": 8}[country]:
        assert not is_number(digits, country)


@pytest.mark.parametrize("text", ["", "97476067x", "٩٧٤٧٦٠٦٧٣", "-74760673", "974 760 673"])
def test_what_is_not_digits_alone_is_none(text):
    assert not is_number(text, "NO")


@pytest.mark.parametrize("text", ["974 760 673", "974.760.673", " 974760673 ", "NO974760673", "974 760 673"])
def test_what_people_write_between_and_before_the_digits_goes(text):
    assert bare(text) == "974760673"
    assert bare("DK-10 15 08 17") == bare("CVR: 10150817") == "10150817"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NAV Ås", "Nav Aas"),
        ("Frivilligsentralen", "Frivillig-sentralen"),
        ("Nordveggen AS", "Nordveggen"),
        ("Kongsberg bibliotek", "Kongsberg  Bibliotek"),
        ("Karrieresenteret Ytre Helgeland", "Karrieresentret Ytre Helgeland"),
    ],
)
def test_names_of_one_agency_are_found(one, other):
    assert nearly_the_same(one, other) and nearly_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NAV Ås", "NAV Vestby"),
        ("Ås bibliotek", "Kongsberg bibliotek"),
        ("Solberg skole 1", "Solberg skole 2"),
        ("Solberg skole", "Solvang skole"),
        ("AS", "AS"),
    ],
)
def test_names_of_two_agencies_are_not_taken_for_one(one, other):
    assert not nearly_the_same(one, other)
