"""Schemes whose conditions come with the product, each in its country's language with its source named.

They stand in `ready_schemes.json`. A school takes one in as its own row, and corrects it as the funder does.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ReadyScheme:
    """`funder` is its name and kind; nobody, where it is another one in each county."""

    key: str
    country: str
    name: str
    about: str
    source: str
    funder: tuple[str, str] | None
    conditions: Mapping[str, Any]
    papers: Sequence[Mapping[str, Any]]


@cache
def ready_schemes() -> tuple[ReadyScheme, ...]:
    rows = json.loads(Path(__file__).with_name("ready_schemes.json").read_text(encoding="utf-8"))
    return tuple(_read(row) for row in rows)


def ready_scheme(key: str, country: str) -> ReadyScheme | None:
    return next((one for one in ready_schemes() if (one.key, one.country) == (key, country)), None)


def _read(row: dict[str, Any]) -> ReadyScheme:
    shares = {
        name: Decimal(row["conditions"][name]) for name in ("ceiling_share",) if name in row["conditions"]
    }
    funder = tuple(row["funder"]) if row["funder"] else None
    return ReadyScheme(**{**row, "funder": funder, "conditions": {**row["conditions"], **shares}})
