"""Taking in ten thousand lines of the accounts, next to a COPY of the same rows and the validator alone."""

import datetime
import time
from collections.abc import Callable

from django.db import connection, transaction

from portal.audit.actor import Actor
from programmes.accounts_reading import version_of_mapping
from programmes.actions.import_accounts import read_accounts, take_in_accounts
from programmes.models import AccountsImport, ActualLine
from programmes.rules.accounts_file import Row, decoded, guessed, rows_of, table_of
from tests.bench.table import Table, median
from tests.db.people import Samklang

LINES, BAD = 10_000, 50
ROUNDS = 7
MOST = 3.0
WHY = "the bench makes and removes them"
HEADING = "Bilagsdato;Bilagsnr;Konto;Tekst;Beløp"
COLUMNS = ("run_id", "school_id", "category", "text", "payer", "basis", "amount", "currency", "on", "voucher")


def measure_accounts(table: Table, samklang: Samklang) -> None:
    """Rounds of both in turn, each into the same empty accounts."""
    content = _file()
    taken: list[float] = []
    bare: list[float] = []
    _empty()
    for _ in range(ROUNDS):
        made = _read(samklang, content)
        taken.append(_timed(lambda made=made: _take_in(samklang, made)))
        count = ActualLine.objects.everything(why=WHY).count()
        _empty()
        bare.append(_timed(lambda: _bare(samklang, content)))
        assert ActualLine.objects.everything(why=WHY).count() == count == LINES - BAD
        _empty()
    table.tell(f"taking in {LINES - BAD} of {LINES} lines", f"{median(taken) * 1000:.0f} ms")
    table.tell("  COPY of the rows and the validator alone", f"{median(bare) * 1000:.0f} ms")
    table.bar("import, times COPY and validator", median(taken) / median(bare), MOST, "×", decimals=2)


def _file() -> bytes:
    first = datetime.date(2026, 1, 1)
    rows = (
        f"{first + datetime.timedelta(days=n % 300):%d.%m.%Y};B{n};500{n % 9};Lønn {n};"
        + ("none" if n % (LINES // BAD) == 7 else f"{n % 900 + 1},25")
        for n in range(1, LINES + 1)
    )
    return "\r\n".join((HEADING, *rows)).encode("cp1252")


def _read(samklang: Samklang, content: bytes) -> AccountsImport:
    return read_accounts(
        actor=Actor.of(samklang.bodil),
        run_id=samklang.run.pk,
        school_id=samklang.roskilde.pk,
        name="konto.csv",
        content=content,
    )


def _take_in(samklang: Samklang, made: AccountsImport) -> None:
    take_in_accounts(actor=Actor.of(samklang.bodil), import_id=made.pk, based_on=version_of_mapping(made))


@transaction.atomic
def _bare(samklang: Samklang, content: bytes) -> None:
    """The same validator without a database, and the rows straight into the table."""
    rows = table_of(decoded(content))
    good = [row for row in rows_of(rows, guessed(rows.headings, {})) if isinstance(row, Row)]
    names = ", ".join(f'"{name}"' for name in (*COLUMNS, "account", "row_key", "cells_key", "noted_at"))
    now = datetime.datetime.now(datetime.UTC)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY programmes_actualline ({names}) FROM STDIN") as copy,
    ):
        for row in good:
            copy.write_row(
                (
                    *(samklang.run.pk, samklang.roskilde.pk, "other", row.text, "school", "money"),
                    *(row.amount, "DKK", row.on, row.voucher, row.account, row.key, row.cells_key, now),
                )
            )


def _empty() -> None:
    ActualLine.objects.everything(why=WHY).delete()


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start
