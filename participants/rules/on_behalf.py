"""What staff or a partner tells of a child on a family's behalf. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Details:
    """Who the child is. `birth_year` is that of `birth_date` where there is one."""

    given_name: str
    family_name: str
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    grade: int | None = None


@dataclass(frozen=True)
class Told:
    """`reference` stands for a child whose name is not known yet; `language` is what the family reads."""

    child: Details
    reference: str = ""
    attends_school: str = ""
    home_language: str = ""
    what_helps: str = ""
    message: str = ""
    wants_free_place: bool = False
    guardian_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""

    @property
    def is_reference(self) -> bool:
        return not (self.child.given_name or self.child.family_name)

    @property
    def known_as(self) -> str:
        """What whoever tells it calls the child."""
        return self.reference or f"{self.child.given_name} {self.child.family_name}".strip()
