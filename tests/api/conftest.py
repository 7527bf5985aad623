from collections.abc import Callable
from typing import Any

import pytest

from portal.accounts.models import User

Call = Callable[..., Any]


@pytest.fixture
def api_of(browser_of) -> Callable[[User], Call]:
    """`api_of(user)("get", "/schools/")`: the answer, with JSON sent and an address below /api/v1."""

    def of(user: User) -> Call:
        client = browser_of(user)

        def call(method: str, path: str, data: object = None):
            body = {"data": data, "content_type": "application/json"} if data is not None else {}
            return getattr(client, method)(f"/api/v1{path}", **body)

        return call

    return of
