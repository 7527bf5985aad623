from collections.abc import Sequence
from decimal import Decimal
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

    rate = forms.DecimalField(
        required=False,
        max_digits=9,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        localize=True,
        error_messages={
            "invalid": _("Write the rate as a number, for example 0,6543."),
            "min_value": _("A rate is above 0."),
            "max_digits": _("Write the rate as a number, for example 0,6543."),
            "max_decimal_places": _("Write at most four decimals."),
            "max_whole_digits": _("Write the rate as a number, for example 0,6543."),
        },
        help_text=_("Empty: a table for each currency. The report shows the rate that you give."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        choices: Sequence[PeriodChoice],
        foreign: str = "",
        own: str = "",
    ) -> None:
        """`foreign`: the other currency that some of the money is in, `own` that of the report's country."""
        super().__init__(data)
        if foreign:
            self.fields["rate"].label = _("What is 1 %(foreign)s in %(own)s?") % {
                "foreign": foreign,
                "own": own,
            }
        else:
            del self.fields["rate"]
        field = cast(forms.ChoiceField, self.fields["period"])
        field.choices = [(str(choice.period), _label(choice)) for choice in choices]
        if choices:
            field.initial = str(choices[0].period)

    @property
    def chosen(self) -> Period:
        return Period.read(self.cleaned_data["period"])

    @property
    def rate_given(self) -> Decimal | None:
        return self.cleaned_data.get("rate")


def _label(choice: PeriodChoice) -> str:
    """The years, and the runs in them where their names say more."""
    period = str(choice.period)
    names = ", ".join(choice.runs)
    return period if names == period else f"{period} ({names})"
