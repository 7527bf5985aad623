"""What a file of the accounting system would bring, judged row by row: nothing is stored here."""

from dataclasses import dataclass

from partners.models import CostCategory, Grant
from portal.audit.versions import version_of_fields
from portal.documents.storage import private_storage
from programmes.costs import Known, known
from programmes.models import AccountsImport, ActualLine
from programmes.payers import PaidBy
from programmes.rules.accounts_file import BadRow, Row, Table, decoded, rows_of, table_of
from programmes.rules.costs import Against, Cost

TURNED = "turned"
"""Beside the columns: whether costs are written below zero."""
ELSEWHERE = "elsewhere"
"""Instead of who pays a project: its rows are not this run's."""
_WHY = "of a school whose accounts the actor keeps"


@dataclass(frozen=True)
class GoodRow:
    """A row that would be a line of the accounts."""

    row: Row
    category: str
    paid_by: PaidBy


@dataclass(frozen=True)
class RefusedRow:
    """A row that can be read, and that a rule speaks against."""

    number: int
    cost: Cost
    rule: Against


@dataclass(frozen=True)
class Reading:
    """`good` would come in, `known` are there already, `elsewhere` are another run's; the others are named
    with their reason."""

    good: list[GoodRow]
    known: int
    elsewhere: int
    bad: list[BadRow]
    refused: list[RefusedRow]
    rules: Known

    @property
    def total(self) -> int:
        """Of the good rows, in øre of the school's own currency."""
        return sum(one.row.amount for one in self.good)

    @property
    def sums(self) -> dict[tuple[PaidBy, str], list[int]]:
        """Of the good rows the amounts by who pays and category."""
        found: dict[tuple[PaidBy, str], list[int]] = {}
        for one in self.good:
            found.setdefault((one.paid_by, one.category), []).append(one.row.amount)
        return found

    @property
    def unread(self) -> int:
        return len(self.bad) + len(self.refused)


def table(made: AccountsImport) -> Table:
    """Raises NotReadable, though what was stored could be read once."""
    with private_storage().open(made.file) as file:
        return table_of(decoded(file.read()))


def columns_of(made: AccountsImport) -> dict[str, str]:
    return {field: heading for field, heading in made.columns.items() if field != TURNED}


def version_of_mapping(made: AccountsImport) -> str:
    return version_of_fields(made, ("columns", "categories", "payers", "payer", "grant_id", "agency_id"))


def read(made: AccountsImport, rows: Table) -> Reading:
    """In a number of queries that does not depend on the rows."""
    read_rows = list(rows_of(rows, columns_of(made), turned=bool(made.columns.get(TURNED))))
    could_be = [row for row in read_rows if isinstance(row, Row)]
    here = [row for row in could_be if made.payers.get(row.project) != ELSEWHERE]
    there = _there(made.school_id, here)
    new = [_judged(row, made) for row in here if not {row.key, row.cells_key} & there]
    rules = known(made.school_id, _grants(made), {one.row.voucher for one in new})
    refused = []
    good = []
    for one in new:
        cost = _cost(one, made)
        if rule := rules.against(cost):
            refused.append(RefusedRow(one.row.number, cost, rule))
        else:
            good.append(one)
    return Reading(
        good=good,
        known=len(here) - len(new),
        elsewhere=len(could_be) - len(here),
        bad=[row for row in read_rows if isinstance(row, BadRow)],
        refused=refused,
        rules=rules,
    )


def _judged(row: Row, made: AccountsImport) -> GoodRow:
    category = made.categories.get(row.account) or CostCategory.OTHER.value
    choice = made.payers.get(row.project)
    return GoodRow(row, category, PaidBy.of(choice) if choice else PaidBy.of_line(made))


def _grants(made: AccountsImport) -> list[Grant]:
    paid_by = [PaidBy.of_line(made), *(PaidBy.of(one) for one in made.payers.values() if one != ELSEWHERE)]
    ids = {one.grant_id for one in paid_by if one.grant_id is not None}
    return list(Grant.objects.everything(why=_WHY).filter(pk__in=ids).select_related("funder"))


def _cost(one: GoodRow, made: AccountsImport) -> Cost:
    row, currency = one.row, made.school.country.currency
    return Cost(row.on, row.amount, row.voucher, one.category, one.paid_by.grant_id, currency)


def _there(school: int, rows: list[Row]) -> set[str]:
    """All keys of the school's days in question: a list of thousands of keys would be slower."""
    if not rows:
        return set()
    days = [row.on for row in rows]
    lines = ActualLine.objects.everything(why=_WHY).filter(school=school, on__range=(min(days), max(days)))
    pairs = lines.exclude(row_key="").order_by().values_list("row_key", "cells_key")
    return {key for pair in pairs for key in pair if key}
