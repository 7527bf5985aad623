"""The one base of every endpoint: what a user does not see in the pages does not exist here either."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar, cast

from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.viewsets import GenericViewSet

from portal.accounts.models import User
from portal.api.errors import Refusals
from portal.audit.actor import Actor
from portal.scope.querysets import ScopedQuerySet

Rows = TypeVar("Rows", bound=ScopedQuerySet)


class ScopedViewSet(GenericViewSet, Generic[Rows]):
    """Rows of `model`, narrowed to what the user may see, for lists, single rows and actions alike.

    A subclass says in `queryset_for` what its answers need of the rows, and never where they come from:
    it gets them in scope already.
    """

    model: ClassVar[Any]
    refusals: ClassVar[Refusals] = {}
    ordering: ClassVar[tuple[str, ...]] = ("pk",)
    lookup_value_regex = "[0-9]+"

    def queryset_for(self, user: User, rows: Rows) -> Rows:
        """`rows`, which `user` may see, with what the serializer reads beside them."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it shows: queryset_for")

    def get_queryset(self) -> Rows:
        if not self.request.user.is_authenticated:
            return self.model.objects.everything(why="nobody has signed in, so it is emptied").none()
        rows = self.model.objects.visible_to(self.request.user)
        return self.queryset_for(self.user, rows).order_by(*self.ordering)

    @property
    def user(self) -> User:
        """Whoever has signed in; nobody else gets past the permission."""
        return cast(User, self.request.user)

    @property
    def actor(self) -> Actor:
        return Actor.of(self.user)


class ScopedReadViewSet(RetrieveModelMixin, ListModelMixin, ScopedViewSet[Rows]):
    """A noun that the API lists and shows, and nothing more."""
