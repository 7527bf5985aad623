"""A file of the accounting system: sending it, and saying what its columns and accounts mean."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import CostCategory
from portal.web.fields import Choice, Yes, set_choices
from programmes.accounts_reading import ELSEWHERE, TURNED, columns_of
from programmes.actions.import_accounts import FileMapping
from programmes.forms.money import Choices, OfSchoolForm
from programmes.models import AccountsImport
from programmes.payers import PaidBy
from programmes.rules.accounts_file import (
    ACCOUNT,
    AMOUNT,
    DAY,
    FIELDS,
    MOST_BYTES,
    NEEDED,
    PROJECT,
    TEXT,
    VOUCHER,
    Table,
    named_in,
)

FIELD_WORDS = {
    DAY: _("Day"),
    AMOUNT: _("Amount"),
    TEXT: _("What for"),
    VOUCHER: _("Voucher"),
    ACCOUNT: _("Account"),
    PROJECT: _("Project"),
}
MOST_NAMES = 60
_TOO_MANY = _(
    "There are %(number)d different ones in this column: too many to choose for each. Is it the right column?"
)
TOO_LARGE = _("The file is larger than 5 MB. Send fewer months at a time.")


class FileForm(OfSchoolForm):
    file = forms.FileField(
        label=_("File of the accounting system"),
        help_text=_("CSV with a row of headings: semicolons, commas or tabs; at most 5 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return sent


class MappingForm(forms.Form):
    """A choice for each field that a column may be, for who pays, and for each account and project."""

    payer = Choice(label=_("Who pays what is in this file"))
    turned = Yes(label=_("Costs are written below zero in this file"))

    def __init__(
        self, *args: Any, table: Table, payers: Choices, made: AccountsImport, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        columns = columns_of(made)
        self._ask_for_columns([heading for heading in table.headings if heading], columns)
        set_choices(self, "payer", payers, empty=_("choose"))
        self.initial["payer"] = PaidBy.of_line(made).choice
        self.initial["turned"] = bool(made.columns.get(TURNED))
        self.projects = self._ask_for_each(
            PROJECT,
            named_in(table, columns, PROJECT),
            words=_("Project %(project)s"),
            choices=[
                ("", _("as the rest of the file")),
                (ELSEWHERE, _("not this run's: stays out")),
                *payers,
            ],
            chosen=made.payers,
        )
        self.accounts = self._ask_for_each(
            ACCOUNT,
            named_in(table, columns, ACCOUNT),
            words=_("Account %(account)s"),
            choices=CostCategory.choices,
            chosen=made.categories,
            otherwise=CostCategory.OTHER,
        )

    def _ask_for_columns(self, headings: list[str], chosen: Mapping[str, str]) -> None:
        for field in FIELDS:
            empty = _("choose") if field in NEEDED else _("not in this file")
            self.fields[f"column-{field}"] = Choice(
                label=FIELD_WORDS[field],
                required=field in NEEDED,
                choices=[("", empty), *((heading, heading) for heading in headings)],
                initial=chosen.get(field, ""),
            )
        self.order_fields([f"column-{field}" for field in FIELDS])

    def _ask_for_each(
        self,
        field: str,
        names: list[str],
        *,
        words: Any,
        choices: Any,
        chosen: Mapping[str, str],
        otherwise: str = "",
    ) -> dict[str, str]:
        """The name by its form field; where there are so many that the column must be another, none."""
        if len(names) > MOST_NAMES:
            self.fields[f"column-{field}"].help_text = _TOO_MANY % {"number": len(names)}
            return {}
        found = {f"{field}-{number}": name for number, name in enumerate(names)}
        for key, name in found.items():
            self.fields[key] = Choice(
                label=words % {field: name},
                required=bool(otherwise),
                choices=choices,
                initial=chosen.get(name, otherwise),
            )
        return found

    @property
    def of_columns(self) -> list[forms.BoundField]:
        return [self[f"column-{field}"] for field in FIELDS]

    @property
    def of_rows(self) -> list[forms.BoundField]:
        """Who pays, of the file and of each project, and what each account is for."""
        return [self["payer"], *(self[key] for key in (*self.projects, *self.accounts))]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = [values.get(f"column-{field}") for field in FIELDS]
        for field in FIELDS:
            heading = values.get(f"column-{field}")
            if heading and chosen.count(heading) > 1:
                self.add_error(f"column-{field}", _("This column is chosen twice."))
        return values

    def mapping(self) -> FileMapping:
        values = self.cleaned_data
        return FileMapping(
            columns={field: values[f"column-{field}"] for field in FIELDS if values[f"column-{field}"]},
            categories={name: values[key] for key, name in self.accounts.items()},
            paid_by=PaidBy.of(values["payer"]),
            payers={name: values[key] for key, name in self.projects.items()},
            turned=values["turned"],
        )
