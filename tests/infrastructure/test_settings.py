"""A wrong setting stops the start with one sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT

PRODUCTION = {
    "SAMKLANG_ENV": "production",
    "SECRET_KEY": "a-key-of-fifty-characters-that-only-this-test-knows",
    "ALLOWED_HOSTS": "samklang.example",
    "SITE_URL": "https://samklang.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "DATABASE_URL": "postgres://samklang:secret@127.0.0.1:5432/samklang",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def start(directory: Path, settings: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Django starting with nothing in its environment but these settings."""
    environment = {"PATH": os.environ["PATH"], "SAMKLANG_VAR": str(directory), **settings}
    return subprocess.run(
        [sys.executable, "manage.py", *(command or ("check",))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_development_starts_with_nothing_set(tmp_path: Path) -> None:
    result = start(tmp_path, {})
    assert result.returncode == 0, result.stderr


def test_production_starts_with_everything_set(tmp_path: Path) -> None:
    result = start(tmp_path, PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("settings", "asked"),
    [(PRODUCTION, "True"), ({**PRODUCTION, "SECOND_FACTOR": "false"}, "False"), ({}, "False")],
)
def test_production_asks_for_a_second_factor_unless_told_not_to(
    settings: dict[str, str], asked: str, tmp_path: Path
) -> None:
    ask = "from django.conf import settings; print(settings.SECOND_FACTOR)"
    assert start(tmp_path, settings, "shell", "--verbosity=0", "-c", ask).stdout.strip() == asked


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(name: str, tmp_path: Path) -> None:
    assert_names(name, start(tmp_path, {**PRODUCTION, name: ""}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMKLANG_ENV", "staging"),
        ("DEBUG", "maybe"),
        ("SECOND_FACTOR", "sometimes"),
        ("DATABASE_URL", "mysql://localhost/samklang"),
        ("DATABASE_URL", "postgres://localhost:notaport/samklang"),
        ("DATABASE_URL", "postgres://localhost"),
        ("DATABASE_URL", "samklang.sqlite3"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost:6379"),
        ("SITE_URL", "samklang.example"),
        ("EMAIL_URL", "mail.example"),
        ("SECRET_KEY", "short"),
        ("JOB_LEASE_SECONDS", "a minute"),
        ("JOB_LEASE_SECONDS", "0"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(name: str, value: str, tmp_path: Path) -> None:
    assert_names(name, start(tmp_path, {**PRODUCTION, name: value}))


def test_a_secret_that_is_wrong_is_not_printed(tmp_path: Path) -> None:
    result = start(
        tmp_path, {**PRODUCTION, "DATABASE_URL": "postgres://samklang:very-secret@localhost:x/samklang"}
    )
    assert "very-secret" not in result.stdout + result.stderr


def assert_names(name: str, result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert name in last, last
    assert last.endswith("."), "a sentence"
