"""A signed-in browser that is nothing but HTTP, so that what is measured is the server."""

import re
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from portal.accounts.models import User
from tests.bench.counting import HEADER

TOKEN = "benchbenchbenchbenchbenchbenchbe"


@dataclass(frozen=True)
class Answer:
    """`seconds` from opening the connection to the last byte; `queries` as the server counted them."""

    status: int
    seconds: float
    queries: int
    body: bytes


class Browser:
    def __init__(self, port: int, user: User) -> None:
        self.port = port
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
        values = (session.session_key, TOKEN)
        self.cookie = "; ".join(f"{name}={value}" for name, value in zip(names, values, strict=True))

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        headers |= {"HX-Request": "true"} if htmx else {}
        return self._ask("POST", path, urlencode(fields), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        started = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        took = time.perf_counter() - started
        if response.status >= 400:
            raise SystemExit(f"{method} {path} answered {response.status}: {content[:2000].decode()}")
        return Answer(response.status, took, int(response.headers.get(HEADER, 0)), content)


class Form(HTMLParser):
    """What a browser would send of the page's form with a given id, untouched."""

    def __init__(self, page: bytes, form_id: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._form_id, self._inside, self._text_of = form_id, False, ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == self._form_id
        name = given.get("name") or ""
        if not self._inside or not name:
            return
        if tag == "textarea":
            self.fields[name] = ""
            self._text_of = name
        chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if tag == "input" and chosen:
            self.fields[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._text_of:
            self.fields[self._text_of] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text_of = ""
        if tag == "form":
            self._inside = False


def assets_of(page: bytes) -> list[str]:
    """The addresses of the page's style sheets and scripts."""
    text = page.decode()
    found = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    return found + re.findall(r'<script src="([^"]+)"', text)
