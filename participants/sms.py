"""The SMS gateway at SMS_URL: one POST of JSON for each message (docs/production.md)."""

import base64
import json
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from participants.rules.sending import Refused, Unreachable

TIMEOUT_SECONDS = 15
OUR_FAULT = frozenset({401, 403, 404, 405, 408, 425, 429})
"""Answers of a gateway that say nothing about the number: later it may take the message."""


class _NoRedirect(HTTPRedirectHandler):
    """A number and a signed address go to the gateway that was set and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def send_sms(content: Mapping[str, str]) -> None:
    """Raises Refused for a message that the gateway will never take, Unreachable for one to try again."""
    try:
        with build_opener(_NoRedirect).open(_request(content), timeout=TIMEOUT_SECONDS):
            return
    except HTTPError as error:
        error.close()
        if 400 <= error.code < 500 and error.code not in OUR_FAULT:
            raise Refused from None
        raise Unreachable from None
    except OSError:
        raise Unreachable from None


def _request(content: Mapping[str, str]) -> Request:
    parts = urlsplit(settings.SMS_URL)
    address = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    headers = {"Content-Type": "application/json"}
    if parts.username is not None:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(secret.encode()).decode()
    body = json.dumps(content).encode()
    return Request(address, body, headers, method="POST")  # noqa: S310  The settings allow http(s) alone.
