"""The Dockerfile, read as text: no image can be built where the tests run."""

import os
import re

from tests.infrastructure import compose
from tests.processes import ROOT

LINES = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()


def instructions(name: str) -> list[str]:
    return [line.split(maxsplit=1)[1] for line in LINES if line.startswith(f"{name} ")]


def test_the_image_ends_with_an_unprivileged_user() -> None:
    assert instructions("USER")[-1] == "samklang"
    made = next(line for line in instructions("RUN") if "useradd" in line)
    assert "--uid 10001" in made
    assert "samklang" in made.split("&&")[0]
    last_user = max(i for i, line in enumerate(LINES) if line.startswith("USER "))
    assert not any(line.startswith(("RUN", "COPY", "ADD")) for line in LINES[last_user:])


def test_every_script_that_image_and_compose_name_exists_and_can_be_run() -> None:
    texts = [(ROOT / "Dockerfile").read_text(), compose.FILE.read_text()]
    named = {path for text in texts for path in re.findall(r"portal/bin/[\w-]+", text)}
    assert {"portal/bin/setup", "portal/bin/web", "portal/bin/worker", "portal/bin/beat"} <= named
    for path in named:
        assert os.access(ROOT / path, os.X_OK), path


def test_the_image_can_say_whether_it_is_well() -> None:
    assert instructions("HEALTHCHECK")


def test_no_secret_and_no_data_of_this_machine_goes_into_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".env", ".venv", "var"} <= set(left_out)
    assert not any("SECRET_KEY" in line for line in LINES)
