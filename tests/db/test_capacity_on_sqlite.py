"""The places hold on the database of the default, too."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("tests/db/test_capacity.py", "tests/db/test_capacity_triggers.py")


def test_all_tests_of_the_places_pass_on_sqlite_in_a_file(tmp_path):
    """In a process of its own, for the database is chosen at the start; threads write to one file at once."""
    ours = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *TESTS, "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=ours | {"SAMKLANG_VAR": str(tmp_path / "var"), "MEDIA_ROOT": str(tmp_path / "media")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert "19 passed" in ran.stdout
