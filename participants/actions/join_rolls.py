"""Corrections of marks, and marks given differently, go from the second of two who are one to the first."""

from participants.models import MarkChange, Participant, RollConflict

_WHY = "of two people whom a coordinator has said to be one"


def join_mark_changes(first: Participant, second: Participant) -> None:
    MarkChange.objects.everything(why=_WHY).filter(participant=second).update(participant=first)


def join_roll_conflicts(first: Participant, second: Participant) -> None:
    RollConflict.objects.everything(why=_WHY).filter(participant=second).update(participant=first)
