"""What is stored about a person stands in docs/personal-data.md, field by field."""

import re

from django.apps import apps

from participants.rules.retention import FATES, PEOPLE
from tests.guards.tree import ROOT

PAGE = ROOT / "docs" / "personal-data.md"
LOGS = ("audit.AuditEntry", "audit.ReadEntry")
NAMED_ONCE = {"id", "school"}
_NAME = re.compile(r"`([A-Z]\w+\.\w+)`")


def stored() -> set[str]:
    """Every field of a model that is a person, leads to one, or says who looked at one."""
    labels = {*PEOPLE, *LOGS, *(name.rpartition(".")[0] for name in FATES)}
    models = [apps.get_model(label) for label in labels]
    return {
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.local_fields
        if field.name not in NAMED_ONCE
    }


def explained(page: str) -> dict[str, str]:
    """Each field that a table names in its first cell, with the rest of its row."""
    found = {}
    for line in page.splitlines():
        first, _, rest = line.removeprefix("| ").partition(" | ")
        if line.startswith("| `"):
            found.update(dict.fromkeys(_NAME.findall(first), rest))
    return found


def test_every_field_about_a_person_is_explained():
    missing = stored() - set(explained(PAGE.read_text()))
    assert not missing, f"say what for, who sees it and how long, in {PAGE.name}: {sorted(missing)}"


def test_no_field_is_explained_that_is_not_there():
    assert set(explained(PAGE.read_text())) <= stored()


def test_each_row_says_why_who_and_how_long():
    for name, rest in explained(PAGE.read_text()).items():
        cells = [cell.strip() for cell in rest.rstrip("| ").split(" | ")]
        assert len(cells) == 3, name
        assert all(cells), name


def test_a_field_that_is_missing_is_found():
    """The guard seen to fail: the guardian's phone taken out of the table."""
    page = PAGE.read_text().replace("`Guardian.phone`, ", "")
    assert stored() - set(explained(page)) == {"Guardian.phone"}
