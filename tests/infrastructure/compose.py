"""docker-compose.yml as its tests read it: with values filled in, and its hosts found on this machine."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.processes import ROOT
from tests.services import Services

FILE = ROOT / "docker-compose.yml"
GIVEN = {
    "SECRET_KEY": "a-key-that-only-the-test-of-the-compose-file-knows",
    "POSTGRES_PASSWORD": "onlyfortests",
    "ALLOWED_HOSTS": "samklang.example,www.samklang.example",
    "SITE_URL": "https://samklang.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
}
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<rest>[^}]*))?\}")


def services() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(FILE.read_text())["services"]


def fill_in(value: str, given: Mapping[str, str]) -> str:
    """What compose makes of `${NAME:-default}` and `${NAME:?message}`."""

    def replace(match: re.Match[str]) -> str:
        if given.get(match["name"]):
            return given[match["name"]]
        if match["kind"] == "?":
            raise KeyError(f"{match['name']}: {match['rest']}")
        return match["rest"] or ""

    return _VARIABLE.sub(replace, value)


def environment_of(
    service: str, given: Mapping[str, str], private: Services, directory: Path
) -> dict[str, str]:
    """The environment that compose gives a service, with its hosts and folders replaced by ours."""
    here = {
        "postgres:5432": f"127.0.0.1:{private.postgres.port}",
        "redis:6379": f"127.0.0.1:{private.redis.port}",
        "/srv/media": str(directory / "media"),
        "0.0.0.0": "127.0.0.1",
    }
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "SAMKLANG_VAR": str(directory / "var")}
    for name, value in services()[service]["environment"].items():
        text = fill_in(str(value), given)
        for there, ours in here.items():
            text = text.replace(there, ours)
        environment[name] = text
    return environment
