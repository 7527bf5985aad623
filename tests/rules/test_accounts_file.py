"""Files of accounting systems are read row by row; what cannot be read is named with its reason."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.rules.accounts_file import (
    MOST_ROWS,
    BadRow,
    FileFault,
    NotReadable,
    Row,
    RowFault,
    decoded,
    guessed,
    named_in,
    rows_of,
    table_of,
)

HEADING = "Bilagsdato;Bilagsnr;Konto;Tekst;Beløp"
LINE = '01.03.2025;B 17;5001;"Lønn; vår";"12.345,60"'


def read(*lines: str, turned: bool = False) -> list[Row | BadRow]:
    table = table_of("\r\n".join((HEADING, *lines)))
    return list(rows_of(table, guessed(table.headings, {}), turned=turned))


def test_a_row_of_semicolons_and_comma_decimals_is_read():
    (row,) = read(LINE)
    assert isinstance(row, Row)
    assert (row.number, row.on, row.amount) == (2, datetime.date(2025, 3, 1), 1_234_560)
    assert (row.voucher, row.account, row.text) == ("B 17", "5001", "Lønn; vår")


def test_costs_written_below_zero_are_turned_where_the_school_says_so():
    (row,) = read("2025-03-01;B;5;x;-100", turned=True)
    assert isinstance(row, Row)
    assert row.amount == 10_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_western_letters_are_read_in_each_encoding(encoding):
    text = f"{HEADING}\n{LINE}\n"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";B;5;x;1", RowFault.NO_DAY),
        ("31.02.2025;B;5;x;1", RowFault.BAD_DAY),
        ("2025-3;B;5;x;1", RowFault.BAD_DAY),
        ("01.01.1899;B;5;x;1", RowFault.BAD_DAY),
        ("01.01.2025;B;5;x;", RowFault.NO_AMOUNT),
        ("01.01.2025;B;5;x;=1+1", RowFault.BAD_AMOUNT),
        ("01.01.2025;B;5;x;1,234", RowFault.BAD_AMOUNT),
        ("01.01.2025;B;5;x;0,00", RowFault.ZERO),
        ("01.01.2025;B;5;x", RowFault.TOO_FEW_CELLS),
        ("01.01.2025;B;5;x;1;more", RowFault.TOO_MANY_CELLS),
        (f"01.01.2025;{'B' * 41};5;x;1", RowFault.VOUCHER_TOO_LONG),
        (f"01.01.2025;B;{'5' * 41};x;1", RowFault.ACCOUNT_TOO_LONG),
        (f"01.01.2025;B;5;x;9{'0' * 20}", RowFault.BAD_AMOUNT),
        ('01.01.2025;"B;5;x;1', RowFault.BROKEN),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_spoils_no_other(line, fault):
    before, bad, after = read(LINE, line, LINE)
    assert isinstance(bad, BadRow)
    assert (bad.number, bad.fault) == (3, fault)
    assert isinstance(before, Row)
    assert isinstance(after, Row)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"\n;;;\n", FileFault.EMPTY),
        (b"%PDF-1.7", FileFault.NO_TEXT),
        (b"PK\x03\x04xlsx", FileFault.NO_TEXT),
        (b"a\x00b", FileFault.NO_TEXT),
        (b"one\n1", FileFault.NO_COLUMNS),
        (b"a;a\n1;2", FileFault.SAME_HEADINGS),
        (b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), FileFault.TOO_MANY_ROWS),
        (b"x" * (5 * 1024 * 1024 + 1), FileFault.TOO_LARGE),
    ],
)
def test_a_file_that_is_none_says_why(content, fault):
    with pytest.raises(NotReadable) as refusal:
        table_of(decoded(content))
    assert refusal.value.reason == fault


def test_rows_that_are_alike_are_two_and_stay_the_same_two_when_read_again():
    first, second = read(LINE, LINE)
    again = read("05.05.2025;B;5;x;1", LINE, LINE)
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.key != second.key
    assert {first.key, second.key} == {row.key for row in again[1:] if isinstance(row, Row)}
    turned_over = read(LINE, LINE, "05.05.2025;B;5;x;1")
    assert {row.key for row in again if isinstance(row, Row)} == {
        row.key for row in turned_over if isinstance(row, Row)
    }


def test_a_row_is_known_again_whatever_its_columns_are_said_to_mean():
    table = table_of(
        "Bilag;Dato;Sum;Prosjekt;;\r\nB;1.3.2025;5;77;;\r\nB;1.3.2025;5;78\r\nB; 1.3.2025;5;77;;\r\n"
    )
    assert table.headings == ["Bilag", "Dato", "Sum", "Prosjekt"]
    few = {"day": "Dato", "amount": "Sum"}
    first, again = (list(rows_of(table, columns)) for columns in (few, few | {"voucher": "Bilag"}))
    turned = list(rows_of(table, few | {"project": "Prosjekt"}, turned=True))
    cells = [[row.cells_key for row in read if isinstance(row, Row)] for read in (first, again, turned)]
    assert cells[0] == cells[1] == cells[2]
    assert len({*cells[0]}) == 3
    keys = [{row.key for row in read if isinstance(row, Row)} for read in (first, again, turned)]
    assert len(keys[0] | keys[1] | keys[2]) == 9
    apart = [rows_of(table_of(f"Dato;Sum;P\n1.3.2025;5;{name}"), few | {"project": "P"}) for name in "xy"]
    assert len({row.key for rows in apart for row in rows if isinstance(row, Row)}) == 2
    assert named_in(table, {"project": "Prosjekt"}, "project") == ["77", "78"]


def test_columns_are_known_by_the_last_import_and_else_by_their_usual_names():
    headings = ["Dato", "Sum", "Beløp", "Prosjekt"]
    assert guessed(headings, {}) == {"day": "Dato", "amount": "Beløp", "project": "Prosjekt"}
    assert guessed(headings, {"amount": "Sum", "account": "Prosjekt", "text": "gone"}) == {
        "day": "Dato",
        "amount": "Sum",
        "account": "Prosjekt",
        "project": "Prosjekt",
    }


def test_the_accounts_of_a_file_are_listed_once():
    table = table_of(f"{HEADING}\n{LINE}\n{LINE}\n01.01.2025;B;4000;x;1\nshort\n")
    assert named_in(table, guessed(table.headings, {}), "account") == ["4000", "5001"]


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_whatever_is_sent_is_read_or_refused(text):
    try:
        table = table_of(decoded(text.encode("utf-8", "replace")))
    except NotReadable:
        return
    columns = {"day": table.headings[0], "amount": table.headings[1]}
    assert len(list(rows_of(table, columns))) == len(table.rows)
