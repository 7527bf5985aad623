"""What a file of the accounting system would bring, judged row by row: nothing is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass

from partners.models import CostCategory
from portal.documents.storage import private_storage
from programmes.costs import Known, known
from programmes.models import AccountsImport, ActualLine
from programmes.rules.accounts_file import BadRow, Row, Table, decoded, rows_of, table_of
from programmes.rules.costs import Against, Cost

TURNED = "turned"
"""Beside the columns: whether costs are written below zero."""
_WHY = "of a school whose accounts the actor keeps"


@dataclass(frozen=True)
class RefusedRow:
    """A row that can be read, and that a rule speaks against."""

    row: Row
    rule: Against


@dataclass(frozen=True)
class Reading:
    """`good` would come in, `known` are there already; the others are named with their reason."""

    good: list[Row]
    known: int
    bad: list[BadRow]
    refused: list[RefusedRow]
    rules: Known

    @property
    def total(self) -> int:
        """Of the good rows, in øre."""
        return sum(row.amount for row in self.good)

    @property
    def unread(self) -> int:
        return len(self.bad) + len(self.refused)


def table(made: AccountsImport) -> Table:
    """Raises NotReadable, though what was stored could be read once."""
    with private_storage().open(made.file) as file:
        return table_of(decoded(file.read()))


def columns_of(made: AccountsImport) -> dict[str, str]:
    return {field: heading for field, heading in made.columns.items() if field != TURNED}


def read(made: AccountsImport, rows: Table) -> Reading:
    """In a number of queries that does not depend on the rows."""
    read_rows = list(rows_of(rows, columns_of(made), turned=bool(made.columns.get(TURNED))))
    could_be = [row for row in read_rows if isinstance(row, Row)]
    there = _there(made.school_id, could_be)
    new = [row for row in could_be if row.key not in there]
    rules = known(made.school_id, made.grant, {row.voucher for row in new})
    broken = {row.key: rule for row in new if (rule := rules.against(_cost(row, made)))}
    return Reading(
        good=[row for row in new if row.key not in broken],
        known=len(could_be) - len(new),
        bad=[row for row in read_rows if isinstance(row, BadRow)],
        refused=[RefusedRow(row, broken[row.key]) for row in new if row.key in broken],
        rules=rules,
    )


def category_of(row: Row, categories: Mapping[str, str]) -> str:
    return categories.get(row.account) or CostCategory.OTHER


def _cost(row: Row, made: AccountsImport) -> Cost:
    return Cost(row.on, row.amount, row.voucher, category_of(row, made.categories), made.grant_id)


def _there(school: int, rows: list[Row]) -> set[str]:
    """All keys of the school's days in question: a list of thousands of keys would be slower."""
    if not rows:
        return set()
    days = [row.on for row in rows]
    lines = ActualLine.objects.everything(why=_WHY).filter(school=school, on__range=(min(days), max(days)))
    return set(lines.exclude(row_key="").order_by().values_list("row_key", flat=True))
