"""A file of an accounting system, read row by row: semicolons, comma decimals, Latin-1 or UTF-8.

Pure: bytes in, rows out, and for each row that cannot be read its number and the reason.
"""

import csv
import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.web.amounts import ore_of

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_VOUCHER = LONGEST_ACCOUNT = LONGEST_PROJECT = 40
LONGEST_TEXT = 160
DELIMITERS = (";", "\t", ",")

DAY, AMOUNT, TEXT, VOUCHER, ACCOUNT, PROJECT = "day", "amount", "text", "voucher", "account", "project"
NEEDED = (DAY, AMOUNT)
FIELDS = (DAY, AMOUNT, TEXT, VOUCHER, ACCOUNT, PROJECT)

_HEADINGS = {
    DAY: ("dato", "bilagsdato", "posteringsdato", "bokføringsdato", "bogføringsdato", "date"),
    AMOUNT: ("beløp", "belop", "beløb", "belob", "amount", "nettobeløp", "beløb i dkk"),
    TEXT: ("tekst", "beskrivelse", "posteringstekst", "linjetekst", "text"),
    VOUCHER: ("bilag", "bilagsnr", "bilagsnummer", "bilagsnr.", "voucher"),
    ACCOUNT: ("konto", "art", "kontonr", "kontonummer", "account"),
    PROJECT: ("prosjekt", "prosjektnr", "prosjektnummer", "projekt", "projektnr", "project"),
}
"""What systems call the columns, in small letters."""
_DAYS = (
    re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4}|\d{2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
)
_SHOWN = 40
_NOTHING = ';,\t "'
_EARLIEST, _LATEST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


class NotReadable(ValueError):
    """The file as a whole: `reason` is why."""

    def __init__(self, reason: "FileFault") -> None:
        super().__init__(reason)
        self.reason = reason


class FileFault(StrEnum):
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    NO_TEXT = "no_text"
    EMPTY = "empty"
    NO_COLUMNS = "no_columns"
    SAME_HEADINGS = "same_headings"


class RowFault(StrEnum):
    BROKEN = "broken"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    NO_AMOUNT = "no_amount"
    BAD_AMOUNT = "bad_amount"
    ZERO = "zero"
    VOUCHER_TOO_LONG = "voucher_too_long"
    ACCOUNT_TOO_LONG = "account_too_long"
    PROJECT_TOO_LONG = "project_too_long"


@dataclass(frozen=True)
class Table:
    """The rows of a file as text, each with the number of its line; None for broken quotes."""

    headings: list[str]
    rows: list[tuple[int, list[str] | None]]


@dataclass(frozen=True)
class Row:
    """`key` is the same whenever the same is read of a row again, from whichever file; `cells_key` whenever
    the same cells are, whatever they mean."""

    number: int
    on: datetime.date
    amount: int
    text: str
    voucher: str
    account: str
    project: str
    key: str
    cells_key: str


@dataclass(frozen=True)
class BadRow:
    number: int
    fault: RowFault
    value: str = ""


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, else as Windows and Latin-1 write Western letters."""
    if len(content) > MOST_BYTES:
        raise NotReadable(FileFault.TOO_LARGE)
    if b"\0" in content or content[:4] in (b"PK\3\4", b"%PDF"):
        raise NotReadable(FileFault.NO_TEXT)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def table_of(text: str) -> Table:
    """Raises NotReadable for a file without a row of headings, and one too long."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(';,\t "')]
    if not lines:
        raise NotReadable(FileFault.EMPTY)
    if len(lines) > MOST_ROWS + 1:
        raise NotReadable(FileFault.TOO_MANY_ROWS)
    first = lines[0][1]
    delimiter = max(DELIMITERS, key=lambda one: (first.count(one), -DELIMITERS.index(one)))
    headings = [cell.strip() for cell in _cells(first, delimiter) or []]
    while headings and not headings[-1]:
        headings.pop()
    named = [heading for heading in headings if heading]
    if len(named) < len(NEEDED):
        raise NotReadable(FileFault.NO_COLUMNS)
    if len(set(named)) < len(named):
        raise NotReadable(FileFault.SAME_HEADINGS)
    return Table(headings, [(number, _cells(line, delimiter)) for number, line in lines[1:]])


