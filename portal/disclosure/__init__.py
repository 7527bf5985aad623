"""Disclosure control: one rule for screen, CSV, chart and PDF. Pure: counts in, cells to hide out."""

from portal.disclosure.protection import (
    HIDDEN_AS,
    LEAST_APART,
    THRESHOLD_OTHERS,
    THRESHOLD_VULNERABLE,
    Protection,
    Unprotectable,
    follow,
    protect,
)
from portal.disclosure.tables import Key, Path, Sum, Table, crosstab, hierarchy

__all__ = [
    "HIDDEN_AS",
    "LEAST_APART",
    "THRESHOLD_OTHERS",
    "THRESHOLD_VULNERABLE",
    "Key",
    "Path",
    "Protection",
    "Sum",
    "Table",
    "Unprotectable",
    "crosstab",
    "follow",
    "hierarchy",
    "protect",
]
