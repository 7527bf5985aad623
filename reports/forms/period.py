from collections.abc import Sequence
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.rules.choices import PeriodChoice
from reports.rules.periods import Period


class PeriodForm(forms.Form):
    """Which years a report is to cover, out of those in which something ran."""

    period = forms.ChoiceField(
        label=_("Which period?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the period that the report is to cover."),
            "invalid_choice": _("Nothing ran in that period. Choose one of those listed."),
        },
    )

    def __init__(self, data: QueryDict | None = None, *, choices: Sequence[PeriodChoice]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["period"])
        field.choices = [(str(choice.period), _label(choice)) for choice in choices]
        if choices:
            field.initial = str(choices[0].period)

    @property
    def chosen(self) -> Period:
        return Period.read(self.cleaned_data["period"])


def _label(choice: PeriodChoice) -> str:
    """The years, and the runs in them where their names say more."""
    period = str(choice.period)
    names = ", ".join(choice.runs)
    return period if names == period else f"{period} ({names})"
