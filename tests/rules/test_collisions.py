"""The sweep through bookings finds what comparing each with each finds."""

import datetime
import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.rules.collisions import Booking, Clash, clashes, room_key
from programmes.rules.public_place import public_place

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""However busy the machine is."""
NOON = datetime.datetime(2026, 9, 8, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=15)


def booking(key, start: int, length: int, takes) -> Booking:
    starts_at = NOON + start * MINUTE
    return Booking(key, starts_at, starts_at + length * MINUTE, frozenset(takes))


spans = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sets(st.sampled_from("abc"), max_size=3))


@patient
@given(st.lists(spans, max_size=12), st.lists(spans, max_size=12))
def test_the_same_as_comparing_each_with_each(wanted, taken):
    wanted = [booking(("wanted", number), *one) for number, one in enumerate(wanted)]
    taken = [booking(number, *one) for number, one in enumerate(taken)]
    found = {(clash.what, frozenset((clash.wanted, clash.taken))) for clash in clashes(wanted, taken)}
    pairs = [*itertools.product(wanted, taken), *itertools.combinations(wanted, 2)]
    expected = {
        (what, frozenset((one.key, other.key)))
        for one, other in pairs
        for what in one.takes & other.takes
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    }
    assert found == expected
    assert len(found) == len(clashes(wanted, taken))


def test_what_ends_when_the_next_begins_does_not_collide():
    assert not clashes([booking("new", 4, 2, "a")], [booking("old", 2, 2, "a"), booking("later", 6, 1, "a")])


def test_what_is_there_already_twice_is_nobodys_fault():
    assert not clashes([booking("new", 9, 1, "b")], [booking("one", 0, 4, "a"), booking("two", 1, 4, "a")])


def test_it_says_what_wants_and_what_has_it():
    assert clashes([booking("new", 1, 2, "a")], [booking("old", 0, 2, "a")]) == [Clash("a", "new", "old")]


def test_a_room_is_the_same_however_it_is_written():
    assert room_key(" Øvingsrom  1") == room_key("ØVINGSROM 1 ") != room_key("Øvingsrom 2")


def test_a_room_that_names_the_group_or_its_partner_is_nobodys_to_read():
    telling = ["Prøvevangens Skole", "Prøvevangen", ""]
    assert public_place("Prøvevangens Skole, sal 2", telling) == ""
    assert public_place("Sal 2", telling) == "Sal 2"
