"""What the children under a family's link have borrowed, and when it is due back."""

from collections.abc import Iterable
from dataclasses import dataclass

from participants.models import Loan, Participant

_WHY = "what the people of the family's own link have borrowed"


@dataclass(frozen=True)
class Borrowed:
    """Of a protected address `what` is empty: whoever has the link may be somebody else."""

    loan: Loan
    what: str


def borrowed_by(people: Iterable[Participant]) -> list[Borrowed]:
    loans = Loan.objects.everything(why=_WHY).out().filter(participant__in=[one.pk for one in people])
    rows = loans.select_related("equipment", "participant").order_by("due_on", "pk")
    return [
        Borrowed(loan, "" if loan.participant.address_protection else loan.equipment.name) for loan in rows
    ]
