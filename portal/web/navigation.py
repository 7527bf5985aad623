"""The main navigation. Apps register their items; a user sees those that the roles allow."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from portal.scope.rights import Person, rights_of


@dataclass(frozen=True)
class Item:
    """A page that the holder of any of `roles` finds in the navigation; lower `order` comes first.

    `more`: less often needed, so it stands behind a button.
    """

    label: str | Promise
    url_name: str
    roles: tuple[str, ...]
    order: int = 50
    more: bool = False


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: bool
    more: bool


_items: list[Item] = []


def register(item: Item) -> None:
    _items.append(item)
    _items.sort(key=lambda item: item.order)


def links_for(user: Person, path: str) -> Sequence[Link]:
    """What `user` may see, the daily links first; the one that leads nearest to `path` is the current."""
    rights = rights_of(user)
    held = [item for item in _items if any(rights.holds(role) for role in item.roles)]
    allowed = sorted(held, key=lambda item: item.more)
    urls = [reverse(item.url_name) for item in allowed]
    # The first page lies above all others, and would otherwise be current on each of them.
    around = (url for url in urls if url == path or (url != "/" and path.startswith(url)))
    here = max(around, key=len, default=None)
    return [Link(item.label, url, url == here, item.more) for item, url in zip(allowed, urls, strict=True)]
