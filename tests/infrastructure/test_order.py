"""The order in which the tests run."""

import pytest


def empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def uses_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "db" in getattr(item, "fixturenames", ())


def test_what_empties_the_database_runs_after_all_that_relies_on_what_migrations_filled_in(
    request: pytest.FixtureRequest,
) -> None:
    """Seen to fail on a fixture named `page`: pytest-playwright moves its tests before the others."""
    items = request.session.items
    first = next((number for number, item in enumerate(items) if empties_the_database(item)), len(items))
    too_late = [
        item.nodeid for item in items[first:] if uses_the_database(item) and not empties_the_database(item)
    ]
    assert too_late == []
