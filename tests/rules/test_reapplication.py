"""Which group goes on with last year's."""

from participants.rules.reapplication import Offered, corresponding

INTRO, ADVANCED = Offered(1, "Introfordypning", format=10), Offered(2, "Fordypning", format=20)


def test_the_group_of_the_same_name_goes_on_whatever_its_format():
    groups = [Offered(3, "fordypning", format=10), Offered(4, "Introfordypning", format=20)]
    assert corresponding(INTRO, groups) == 4
    assert corresponding(ADVANCED, groups) == 3


def test_else_the_only_one_of_the_same_format():
    groups = [Offered(3, "Nybegynnere", format=10), Offered(4, "Viderekomne", format=20)]
    assert corresponding(INTRO, groups) == 3


def test_none_goes_on_where_two_might_or_none_does():
    assert corresponding(INTRO, [Offered(3, "A", format=10), Offered(4, "B", format=10)]) is None
    assert corresponding(INTRO, []) is None


def test_groups_without_a_format_are_not_taken_for_one_another():
    assert corresponding(Offered(1, "Mandag"), [Offered(3, "Tirsdag")]) is None
