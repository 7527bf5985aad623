"""A module stays below 300 lines and a test below 400: beyond that it is split by noun or verb."""

from tests.guards.tree import CODE, modules, name_of

LONGEST_MODULE = 300
LONGEST_TEST = 400


def too_long(lengths: dict[str, int]) -> list[str]:
    def limit(name: str) -> int:
        return LONGEST_TEST if name.startswith("tests/") else LONGEST_MODULE

    return [
        f"{name} has {length} lines, the limit is {limit(name)}"
        for name, length in lengths.items()
        if length >= limit(name)
    ]


def test_no_module_grows_beyond_what_one_reads_at_once():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in modules(*CODE, "tests")}
    assert len(lengths) > 100
    assert not too_long(lengths)


def test_a_module_of_300_lines_and_a_test_of_400_are_found():
    """The guard seen to fail."""
    lengths = {"portal/a.py": 299, "portal/b.py": 300, "tests/c.py": 399, "tests/d.py": 400}
    assert too_long(lengths) == [
        "portal/b.py has 300 lines, the limit is 300",
        "tests/d.py has 400 lines, the limit is 400",
    ]
