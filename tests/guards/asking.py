"""Asks each address as each role, and takes back whatever the answer changed."""

import json
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.accounts.models import User
from tests.guards.world import Arguments

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The name of every address; one without a name stands with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"nameless {entry.pattern}"
        else:
            yield from names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


class Visitor:
    """A browser of one user, or of somebody who has not signed in."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self._cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method: str, name: str, arguments: Arguments, data: Mapping[str, str] | None = None) -> int:
        """The status of the answer; a writing method sends `data`, to the API as JSON."""
        address = reverse(name, kwargs=dict(arguments))
        self.client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic():
            response = self.client.generic(method, address, **_sent(method, name, data or {}))
            transaction.set_rollback(True)
        return response.status_code


def _sent(method: str, name: str, data: Mapping[str, str]) -> dict[str, str]:
    if method == "GET":
        return {}
    if name.startswith("api-"):
        return {"data": json.dumps(dict(data)), "content_type": "application/json"}
    return {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"}
