"""What Samklang reads from its environment: a wrong value stops the start and names the variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import get_random_string

ROOT = Path(__file__).resolve().parents[2]
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def choice(name: str, *, options: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(options)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be true or false.")
    return value in _YES


def number(name: str, *, default: float, least: float = 0) -> float:
    value = text(name)
    if not value:
        return default
    try:
        result = float(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a number.") from None
    if not least <= result < float("inf"):
        raise ImproperlyConfigured(f"{name} is {value}; it must be at least {least:g}.")
    return result


def names(name: str, *, default: list[str]) -> list[str]:
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def url(name: str, *, schemes: tuple[str, ...], default: str = "") -> str:
    """The URL in `name`, which must have a scheme of `schemes` and a place it leads to."""
    value = text(name, default)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a URL: {error}.") from None
    if parts.scheme not in schemes or not (parts.netloc or parts.path.strip("/")):
        raise ImproperlyConfigured(f"{name} must be a URL that begins with {' or '.join(schemes)}://.")
    return value


# What a connection is asked for a fifth time is planned once for all: docs/decisions/0028.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def database(name: str, *, default_file: Path) -> dict:
    """Django's settings for the database that `name` points to; SQLite in `default_file` without it."""
    value = url(name, schemes=("postgresql", "postgres", "sqlite"))
    if not value or value.startswith("sqlite"):
        return _sqlite(environ.Env.db_url_config(value)["NAME"] if value else default_file)
    config = environ.Env.db_url_config(value)
    if not config.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database: it must end in /name.")
    return config | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _PREPARED | config.get("OPTIONS", {}),
    }


def _sqlite(name: str | Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def secret_key(name: str, *, required: bool, kept_in: Path) -> str:
    """The secret key; in development one is made at the first start and kept."""
    value = text(name)
    if value:
        if required and len(value) < 40:
            raise ImproperlyConfigured(f"{name} is too short: use at least 40 random characters.")
        return value
    if required:
        raise ImproperlyConfigured(f"{name} is missing: production needs at least 40 random characters.")
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        kept_in.write_text(get_random_string(60))
        kept_in.chmod(0o600)
    return kept_in.read_text().strip()
