import pytest

from participants.rules.absences import absent_in_a_row
from participants.rules.sizes import Size, size_of


@pytest.mark.parametrize(
    ("marks", "away"),
    [
        (["excused", "unexcused", "excused"], True),
        (["present", "excused", "excused", "unexcused"], True),
        (["excused", "excused", "excused", "present"], False),
        (["excused", "late", "excused", "excused"], False),
        (["unexcused", "unexcused"], False),
        ([], False),
    ],
)
def test_three_times_in_a_row_are_the_last_three(marks, away):
    assert absent_in_a_row(marks) is away


@pytest.mark.parametrize(
    ("enrolled", "least", "most", "size"),
    [
        (5, 6, 8, Size.UNDER),
        (6, 6, 8, Size.FITS),
        (8, 6, 8, Size.FITS),
        (9, 6, 8, Size.OVER),
        (0, None, 8, Size.FITS),
        (0, 1, 8, Size.UNDER),
    ],
)
def test_a_group_is_under_what_its_format_asks_for_or_over_what_it_allows(enrolled, least, most, size):
    assert size_of(enrolled, least=least, most=most) == size
