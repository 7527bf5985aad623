"""The words around the project are true: packages, links, commands, variables, pictures."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from portal.demonstration.accounts import ACCOUNTS, PASSWORD
from tests.guards.tree import ROOT, files, name_of

MOST_PICTURES, LARGEST_PICTURE = 8, 150_000
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_COMMAND = re.compile(r"`(?:\w+=\S+ )*make ([a-z]+)|^make ([a-z]+)$", re.MULTILINE)
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_READ = re.compile(r"env\.(?:text|choice|flag|number|names|url|database|secret_key)\(\s*\"([A-Z_]+)\"")
_PATH = re.compile(
    r"`((?:portal|partners|programmes|participants|reports|templates|static|tests|docs)/[\w./*-]*)`"
)
_ROW = re.compile(r"^\| `?([\w-]+)`? \|", re.MULTILINE)


def pages() -> dict[str, str]:
    found = [ROOT / "README.md", *files("docs", suffixes=(".md",))]
    return {name_of(path): path.read_text() for path in found}


def packages(project: Mapping) -> set[str]:
    listed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return {re.split(r"[^\w-]", requirement)[0] for requirement in listed}


def rows(page: str) -> set[str]:
    """The first cells of a page's tables."""
    return set(_ROW.findall(page))


def broken_links(pages: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """Links within the project that lead to no file, each with the page that it stands on."""
    found = [(name, one or other) for name, text in pages.items() for one, other in _LINK.findall(text)]
    within = [(name, link.partition("#")[0]) for name, link in found if "://" not in link]
    return [
        f"{name} → {link}"
        for name, link in within
        if link and not (root / name).parent.joinpath(link).exists()
    ]


def broken_paths(pages: Mapping[str, str]) -> list[str]:
    """Files and folders of the project that a page names and that are not there."""
    found = [(name, path) for name, text in pages.items() for path in _PATH.findall(text)]
    return [f"{name} names {path}" for name, path in found if not any(ROOT.glob(path.rstrip("/")))]


def named_targets(pages: Iterable[str]) -> set[str]:
    return {one or other for text in pages for one, other in _COMMAND.findall(text)}


def variables_read(sources: Iterable[str]) -> set[str]:
    return {name for source in sources for name in _READ.findall(source)}


def unsuitable(sizes: Mapping[str, int]) -> list[str]:
    """What is wrong with these pictures, given by their sizes in bytes."""
    large = [f"{name} has {size} bytes" for name, size in sizes.items() if size >= LARGEST_PICTURE]
    return large + ([f"{len(sizes)} pictures"] if len(sizes) > MOST_PICTURES else [])


def test_each_package_has_a_line_that_says_why():
    """Seen to fail with a package taken out of the table, and with one in it that is not installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    explained = rows((ROOT / "docs/decisions/dependencies.md").read_text()) - {"package", "---"}
    assert len(packages(project)) > 30
    assert explained == packages(project)


def test_every_link_within_the_project_leads_somewhere():
    assert sum(len(_LINK.findall(text)) for text in pages().values()) > 30
    assert not broken_links(pages())


def test_every_file_that_is_named_is_there():
    assert sum(len(_PATH.findall(text)) for text in pages().values()) > 50
    assert not broken_paths(pages())


def test_every_make_target_that_is_named_exists():
    named = named_targets(pages().values())
    assert {"run", "test"} <= named
    assert named <= set(_TARGET.findall((ROOT / "Makefile").read_text()))


def test_every_variable_that_the_settings_read_is_explained():
    """Seen to fail with a variable taken out of the table, and with one that nobody reads."""
    sources = [path.read_text() for path in files("portal/settings", suffixes=(".py",))]
    read = variables_read(sources)
    table = rows((ROOT / "docs/production.md").read_text()) - {"variable", "---"}
    assert len(read) > 15
    assert table == read


def test_the_accounts_of_the_front_page_are_those_of_the_demonstration():
    """Seen to fail when what to try was put otherwise in the demonstration than on the page."""
    page = (ROOT / "README.md").read_text()
    named = set(re.findall(r"^\| (.+?) \| (\S+@\S+) \| (.+) \|$", page, re.MULTILINE))
    assert len(named) >= 5
    assert named <= {(account.role, account.email, account.try_this) for account in ACCOUNTS}
    assert PASSWORD in page


def test_the_pictures_are_few_and_small():
    pictures = {name_of(path): path.stat().st_size for path in files("docs/pictures")}
    assert pictures
    assert not unsuitable(pictures)


@pytest.mark.parametrize(
    "link", ["[a](no-such-page.md)", '<img src="docs/no-such-picture.png">', "[a](docs/no#b)"]
)
def test_a_link_that_leads_nowhere_is_found(link):
    """The guard seen to fail."""
    assert len(broken_links({"README.md": link})) == 1
    assert not broken_links({"README.md": "[a](Makefile) [b](#here) [c](https://example.org/x)"})


def test_a_file_that_is_not_there_is_found():
    """The guard seen to fail."""
    text = "`portal/scope/` `reports/*.py` `portal/nothing.py` `reports/*_nothing.py` `var/media`"
    assert broken_paths({"a.md": text}) == ["a.md names portal/nothing.py", "a.md names reports/*_nothing.py"]


def test_a_target_that_is_not_there_would_be_found():
    """The guard seen to fail."""
    assert named_targets(["run `make coffee` or `PORT=1 make tea`\n\n```\nmake milk\n```"]) == {
        "coffee",
        "tea",
        "milk",
    }


def test_a_variable_is_found_however_it_is_read():
    """The guard seen to fail."""
    assert variables_read(['env.text("A")', 'env.choice(\n    "B_C", options=())', 'env.number("D")']) == {
        "A",
        "B_C",
        "D",
    }


def test_a_picture_too_many_or_too_large_is_found():
    """The guard seen to fail."""
    assert unsuitable({f"{number}.png": 1 for number in range(9)}) == ["9 pictures"]
    assert unsuitable({"a.png": LARGEST_PICTURE, "b.png": 1}) == [f"a.png has {LARGEST_PICTURE} bytes"]