def _cells(line: str, delimiter: str) -> list[str] | None:
    """Line by line, so that a quote that is never closed spoils its own row and not the rest of the file."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def guessed(headings: Iterable[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Which heading stands for which field: as last time where it is there, else by its usual name."""
    by_name = {heading.lower(): heading for heading in headings}
    found = {}
    for field in FIELDS:
        names = (remembered.get(field, "").lower(), *_HEADINGS[field])
        if heading := next((by_name[name] for name in names if name and name in by_name), None):
            found[field] = heading
    return found


def named_in(table: Table, columns: Mapping[str, str], field: str) -> list[str]:
    """The accounts or projects that the rows name, each once."""
    if field not in columns:
        return []
    place = table.headings.index(columns[field])
    named = {cells[place].strip() for _number, cells in table.rows if cells and len(cells) > place}
    return sorted(named - {""})


def rows_of(table: Table, columns: Mapping[str, str], *, turned: bool = False) -> Iterator[Row | BadRow]:
    """`columns`: the heading of each field. `turned`: costs are written below zero."""
    places = {field: table.headings.index(heading) for field, heading in columns.items()}
    seen: Counter[str] = Counter()
    width = len(table.headings)
    for number, cells in table.rows:
        if cells is None:
            yield BadRow(number, RowFault.BROKEN)
        elif len(cells) < width:
            yield BadRow(number, RowFault.TOO_FEW_CELLS, str(len(cells)))
        elif any(cell.strip() for cell in cells[width:]):
            yield BadRow(number, RowFault.TOO_MANY_CELLS, str(len(cells)))
        else:
            yield _row(number, cells[:width], places, seen, turned)


def _row(
    number: int, cells: list[str], places: Mapping[str, int], seen: Counter[str], turned: bool
) -> Row | BadRow:
    told = {field: cells[place].strip() for field, place in places.items()}
    on, amount = _day(told[DAY]), _amount(told[AMOUNT], turned)
    if isinstance(on, RowFault):
        return BadRow(number, on, told[DAY][:_SHOWN])
    if isinstance(amount, RowFault):
        return BadRow(number, amount, told[AMOUNT][:_SHOWN])
    text, voucher, account, project = (told.get(field, "") for field in (TEXT, VOUCHER, ACCOUNT, PROJECT))
    for value, longest, fault in (
        (voucher, LONGEST_VOUCHER, RowFault.VOUCHER_TOO_LONG),
        (account, LONGEST_ACCOUNT, RowFault.ACCOUNT_TOO_LONG),
        (project, LONGEST_PROJECT, RowFault.PROJECT_TOO_LONG),
    ):
        if len(value) > longest:
            return BadRow(number, fault, value[:_SHOWN])
    read = (on, amount, text, voucher, account, *([project] if project else ()))
    keys = _key(seen, *read), _key(seen, "cells", *(cell.strip() for cell in cells))
    return Row(number, on, amount, text[:LONGEST_TEXT], voucher, account, project, *keys)


def _day(text: str) -> "datetime.date | RowFault":
    if not text:
        return RowFault.NO_DAY
    found = next((match for match in (one.fullmatch(text) for one in _DAYS) if match), None)
    if not found:
        return RowFault.BAD_DAY
    year = int(found["y"])
    try:
        on = datetime.date(year if year > 99 else 2000 + year, int(found["m"]), int(found["d"]))
    except ValueError:
        return RowFault.BAD_DAY
    return on if _EARLIEST <= on <= _LATEST else RowFault.BAD_DAY


def _amount(text: str, turned: bool) -> "int | RowFault":
    if not text:
        return RowFault.NO_AMOUNT
    try:
        amount = ore_of(text)
    except ValueError:
        return RowFault.BAD_AMOUNT
    return (-amount if turned else amount) or RowFault.ZERO


def _key(seen: Counter[str], *cells: object) -> str:
    """Rows that are alike in all that is read are told apart by which of them this is."""
    same = "\x1f".join(str(cell) for cell in cells)
    seen[same] += 1
    return hashlib.sha256(f"{same}\x1f{seen[same]}".encode()).hexdigest()
