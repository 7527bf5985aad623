"""What actions share that save a few fields of a row: whether they differ, and a name that is taken."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction


class Refused(Exception):
    """Something speaks against it; the message says what, and how to go on."""


class Closed(Exception):
    """What it belongs to is closed: it is read and never changed; the message says so."""


class NameTaken(Refused):
    """Another has the name already, perhaps since a moment ago; the message says so."""


@contextmanager
def unique_name(message: str) -> Iterator[None]:
    """Turns the refusal of a unique key into NameTaken, and goes on in the transaction."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if "unique" not in str(refusal).lower():
            raise
        raise NameTaken(message) from None


def stands(row: models.Model, values: Mapping[str, object]) -> bool:
    """Whether `row` has exactly these values already."""
    return all(getattr(row, name) == value for name, value in values.items())


def put(row: models.Model, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def noted(values: Mapping[str, object]) -> dict[str, object]:
    """Values as an audit entry keeps them."""
    return {name: str(value) for name, value in values.items() if value is not None and value != ""}
