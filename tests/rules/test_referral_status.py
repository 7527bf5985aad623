"""What a partner reads of a referral, from the states of the child's wishes."""

import pytest

from participants.models import EnrolmentState
from participants.rules.referral import NO_PLACE, PLACE, UNDECIDED, WAITING, WITHDRAWN, status


@pytest.mark.parametrize(
    ("states", "read"),
    [
        (["applied"], UNDECIDED),
        (["offered"], UNDECIDED),
        (["enrolled", "refused"], PLACE),
        (["completed"], PLACE),
        (["waitlisted", "refused"], WAITING),
        (["waitlisted", "applied"], UNDECIDED),
        (["refused"], NO_PLACE),
        (["expired", "withdrawn"], NO_PLACE),
        (["declined"], WITHDRAWN),
        (["withdrawn"], WITHDRAWN),
        ([], WITHDRAWN),
    ],
)
def test_a_partner_reads_no_more_than_whether_there_is_a_place(states, read):
    assert status(states) == read


def test_every_state_is_read_as_one_of_five():
    assert {status([state]) for state in EnrolmentState.values} == {
        PLACE,
        WAITING,
        NO_PLACE,
        UNDECIDED,
        WITHDRAWN,
    }
