"""How a refusal is answered: always JSON with `detail`, or messages by field where the input is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from rest_framework import status
from rest_framework.exceptions import (
    APIException,
    NotAuthenticated,
    NotFound,
    PermissionDenied,
    ValidationError,
)
from rest_framework.response import Response
from rest_framework.views import exception_handler

Refusals = Mapping[type[Exception], Callable[[Exception], APIException]]
"""The exceptions of the actions that a view calls, and the answer to each."""


class Conflict(APIException):
    """Things are no longer as the caller believes; `more` tells what they are, beside the sentence."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, sentence: str, **more: Any) -> None:
        self.detail = cast(Any, {"detail": sentence, **more})


def missing(refusal: Exception) -> APIException:
    return NotFound()


def forbidden(refusal: Exception) -> APIException:
    return PermissionDenied(str(refusal))


def conflict(refusal: Exception) -> APIException:
    return Conflict(str(refusal))


def at_field(name: str) -> Callable[[Exception], APIException]:
    """The refusal as a message at the input field `name`."""
    return lambda refusal: ValidationError({name: [str(refusal)]})


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer what an action refused as the view's `refusals` say, and the rest as the framework does.

    Whoever has not signed in gets 401: with the session cookie alone the framework would say 403, which
    here means that one may not.
    """
    refusals: Refusals = getattr(context.get("view"), "refusals", {})
    for kind, answer in refusals.items():
        if isinstance(exc, kind):
            exc = answer(exc)
            break
    response = exception_handler(exc, context)
    if response is not None and isinstance(exc, NotAuthenticated):
        response.status_code = status.HTTP_401_UNAUTHORIZED
        response["WWW-Authenticate"] = "Session"
    return response
