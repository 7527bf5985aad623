"""Each address of the matrix is closed to a role that sees children until the second factor is given."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.web.languages import is_for_families
from tests.db.statistics import count_rows
from tests.guards import world
from tests.guards.matrix import MATRIX
from tests.guards.world import World

pytestmark = pytest.mark.django_db
ROLES = ("teacher", "coordinator", "partner", "administrator")
SET_UP = "/account/second-factor/"
OPEN = {
    "health",
    "choose_language",
    "second_factor",
    "mfa_authenticate",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
"""What shows no child. Families' addresses, which are for anybody, are open too."""


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        built = world.build()
        count_rows()
        yield built
        transaction.set_rollback(True)


def closed_addresses(whole: World) -> Iterator[tuple[str, str, str]]:
    """Name, method and address of each, about a row of one's own."""
    for name, access in MATRIX.items():
        arguments: Mapping = next(iter(whole.objects[access.about].values())) if access.about else {}
        address = reverse(name, kwargs=dict(arguments))
        if name not in OPEN and not is_for_families(address):
            yield from ((name, method, address) for method in access.methods)


def is_closed(name: str, answer: HttpResponse) -> bool:
    if name.startswith("api-"):
        return answer.status_code == 403
    return answer.status_code == 302 and answer.headers["Location"].startswith(SET_UP)


def reached(whole: World, role: str) -> list[str]:
    client = Client(raise_request_exception=False)
    client.force_login(whole.users[role])
    return [
        f"{method} {name}"
        for name, method, address in closed_addresses(whole)
        if not is_closed(name, client.generic(method, address))
    ]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_row_of_the_api_opens_without_it(role, whole, settings):
    settings.SECOND_FACTOR = True
    assert len(list(closed_addresses(whole))) > 100
    assert not reached(whole, role)


def test_an_address_that_opens_is_found(whole, settings):
    """The guard seen to fail: where the setting is off, a coordinator reaches her pages."""
    settings.SECOND_FACTOR = False
    assert {"GET participants:participants", "GET api-participant-list"} <= set(reached(whole, "coordinator"))
