"""Nothing is read past the scope: a scope follows `.objects`, or `everything` and why, or a creation."""

import ast

import pytest

from tests.guards.scoped_objects import EXEMPTIONS, unscoped
from tests.guards.tree import CODE, modules, name_of, parsed


def findings(source: str, path: str = "participants/views/sample.py") -> list[str]:
    return unscoped(ast.parse(source), path)


def test_no_module_reads_rows_past_the_scope():
    found = [finding for path in modules(*CODE) for finding in unscoped(parsed(path), name_of(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "Session.objects.all()",
        "Session.objects.filter(pk=1)",
        "Session._default_manager.get(pk=1)",
        "get_object_or_404(Session, pk=1)",
        "serve(Session.objects)",
        "def read():\n    rows = apps.get_model('a', 'B').objects\n    return rows.filter(pk=1)",
        "queryset = Session.objects.order_by('pk')",
        "User.objects.all()",
    ],
)
def test_a_reading_past_the_scope_is_found(source):
    """The guard seen to fail."""
    assert len(findings(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Session.objects.visible_to(user).filter(pk=1)",
        "Session.objects.everything(why='counted').filter(pk=1)",
        "Session.objects.create(pk=1)",
        "Session.objects.bulk_create([])",
        "get_object_or_404(Session.objects.visible_to(user), pk=1)",
        "def read():\n    rows = apps.get_model('a', 'B').objects\n    return rows.visible_to(user)",
        "objects = SessionQuerySet.as_manager()",
    ],
)
def test_a_reading_within_the_scope_passes(source):
    assert not findings(source)


def test_an_exemption_holds_for_its_own_model_calls_and_modules_alone():
    source = "User.objects.get(email='a@example.org')"
    assert not findings(source, "programmes/demonstration/sample.py")
    assert findings(source)
    assert findings("Session.objects.get(pk=1)", "programmes/demonstration/sample.py")


@pytest.mark.parametrize("exemption", EXEMPTIONS, ids=lambda one: f"{one.path} {one.model}")
def test_each_exemption_is_still_needed(exemption):
    others = tuple(one for one in EXEMPTIONS if one != exemption)
    assert any(unscoped(parsed(path), name_of(path), others) for path in modules(*CODE))
