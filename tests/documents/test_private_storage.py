"""Private files: one of their own for each publication, under names that say nothing."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.documents.storage import checksum, private_storage, publish, remove, stored_before


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    backend = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "media"},
    }
    settings.STORAGES = {**settings.STORAGES, "private": backend}


def test_what_was_published_is_read_back_with_its_checksum_and_size():
    stored = publish("report.pdf", b"content")
    with private_storage().open(stored.path) as file:
        assert file.read() == b"content"
    assert stored.size == 7
    assert stored.sha256 == checksum(b"content") == hashlib.sha256(b"content").hexdigest()


def test_a_path_keeps_nothing_of_the_name_but_its_ending():
    path = publish("../musik for børn med særlige behov.PDF", b"x").path
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}\.pdf", path)


def test_publishing_twice_never_overwrites():
    first, second = publish("report.pdf", b"one"), publish("report.pdf", b"two")
    assert first.path != second.path
    assert private_storage().open(first.path).read() == b"one"


def test_a_sweeper_finds_what_was_stored_before_a_moment_and_may_remove_it_twice():
    now = timezone.now()
    assert list(stored_before(now)) == []
    stored = publish("report.pdf", b"x")
    assert list(stored_before(now - timedelta(hours=1))) == []
    assert list(stored_before(now + timedelta(hours=1))) == [stored.path]
    remove(stored.path)
    remove(stored.path)
    assert list(stored_before(now + timedelta(hours=1))) == []
