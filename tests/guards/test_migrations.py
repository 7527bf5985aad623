"""The migrations say what the models say."""

import io

import pytest
from django.core.management import call_command

from programmes.models import Group

pytestmark = pytest.mark.django_db


def missing_migrations() -> str:
    """What makemigrations would write, in its own words; nothing where models and migrations agree."""
    said = io.StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, interactive=False, stdout=said)
    except SystemExit:
        return said.getvalue()
    return ""


def test_no_change_of_a_model_is_without_its_migration():
    assert not missing_migrations()


def test_a_change_without_a_migration_is_found(monkeypatch):
    """The guard seen to fail."""
    monkeypatch.setattr(Group._meta.get_field("venue"), "max_length", 81)
    assert "venue" in missing_migrations()
