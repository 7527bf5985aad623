"""Who does something: a user, a signed link (a family), or the system (a named job)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from portal.scope.person import Person

if TYPE_CHECKING:
    from portal.accounts.models import User

USER, LINK, SYSTEM = "user", "link", "system"


@dataclass(frozen=True)
class Actor:
    """Taken by every action. `name` says which job or which kind of link it was; never a person's name."""

    kind: str
    user: User | None = None
    name: str = ""
    link_id: int | None = None

    @property
    def person(self) -> Person:
        """Whom querysets and policies ask about: the user; somebody without any right for a link or a job."""
        return self.user or AnonymousUser()

    @classmethod
    def of(cls, user: User) -> Actor:
        if not user.is_authenticated:
            raise ValueError("somebody who has not signed in is no actor")
        return cls(USER, user=user)

    @property
    def signed_in(self) -> User:
        """The user, for actions that only somebody who has signed in does. Raises ValueError for others."""
        if self.user is None:
            raise ValueError(f"this is done by somebody who has signed in, not by {self.kind} {self.name}")
        return self.user

    @classmethod
    def system(cls, name: str) -> Actor:
        return cls(SYSTEM, name=name)

    @classmethod
    def link(cls, name: str, link_id: int | None = None) -> Actor:
        """`link_id` is the row of the link, which says whose rows the actor reaches."""
        return cls(LINK, name=name, link_id=link_id)
