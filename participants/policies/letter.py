"""Who may read and ask for letters, and who may register and answer appeals."""

from participants.models import Appeal, Enrolment, Letter
from participants.policies.participant import may_see_history
from portal.scope.person import Person


def may_read_letter(user: Person, letter: Letter) -> bool:
    """The coordinators of the school who know the name: `Letter.visible_to`."""
    return may_see_history(user, letter.enrolment.participant)


def may_ask_again(user: Person, letter: Letter) -> bool:
    return may_read_letter(user, letter)


def may_register_appeal(user: Person, enrolment: Enrolment) -> bool:
    """A coordinator who knows the name; of a closed run as well, for the right to appeal does not close."""
    return may_see_history(user, enrolment.participant)


def may_answer_appeal(user: Person, appeal: Appeal) -> bool:
    return appeal.answered_on is None and may_see_history(user, appeal.enrolment.participant)
