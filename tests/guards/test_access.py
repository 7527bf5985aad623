"""Who gets what answer at each address: the access matrix, asked at the HTTP interface."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RegexPattern

from tests.db.statistics import count_rows
from tests.guards import world
from tests.guards.access import NOTHING, Access
from tests.guards.asking import METHODS, Visitor, names
from tests.guards.matrix import MATRIX
from tests.guards.world import ROLES, World

pytestmark = pytest.mark.django_db
REFUSED = {401, 403, 404, 405}


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once for all addresses; each answer's changes are taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = world.build()
        count_rows()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(whole) -> dict[str, Visitor]:
    return {role: Visitor(user) for role, user in whole.users.items()}


def missing(addresses: list[str], matrix: dict[str, Access]) -> list[str]:
    return [name for name in addresses if name not in matrix]


def objects_of(whole: World, access: Access) -> dict[str, world.Arguments]:
    return whole.objects[access.about] if access.about else {NOTHING: {}}


def test_every_address_stands_in_the_matrix():
    assert not missing(list(names()), MATRIX)


def test_the_matrix_names_no_address_that_is_gone():
    assert set(MATRIX) <= set(names())


def test_an_address_that_is_not_in_the_matrix_is_found():
    """The guard seen to fail."""
    inner = path("inner/", lambda request: HttpResponse(), name="inner")
    nameless = path("nameless/", lambda request: HttpResponse())
    below = URLResolver(RegexPattern(r"^below/"), [inner], namespace="below")
    resolver = URLResolver(RegexPattern(r"^/"), [below, nameless, *_known()])
    assert missing(list(names(resolver)), MATRIX) == ["below:inner", "nameless nameless/"]


def _known() -> list[URLPattern]:
    return [path("", lambda request: HttpResponse(), name="home")]


@pytest.mark.parametrize("name", MATRIX)
def test_each_role_gets_the_answer_of_the_matrix(name, whole, visitors):
    access, differences = MATRIX[name], []
    for method, places in access.methods.items():
        assert set(places) == set(objects_of(whole, access)), f"{name} {method} leaves out a place"
        for place, row in places.items():
            arguments = objects_of(whole, access)[place]
            for role in ROLES:
                status = visitors[role].ask(method, name, arguments, access.data)
                if status != row[role]:
                    differences.append(f"{method} {place} {role}: {status}, not {row[role]}")
    assert not differences, f"{name}\n" + "\n".join(differences)


@pytest.mark.parametrize("name", [name for name in MATRIX if not name.startswith("account_")])
def test_a_method_that_the_matrix_does_not_name_is_refused_to_everybody(name, whole, visitors):
    """The account pages are allauth's, which answers a PUT like a form with errors."""
    access = MATRIX[name]
    arguments = next(iter(objects_of(whole, access).values()))
    for method in set(METHODS) - set(access.methods):
        for role in ("outsider", "nobody", "teacher", "coordinator", "administrator"):
            assert visitors[role].ask(method, name, arguments, access.data) in REFUSED


def test_an_answer_that_differs_from_the_matrix_is_found(whole, visitors):
    """The guard seen to fail: a teacher's page asked as if it were hers by somebody else's right."""
    own = whole.objects["group"][world.OWN]
    asked = {role: visitors[role].ask("GET", "participants:group", own) for role in ROLES}
    row = MATRIX["participants:group"].methods["GET"][world.OWN]
    assert asked == row
    assert asked != {**row, "teacher": 200}


def test_a_visit_leaves_nothing_behind(whole, visitors):
    """What a visitor decided is undone before the next asks, or the matrix would depend on its order."""
    for _ in range(2):
        arguments = whole.objects["decision"][world.OWN]
        data = MATRIX["participants:decide"].data
        assert visitors["coordinator"].ask("POST", "participants:decide", arguments, data) == 302
