"""The base of every queryset: it shows nothing until a subclass says what a user may see."""

from typing import Self

from django.db import models

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class ScopedQuerySet(models.QuerySet):
    """`objects` of every model. Only `visible_to`, `everything` and creation may follow it (a guard test)."""

    def visible_to(self, user: Person) -> Self:
        """The rows that `user` may see: none, unless the model's own queryset says otherwise."""
        return self.none()

    def everything(self, *, why: str) -> Self:
        """All rows, for code that has judged the right another way; `why` says how."""
        if not why:
            raise ValueError("everything() asks for the reason why no scope applies")
        return self.all()


class OfSchoolQuerySet(ScopedQuerySet):
    """Rows of one school that its coordinators see exactly."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(school__in=rights_of(user).of(Role.COORDINATOR))
