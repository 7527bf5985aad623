"""The scripts that Makefile, image and tests share are sound, and the Makefile offers what it says."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT

SCRIPTS = [*sorted((ROOT / "portal" / "bin").iterdir()), ROOT / ".ci" / "run"]
TARGETS = {"help", "run", "test", "report", "lint", "bench"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_can_be_read_by_any_posix_shell_and_run(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script]).returncode == 0
    if script.name != "common.sh":
        assert os.access(script, os.X_OK)
        assert script.read_text().startswith("#!/bin/sh\n")


def test_shellcheck_finds_nothing() -> None:
    # Beside the tests' Python, which need not be on the PATH.
    shellcheck = Path(sys.executable).with_name("shellcheck")
    command = [shellcheck, "--external-sources", "--source-path=SCRIPTDIR", *SCRIPTS]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def make(*arguments: str) -> list[str]:
    """What make prints, as if no other make had started us."""
    of_make = ("MAKE", "MFLAGS", "ARGS")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(of_make)}
    done = subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("arguments", [[], ["help"]])
def test_make_by_itself_lists_every_target(arguments: list[str]) -> None:
    defined = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert defined == TARGETS
    assert {line.split()[1] for line in make(*arguments)} == TARGETS


def test_what_must_pass_before_a_change_is_all_the_tests() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec make test")
    last = make("--dry-run", "test")[-1]
    assert last.strip() == ".venv/bin/python tests/services.py -- .venv/bin/python -m pytest -n auto"


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def test_the_tests_run_on_the_very_packages_of_production() -> None:
    runtime, testing = pins("requirements.lock"), pins("requirements-test.lock")
    assert runtime
    assert {name: testing.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_file_has_a_checksum_for_each_package_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[\w.-]+(?:\[|==))", "\n" + text)[1:]
    assert len(entries) == len(pins(name))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert re.findall(r"^\s*(?:-i|-f|--(?!hash).*)$", text, re.MULTILINE) == []
    assert "://" not in "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def test_a_busy_port_is_said_in_one_line_that_names_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        environment = {**os.environ, "PORT": port}
        refused = subprocess.run(
            ["portal/bin/port-free"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
    assert refused.returncode != 0
    assert len(refused.stderr.splitlines()) == 1
    assert port in refused.stderr
    assert "PORT=" in refused.stderr
    assert subprocess.run(["portal/bin/port-free"], cwd=ROOT, env=environment).returncode == 0
