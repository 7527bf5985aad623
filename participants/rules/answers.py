"""What a family answered, checked and ready to be sent. Pure."""

import datetime
from dataclasses import dataclass

from participants.rules.ages import Born

PHOTO, SHARING = "photo", "sharing"
GUARDIAN, PERSON, CHILD = "guardian", "person", "child"


@dataclass(frozen=True)
class ChildAnswer:
    given_name: str
    family_name: str
    born: Born
    attends_school: str = ""
    grade: int | None = None
    grade_country: str = ""
    home_language: str = ""


@dataclass(frozen=True)
class ApplicantAnswer:
    """`kind` is one of participants.models.Applicant."""

    kind: str
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Answers:
    """`wishes` are ids of groups in their order; `consents` are pairs of purpose and by whom."""

    child: ChildAnswer
    applicant: ApplicantAnswer
    wishes: tuple[int, ...]
    what_helps: str = ""
    wants_free_place: bool = False
    message: str = ""
    together: bool = False
    consents: frozenset[tuple[str, str]] = frozenset()
    language: str = ""


def asked_for_consent(
    own_ages: dict[str, int], born: Born, today: datetime.date
) -> dict[str, tuple[str, ...]]:
    """By purpose, who is asked: the person who is surely old enough, else the guardian and the child."""
    return {
        purpose: (PERSON,) if born.is_surely(age, today) else (GUARDIAN, CHILD)
        for purpose, age in own_ages.items()
    }
