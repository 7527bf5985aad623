"""A file of the accounting system: sending it, and saying what its columns and accounts mean."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import CostCategory
from portal.accounts.models import CultureSchool
from portal.web.fields import Choice, Yes, set_choices
from programmes.accounts_reading import TURNED, columns_of
from programmes.actions.import_accounts import FileMapping
from programmes.forms.money import Choices, choice_of, payer_of
from programmes.models import AccountsImport
from programmes.rules.accounts_file import ACCOUNT, AMOUNT, DAY, FIELDS, MOST_BYTES, NEEDED, TEXT, VOUCHER

FIELD_WORDS = {
    DAY: _("Day"),
    AMOUNT: _("Amount"),
    TEXT: _("What for"),
    VOUCHER: _("Voucher"),
    ACCOUNT: _("Account"),
}
TOO_LARGE = _("The file is larger than 5 MB. Send fewer months at a time.")


class FileForm(forms.Form):
    school = Choice(label=_("School"))
    file = forms.FileField(
        label=_("File of the accounting system"),
        help_text=_("CSV with a row of headings: semicolons, commas or tabs; at most 5 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(str(school.pk), school.name) for school in schools]
        set_choices(self, "school", own)
        if len(own) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = own[0][0]

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return sent


class MappingForm(forms.Form):
    """A choice for each field that a column may be, for who pays, and for each account of the file."""

    payer = Choice(label=_("Who pays what is in this file"))
    turned = Yes(label=_("Costs are written below zero in this file"))

    def __init__(
        self,
        *args: Any,
        headings: list[str],
        accounts: list[str],
        payers: Choices,
        made: AccountsImport,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "payer", payers, empty=_("choose"))
        self.fields["payer"].initial = choice_of(made.payer, made.grant_id, made.agency_id)
        self.fields["turned"].initial = bool(made.columns.get(TURNED))
        chosen = columns_of(made)
        for field in FIELDS:
            empty = _("choose") if field in NEEDED else _("not in this file")
            self.fields[f"column-{field}"] = Choice(
                label=FIELD_WORDS[field],
                required=field in NEEDED,
                choices=[("", empty), *((heading, heading) for heading in headings)],
                initial=chosen.get(field, ""),
            )
        self.accounts = accounts
        for number, account in enumerate(accounts):
            self.fields[f"account-{number}"] = Choice(
                label=_("Account %(account)s") % {"account": account},
                choices=CostCategory.choices,
                initial=made.categories.get(account, CostCategory.OTHER),
            )
        self.order_fields([f"column-{field}" for field in FIELDS])

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
            categories={account: values[f"account-{number}"] for number, account in enumerate(self.accounts)},
            turned=values["turned"],
        )

    def payer_facts(self) -> dict[str, Any]:
        return payer_of(self.cleaned_data["payer"])
