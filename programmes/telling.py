"""Who tells families that days, times or places of groups have changed. Of families a higher layer knows.

That layer registers what tells them when it starts.
"""

from collections.abc import Callable, Collection

from portal.audit.actor import Actor

_tellers: list[Callable[..., object]] = []


def changed_plans_are_told_by(teller: Callable[..., object]) -> None:
    """`teller` is called with `actor` and the ids of `groups`, within the transaction that changes plans."""
    _tellers.append(teller)


def tell_of_changed_plans(*, actor: Actor, groups: Collection[int]) -> None:
    if groups:
        for tell in _tellers:
            tell(actor=actor, groups=groups)
