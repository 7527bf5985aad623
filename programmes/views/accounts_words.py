"""Why a file of the accounting system, or a row of it, stays out: in words."""

from dataclasses import dataclass

from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.models import CostCategory
from programmes.accounts_reading import Reading, RefusedRow
from programmes.costs import said
from programmes.forms.accounts import TOO_LARGE
from programmes.forms.money import Choices
from programmes.models import Payer
from programmes.rules.accounts_file import BadRow, FileFault, RowFault

MOST_NAMED = 500
"""So many rows that stay out are named one by one; where more do, the columns are wrong."""
FILE_FAULTS: dict[FileFault, Promise] = {
    FileFault.TOO_LARGE: TOO_LARGE,
    FileFault.TOO_MANY_ROWS: _("The file has more than 20,000 rows. Send fewer months at a time."),
    FileFault.NO_TEXT: _("This is no CSV file. Save it as CSV (semicolons) and send that."),
    FileFault.EMPTY: _("The file is empty."),
    FileFault.NO_COLUMNS: _("The first row has no headings with semicolons, commas or tabs between."),
    FileFault.SAME_HEADINGS: _("Two columns have the same heading. Give them different ones."),
}
ROW_FAULTS: dict[RowFault, Promise] = {
    RowFault.BROKEN: _("a quotation mark is not closed"),
    RowFault.TOO_FEW_CELLS: _("has only %(value)s cells"),
    RowFault.TOO_MANY_CELLS: _("has %(value)s cells, more than there are headings"),
    RowFault.NO_DAY: _("has no day"),
    RowFault.BAD_DAY: _("“%(value)s” is no day"),
    RowFault.NO_AMOUNT: _("has no amount"),
    RowFault.BAD_AMOUNT: _("“%(value)s” is no amount"),
    RowFault.ZERO: _("the amount is 0"),
    RowFault.VOUCHER_TOO_LONG: _("the voucher “%(value)s…” is longer than 40 characters"),
    RowFault.ACCOUNT_TOO_LONG: _("the account “%(value)s…” is longer than 40 characters"),
    RowFault.PROJECT_TOO_LONG: _("the project “%(value)s…” is longer than 40 characters"),
}


@dataclass(frozen=True)
class Named:
    """A row that stays out, with the reason."""

    number: int
    reason: str


@dataclass(frozen=True)
class ReadSum:
    """What would come in of one payer and category."""

    payer: str
    category: str
    lines: int
    amount: int


def sums_of(reading: Reading, payers: Choices) -> list[ReadSum]:
    """`payers` as a form offers them; the largest first."""
    names: dict[str, str] = dict(flatten_choices(payers))
    found = [
        ReadSum(
            names.get(paid_by.choice, str(Payer(paid_by.payer).label)),
            str(CostCategory(category).label),
            len(amounts),
            sum(amounts),
        )
        for (paid_by, category), amounts in reading.sums.items()
    ]
    return sorted(found, key=lambda one: (-abs(one.amount), one.payer, one.category))


def named(reading: Reading) -> list[Named]:
    rows: list[BadRow | RefusedRow] = [*reading.bad, *reading.refused]
    rows.sort(key=lambda one: one.number)
    return [Named(one.number, _reason(one, reading)) for one in rows[:MOST_NAMED]]


def _reason(one: BadRow | RefusedRow, reading: Reading) -> str:
    if isinstance(one, BadRow):
        return str(ROW_FAULTS[one.fault]) % {"value": one.value}
    return said(one.rule, one.cost, reading.rules)
