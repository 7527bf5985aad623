"""The rows of the access matrix about partners, agreements and their papers."""

from tests.guards.access import Access, of_school

AGREEMENTS: dict[str, Access] = {
    "partners:attachment": of_school("paper", GET=200),
}
