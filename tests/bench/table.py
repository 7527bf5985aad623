"""What was measured, next to its bar."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """A figure in words, and whether it keeps its bar; without a bar it only informs."""

    what: str
    figure: str
    bar: str = ""
    kept: bool = True


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)

    def tell(self, what: str, figure: str) -> None:
        self.lines.append(Line(what, figure))

    def bar(self, what: str, value: float, most: float, unit: str, *, decimals: int = 0) -> None:
        """`value` may be at most `most`."""
        figure, bar = (f"{number:.{decimals}f} {unit}" for number in (value, most))
        self.lines.append(Line(what, figure, f"at most {bar}", value <= most))

    @property
    def missed(self) -> list[Line]:
        return [line for line in self.lines if not line.kept]

    def __str__(self) -> str:
        wide = max(len(line.what) for line in self.lines)
        figures = max(len(line.figure) for line in self.lines)
        rows = []
        for line in self.lines:
            verdict = f"  {line.bar:<20}{'ok' if line.kept else 'OVER'}" if line.bar else ""
            rows.append(f"{line.what:<{wide}}  {line.figure:>{figures}}{verdict}".rstrip())
        return "\n".join(rows)


def median(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def p95(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def times(seconds: Sequence[float]) -> str:
    """The median and the slowest twentieth, in milliseconds."""
    return f"p50 {median(seconds) * 1000:6.1f} ms  p95 {p95(seconds) * 1000:6.1f} ms"
