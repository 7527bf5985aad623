"""How charts look: one hue, quiet labels, and tones that stay apart in grey."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Noto Sans"
WIDTH = 640  # pixels; about the text width of an A4 page
TEXT = 13  # pixels
CHARACTER = 7.2  # mean advance of the font at this size in pixels, to break labels


@dataclass(frozen=True)
class Colours:
    """`ink` for text, `quiet` for secondary text and rules, `tones` for bars, the strongest first.

    `on_tones` is the text colour on each tone. The ground is always transparent.
    """

    ink: str
    quiet: str
    tones: tuple[str, ...]
    on_tones: tuple[str, ...]

    @property
    def hue(self) -> str:
        return self.tones[0]


ON_PAPER = Colours(
    ink="#16242b",
    quiet="#55656d",
    tones=("#0b5563", "#cfe0e3", "#6f9da6", "#eef4f5"),
    on_tones=("#ffffff", "#16242b", "#16242b", "#16242b"),
)
ON_DARK = Colours(
    ink="#eef3f5",
    quiet="#a9b8bf",
    tones=("#7cc4d1", "#24414a", "#3a6974", "#16292f"),
    on_tones=("#10191d", "#eef3f5", "#eef3f5", "#eef3f5"),
)
