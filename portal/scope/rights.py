"""Which objects a user holds each role for. Apps register a provider for the roles that they keep.

A provider is asked at most once a request and user object, and only when one of its roles is asked for.
"""

from collections.abc import Callable, Iterable, Mapping

from portal.scope.person import Person

Ids = frozenset[int]
Provider = Callable[[Person], Mapping[str, Iterable[int]]]

_providers: list[tuple[frozenset[str], Provider]] = []


def provide(roles: Iterable[str], provider: Provider) -> None:
    """Register `provider`, which maps each of `roles` to the ids of what a user holds it for."""
    _providers.append((frozenset(roles), provider))


class Rights:
    """The roles of one user, read when asked for."""

    def __init__(self, user: Person) -> None:
        self._user = user
        self._held: dict[str, Ids] = {}

    def of(self, role: str) -> Ids:
        """Ids of the schools, municipalities, programmes or agencies for which the user holds `role`."""
        if role not in self._held:
            self._read(role)
        return self._held[role]

    def holds(self, role: str) -> bool:
        return bool(self.of(role))

    def _read(self, role: str) -> None:
        for roles, provider in _providers:
            if role in roles:
                found = provider(self._user)
                self._held.update({name: frozenset(found.get(name, ())) for name in roles})
                return
        raise LookupError(f"no provider keeps the role {role!r}")


_KEPT_AS = "_rights"
_NOBODY: Ids = frozenset()


class NoRights(Rights):
    """Somebody who has not signed in."""

    def of(self, role: str) -> Ids:
        return _NOBODY


def rights_of(user: Person) -> Rights:
    """The rights of `user`, kept on the user object for as long as a request or a job lasts."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NoRights(user)
    kept: Rights | None = getattr(user, _KEPT_AS, None)
    if kept is None:
        kept = Rights(user)
        # Not by vars(): a request's user is lazy, and the attribute belongs on the user behind it.
        setattr(user, _KEPT_AS, kept)
    return kept


def forget_rights(user: Person) -> None:
    """Read the rights anew at the next question: a job judges the right again when it runs."""
    if hasattr(user, _KEPT_AS):
        delattr(user, _KEPT_AS)
