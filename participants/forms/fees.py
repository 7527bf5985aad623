"""Fees of a half-year, and one that is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.actions.change_fee import FeeTerms, version_of_fee
from participants.models import Fee, FeeChange
from portal.web import formats
from portal.web.fields import Amount, Choice, MoneyField
from programmes.models import Group


class Percent(forms.DecimalField):
    """Per cent as people write them, cleaned to a share of 1."""

    default_error_messages = {
        "required": _("Write per cent, 0 for none."),
        "invalid": _("Write per cent as 25 or 12,5."),
        "min_value": _("Write at least %(limit_value)s."),
        "max_value": _("Write at most %(limit_value)s."),
    }
    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, max_digits=5, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").strip().replace(",", "."))

    def clean(self, value: Any) -> Decimal | None:
        found = super().clean(value)
        return None if found is None else found / 100

    def prepare_value(self, value: Any) -> Any:
        return formats.number(value * 100, "nb") if isinstance(value, Decimal) else value


class MakeFeesForm(forms.Form):
    """What the trips of a half-year cost each, in groups where they are extra."""

    plain_labels = True

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        for group in self.groups:
            self.fields[f"trips-{group.pk}"] = MoneyField(
                label=_("Trips of %(group)s, each") % {"group": group}, required=False, may_be_zero=True
            )

    def trips(self) -> dict[int, int]:
        found = {group.pk: self.cleaned_data[f"trips-{group.pk}"] for group in self.groups}
        return {pk: amount for pk, amount in found.items() if amount}


class FeeForm(forms.Form):
    plain_labels = True

    factor = Amount(
        label=_("Times the ordinary fee"), min_value=0, max_value=9, max_digits=4, decimal_places=2
    )
    reduction = Percent(label=_("Less for siblings, per cent"))
    trips = MoneyField(label=_("Trips"), required=False, may_be_zero=True)
    less = MoneyField(
        label=_("Taken off beside that"),
        required=False,
        may_be_zero=True,
        help_text=_("For example for the months before somebody came."),
    )
    why = Choice(label=_("Why do you change it?"), choices=[("", _("Choose")), *FeeChange.choices])
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fee: Fee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            **asdict(FeeTerms.of(fee)),
            "why": fee.changed_for,
            "based_on": version_of_fee(fee),
        }

    def terms(self) -> FeeTerms:
        values = self.cleaned_data
        return FeeTerms(values["factor"], values["reduction"], values["trips"] or 0, values["less"] or 0)
