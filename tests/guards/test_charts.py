"""Whoever does not see a chart reads its numbers: the template that draws one holds their table too."""

import re

import pytest

from tests.guards.tree import files, name_of

_CHART = re.compile(r'<(?:picture|svg|ol) class="(?:chart|share-bar|strip)[" {]')
_PARTS = ("templates/components/",)
"""Parts of other templates, which say their numbers in words."""


def lacks_table(text: str) -> bool:
    return bool(_CHART.search(text)) and not ("<table" in text and "<caption" in text)


def test_every_chart_on_a_page_has_its_table():
    texts = {name_of(path): path.read_text() for path in files("templates", suffixes=(".html",))}
    pages = {name: text for name, text in texts.items() if not name.startswith(_PARTS)}
    assert sum(bool(_CHART.search(text)) for text in pages.values()) >= 3
    assert not [name for name, text in pages.items() if lacks_table(text)]


@pytest.mark.parametrize("drawn", ['<picture class="chart">', '<svg class="share-bar" viewBox="0 0 100 12">'])
def test_a_chart_without_a_table_is_found(drawn):
    """The guard seen to fail."""
    assert lacks_table(drawn)
    assert not lacks_table(f"{drawn}<table><caption>Week by week</caption></table>")
