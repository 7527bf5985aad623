"""The project carries no address of a package index, no path of a machine and no key."""

import re

import pytest

from tests.guards.tree import files, name_of

# In two halves: this file carries no address either.
_INDEXES = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js")
_OPTION = r"--(extra-)?index" + r"-url[ =]\S+"
_TRACES = {
    "a package index": re.compile("|".join([*map(re.escape, _INDEXES), _OPTION])),
    "a machine's path": re.compile(r"(?<![\w.])/(root|home/\w+|work|Users/\w+)/"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an address with a password": re.compile(r"https?://[^/\s:@\"']+:[^/\s:@\"']+@"),
}
_TEXT = {".py", ".toml", ".lock", ".md", ".txt", ".html", ".css", ".js", ".json", ".yml", ".csv", ".po", ""}
_THIS = "tests/guards/test_traces.py"


def traces(text: str) -> list[str]:
    return [what for what, pattern in _TRACES.items() if pattern.search(text)]


def test_no_file_tells_where_it_was_made():
    read = {name_of(path): path for path in files() if path.suffix in _TEXT}
    assert {"requirements.lock", "Makefile", ".ci/run", "portal/bin/setup"} <= set(read)
    found = {name: traces(path.read_text(errors="replace")) for name, path in read.items() if name != _THIS}
    assert not {name: what for name, what in found.items() if what}


@pytest.mark.parametrize(
    "text",
    [
        "--index" + "-url https://index.example/simple",
        f"https://files.{_INDEXES[1]}/packages/a",
        "via /root/samklang/requirements.in",
        "cd /home/somebody/samklang",
        "-----BEGIN RSA PRIVATE KEY-----",
        "https://name:secret@mirror.example/",
    ],
)
def test_a_trace_is_found(text):
    """The guard seen to fail."""
    assert len(traces(text)) == 1
