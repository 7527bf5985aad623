"""`portal/bin/setup` installs what is missing without asking, or says in one line what to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT

NEEDED = ["sh", "dirname", "cat", "cksum", "find", "grep", "tail", "mkdir", "env", "fc-list"]
MISSING_HERE = "redis-server chromium poppler-utils gettext"
APT = """#!/bin/sh
echo "$DEBIAN_FRONTEND apt-get $*" >>"$SAMKLANG_VAR/calls"
[ "$1" = update ] || { echo "E: no such luck"; exit 100; }
"""


class Machine:
    """A machine without the tests' programs: what it has on its PATH, and what setup did there."""

    def __init__(self, directory: Path) -> None:
        self.programs = directory / "programs"
        self.var = directory / "var"
        self.programs.mkdir()
        self.var.mkdir()
        for name in NEEDED:
            (self.programs / name).symlink_to(shutil.which(name) or name)
        self.has("python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')

    def has(self, name: str, script: str) -> None:
        (self.programs / name).unlink(missing_ok=True)
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def run_as(self, user_id: int) -> subprocess.CompletedProcess[str]:
        self.has("id", f"#!/bin/sh\necho {user_id}\n")
        environment = {"PATH": str(self.programs), "SAMKLANG_VAR": str(self.var)}
        return subprocess.run(
            ["portal/bin/setup", "test"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )

    @property
    def calls(self) -> list[str]:
        file = self.var / "calls"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.has("apt-get", APT)
    return machine


def test_root_installs_what_is_missing_without_a_question(machine: Machine) -> None:
    result = machine.run_as(0)
    update, install = machine.calls
    assert update.startswith("noninteractive apt-get update")
    assert install.startswith("noninteractive apt-get install -q -y --no-install-recommends")
    assert install.endswith(MISSING_HERE)
    assert "E: no such luck" in result.stderr
    assert result.returncode != 0
    last = result.stderr.splitlines()[-1]
    assert last == f"samklang: system packages could not be installed: {MISSING_HERE}"


def test_an_ordinary_user_uses_sudo_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.has("sudo", '#!/bin/sh\necho "sudo $1" >>"$SAMKLANG_VAR/calls"\nshift\nexec "$@"\n')
    machine.has("true", "#!/bin/sh\n")
    machine.run_as(1000)
    assert "sudo -n" in machine.calls
    assert any("apt-get install" in call for call in machine.calls)


def test_an_ordinary_user_without_sudo_reads_one_line_that_says_what_to_do(machine: Machine) -> None:
    machine.has("sudo", "#!/bin/sh\necho 'a password is required' >&2\nexit 1\n")
    result = machine.run_as(1000)
    assert result.returncode != 0
    assert result.stderr == (
        "samklang: system packages are missing; as root, run: "
        f"apt-get install --no-install-recommends {MISSING_HERE}\n"
    )
    assert machine.calls == []


def test_a_machine_without_apt_reads_what_is_missing(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    result = machine.run_as(0)
    assert result.returncode != 0
    assert result.stderr == f"samklang: system packages are missing, by Debian's names: {MISSING_HERE}\n"


def test_an_old_python_is_refused_in_one_line(machine: Machine) -> None:
    machine.has("python3", "#!/bin/sh\nexit 1\n")
    result = machine.run_as(0)
    assert result.returncode != 0
    assert result.stderr == "samklang: Python 3.11 or newer is needed as python3\n"


def test_where_all_is_there_nothing_is_installed_again(machine: Machine) -> None:
    path = f"{machine.programs}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "SAMKLANG_VAR": str(machine.var)}
    stamp = ROOT / ".venv" / "requirements-test.lock.installed"
    before = stamp.stat().st_mtime_ns
    command = ["portal/bin/setup", "test"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert machine.calls == []
    assert stamp.stat().st_mtime_ns == before


def test_every_catalogue_of_messages_is_compiled_as_it_stands() -> None:
    sources = list((ROOT / "locale").rglob("*.po"))
    assert sources
    for source in sources:
        compiled = source.with_suffix(".mo")
        assert compiled.exists(), source
        assert compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns, source
