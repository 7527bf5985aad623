import copy
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.scope.roles import Role
from portal.web import navigation
from tests.db import people


@pytest.fixture(autouse=True)
def sample_pages(settings) -> None:
    """The pages of tests/web/urls.py instead of the portal's own."""
    settings.ROOT_URLCONF = "tests.web.urls"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def no_attempts_so_far(settings) -> None:
    """The limit of attempts counts anew in each test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(autouse=True)
def only_these_in_the_navigation(monkeypatch) -> None:
    monkeypatch.setattr(navigation, "_items", [])
    navigation.register(navigation.Item("Reports", "sample_form", (Role.LEADER, Role.COORDINATOR), 40))
    navigation.register(navigation.Item("Today", "components", (Role.TEACHER,), 10))


@pytest.fixture
def ida(db) -> User:
    """A teacher who reads English."""
    at = people.school("Kulturskolen", people.municipality("DK", "265", "Roskilde"))
    user = people.person("Ida Lærkedal", Role.TEACHER, at)
    user.chosen_language = "en"
    user.save()
    return user


@pytest.fixture
def browser_of_ida(ida: User) -> Client:
    client = Client()
    client.force_login(ida)
    return client
