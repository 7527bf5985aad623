"""How many queries an answer took, transaction statements not counted; in the header X-Queries."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Queries"
_OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "BEGIN", "COMMIT", "SET TRANSACTION")


class Counter:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if not sql.lstrip().upper().startswith(_OF_TRANSACTIONS):
            self.number += 1
        return execute(sql, params, many, context)


def tell_queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    def handle(request: HttpRequest) -> HttpResponse:
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = get_response(request)
        response.headers[HEADER] = str(counter.number)
        return response

    return handle
