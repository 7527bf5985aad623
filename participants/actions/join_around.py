"""Things around two people who turn out to be one: loans, people beside them, milestones."""

from django.db.models import Q

from participants.models import BuddyMatch, Loan, Milestone, Participant
from participants.models.support import ANY_NUMBER

_WHY = "of two people whom a coordinator has said to be one"


def join_loans(first: Participant, second: Participant) -> None:
    Loan.objects.everything(why=_WHY).filter(participant=second).update(participant=first)


def join_matches(first: Participant, second: Participant) -> None:
    """Nobody is her own buddy: where one of the two helped the other, the match goes."""
    matches = BuddyMatch.objects.everything(why=_WHY)
    matches.filter(Q(participant=first, helper=second) | Q(participant=second, helper=first)).delete()
    matches.filter(participant=second).update(participant=first)
    matches.filter(helper=second).update(helper=first)


def join_milestones(first: Participant, second: Participant) -> None:
    """Of two first times the first's stays."""
    milestones = Milestone.objects.everything(why=_WHY)
    noted = milestones.filter(participant=first).exclude(kind__in=ANY_NUMBER).values("kind")
    milestones.filter(participant=second, kind__in=noted).delete()
    milestones.filter(participant=second).update(participant=first)
