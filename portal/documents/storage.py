"""Private files: never served by the web server, only by views that judge the right anew."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


@dataclass(frozen=True)
class Stored:
    """`path` within the private storage, `sha256` of the content in hexadecimal, `size` in bytes."""

    path: str
    sha256: str
    size: int


def private_storage() -> Storage:
    return storages["private"]


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def publish(name: str, content: bytes) -> Stored:
    """Store `content` under a name of its own, so that no file is ever overwritten.

    Only the ending of `name` is kept: a title in a path would tell which target group a file is about.
    """
    token = secrets.token_hex(16)
    path = f"{token[:2]}/{token}{PurePosixPath(name).suffix.lower()}"
    saved = private_storage().save(path, ContentFile(content))
    return Stored(saved, checksum(content), len(content))


def remove(path: str) -> None:
    """No error where the file is gone already."""
    private_storage().delete(path)


def stored_before(moment: datetime) -> Iterator[str]:
    """Paths of all files stored before `moment`: a sweeper removes those that no row names."""
    storage = private_storage()
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:  # nothing was ever stored
        return
    for folder in folders:
        for file in storage.listdir(folder)[1]:
            path = f"{folder}/{file}"
            if storage.get_modified_time(path) < moment:
                yield path
