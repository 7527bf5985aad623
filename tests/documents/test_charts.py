"""Charts: the same picture from the same numbers, and words that stay words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from portal.charts import (
    ON_DARK,
    ON_PAPER,
    Part,
    Row,
    WeekCount,
    WeekLabels,
    bars,
    shares,
    warm,
    weekly_sessions,
)
from portal.documents.assets import Asset
from portal.documents.process import render_pdf
from tests.documents import sample
from tests.documents.reading import text_of

LABELS = WeekLabels("afholdt", "aflyst")
HOSTILE = [
    "<script>alert(1)</script>",
    "</text><image href='file:///etc/passwd'/>",
    "file:///etc/passwd",
    "a & b",
]


def danish(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def weeks_named(label: str) -> bytes:
    return weekly_sessions([WeekCount(label, 3, 1)], WeekLabels(label, "aflyst"))


def shares_named(label: str) -> bytes:
    return shares([Part(label, 1, "1 kr.", "100 %")])


def bars_named(label: str) -> bytes:
    return bars([Row(label, 1)])


CHARTS = [weeks_named, shares_named, bars_named]


def words(svg: bytes) -> list[str]:
    """The words of each text, a text of several lines as one."""
    texts = [node for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("}text")]
    return [" ".join(text.strip() for text in node.itertext()) for node in texts]


def test_weeks_show_held_and_cancelled_with_their_numbers():
    svg = weekly_sessions([WeekCount("36", 17, 0), WeekCount("37", 14, 3)], LABELS)
    assert sorted(filter(None, words(svg))) == sorted(["afholdt", "aflyst", "36", "37", "17", "14", "3"])


def test_a_week_too_low_for_a_number_inside_says_both_above():
    assert "1 + 2" in words(weekly_sessions([WeekCount("36", 40, 0), WeekCount("37", 1, 2)], LABELS))


def test_two_weeks_of_the_same_name_stay_two():
    assert words(weekly_sessions([WeekCount("1", 5, 0), WeekCount("1", 6, 0)], LABELS)).count("1") == 2


def test_held_and_cancelled_differ_in_grey_as_well():
    dark, light = (luminance(tone) for tone in ON_PAPER.tones[:2])
    assert contrast(dark, light) > 4.5


@pytest.mark.parametrize("colours, ground", [(ON_PAPER, "#ffffff"), (ON_DARK, "#10191d")])
def test_words_can_be_read_on_their_ground_and_on_every_tone(colours, ground):
    assert contrast(luminance(colours.ink), luminance(ground)) > 7
    assert contrast(luminance(colours.quiet), luminance(ground)) > 4.5
    for tone, text in zip(colours.tones, colours.on_tones, strict=True):
        assert contrast(luminance(text), luminance(tone)) > 4.5


def test_bars_show_counts_in_the_callers_notation_and_hidden_ones_as_a_colon_without_a_bar():
    svg = bars([Row("Ishøj", 1812), Row("Gadstrup Skole", None), Row("Ærø", 0)], number=danish)
    assert words(svg) == ["Ishøj", "Gadstrup Skole", "Ærø", "1.812", ":", "0"]
    assert bars([Row("Gadstrup Skole", None)]) == bars([Row("Gadstrup Skole", None)], number=danish)


def test_a_hidden_count_has_the_length_of_none():
    with_zero = bars([Row("a", 10), Row("b", 0)])
    assert bars([Row("a", 10), Row("b", None)]) == with_zero.replace(b">0<", b">:<")


def test_shares_name_each_part_with_amount_and_share():
    svg = shares(sample.PARTS)
    said = " ".join(words(svg))
    for part in sample.PARTS:
        assert part.label in said
        assert part.amount_text in said
        assert part.share_text in said


def test_a_narrow_part_keeps_its_name_inside_the_picture():
    parts = [
        Part("Stor", 1000, "1000", "99 %"),
        Part("Lille", 5, "5", "0,5 %"),
        Part("Mindst", 1, "1", "0,1 %"),
    ]
    said = " ".join(words(shares(parts)))
    assert "Mindst" in said
    assert "0,1 %" not in said


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_words_come_out_as_words(chart):
    """In the picture, and in the PDF that shows it."""
    drawings = {f"{place}.svg": Asset.svg(chart(label)) for place, label in enumerate(HOSTILE)}
    for drawing in drawings.values():
        names = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(drawing.data).iter()}
        assert names <= {"svg", "g", "path", "text", "tspan"}
        assert b"href" not in ElementTree.tostring(without_text(drawing.data))
    pictures = "".join(f'<img alt="x" src="asset:{name}">' for name in drawings)
    read = text_of(render_pdf(sample.document(pictures), {**sample.assets(), **drawings})).replace(" ", "")
    for label in HOSTILE:
        assert label[:20].replace(" ", "") in read


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_numbers_give_the_same_bytes(chart):
    first = chart("x")
    warm()
    assert chart("x") == first
    assert chart("y") != first


@pytest.mark.parametrize("empty", [lambda: bars([]), lambda: shares([]), lambda: weekly_sessions([], LABELS)])
def test_no_numbers_give_an_empty_picture(empty):
    assert empty().startswith(b"<svg")


def test_the_ground_is_transparent_and_the_letters_are_the_documents():
    for chart in CHARTS:
        root = ElementTree.fromstring(chart("x"))
        fonts = {node.get("font-family") for node in root.iter() if node.tag.endswith("}text")}
        assert fonts == {"Noto Sans"}
        assert not any(node.tag.endswith("}rect") for node in root)


def without_text(svg: bytes) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    for node in root.iter():
        node.text = node.tail = None
    return root


def luminance(colour: str) -> float:
    """WCAG 2: relative luminance of #rrggbb."""
    values = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
