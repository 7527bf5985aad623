"""The layers of the design hold: for imports by import-linter's contract, for names in strings by our own."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.guards.tree import CODE, ROOT, files, modules, name_of, parsed
from tests.guards.upward import LAYERS, names_of_higher, upward, upward_in_template


def linted(directory: Path, config: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--config", config, "--no-cache"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_keep_to_the_layers():
    found = linted(ROOT, ROOT / "pyproject.toml")
    assert found.returncode == 0, found.stdout + found.stderr


def test_an_import_from_a_lower_layer_to_a_higher_is_found(tmp_path):
    """The guard seen to fail."""
    for name, source in {"low": "import sample.high", "high": ""}.items():
        (tmp_path / "sample" / name).mkdir(parents=True)
        (tmp_path / "sample" / name / "__init__.py").write_text(source)
    (tmp_path / "sample" / "__init__.py").touch()
    contract = '[[tool.importlinter.contracts]]\nname = "Layers"\ntype = "layers"\n'
    layers = 'layers = ["sample.high", "sample.low"]\n'
    config = tmp_path / "pyproject.toml"
    config.write_text(f'[tool.importlinter]\nroot_packages = ["sample"]\n\n{contract}{layers}')
    found = linted(tmp_path, config)
    assert found.returncode == 1
    assert "sample.low is not allowed to import sample.high" in found.stdout


def test_no_app_names_a_higher_one_in_a_string():
    found = [finding for path in modules(*CODE) for finding in upward(parsed(path), name_of(path))]
    found += [
        finding
        for path in files("templates", suffixes=(".html", ".txt"))
        for finding in upward_in_template(path.read_text(), name_of(path))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        'groups.annotate(children=Count("enrolments"))',
        "groups.filter(enrolments__state='enrolled')",
        "Q(enrolments__state='enrolled')",
        'sessions.order_by("-attendances__mark")',
        "group.enrolments.filter(state='enrolled')",
        'apps.get_model("participants", "Enrolment")',
        'models.ForeignKey("participants.Enrolment", models.CASCADE)',
    ],
)
def test_a_higher_apps_relation_is_found_in_a_string(source):
    """The guard seen to fail."""
    assert len(upward(ast.parse(source), "programmes/querysets/groups.py")) == 1
    assert not upward(ast.parse(source), "participants/querysets/enrolments.py")


def test_a_higher_apps_relation_is_found_in_a_template():
    """The guard seen to fail."""
    text = "{% for one in group.enrolments.all %}"
    assert upward_in_template(text, "templates/programmes/group.html")
    assert not upward_in_template(text, "templates/participants/group.html")


def contract_layers() -> list[str]:
    """The modules of the first contract, from the highest to the lowest."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    return [name.strip(" ()") for layer in layers for name in re.split("[|:]", layer)]


def without_layer(names: Iterable[str], layers: Sequence[str]) -> list[str]:
    return [name for name in names if not any(f"{name}.".startswith(f"{layer}.") for layer in layers)]


def test_every_module_of_the_kernel_stands_in_a_layer():
    names = [name_of(path).removesuffix(".py").replace("/", ".") for path in modules("portal")]
    packages = {"portal.__init__", "portal.accounts.__init__"}
    assert not without_layer(set(names) - packages, contract_layers())


def test_a_module_without_a_layer_is_found():
    """The guard seen to fail."""
    assert without_layer(["portal.web.http", "portal.webs", "portal.new"], ["portal.web"]) == [
        "portal.webs",
        "portal.new",
    ]


def test_the_order_of_the_apps_is_the_contracts():
    named = [name.removeprefix("portal.") for name in contract_layers()]
    assert [name for name in reversed(named) if name in LAYERS[4:]] == list(LAYERS[4:])
    assert names_of_higher("participants") == set()
    assert {"enrolments", "attendances"} <= names_of_higher("programmes")
