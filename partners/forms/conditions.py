"""What a funder asks for: the same fields for a scheme and for a grant."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from partners.actions.conditions import CONDITIONS, ConditionFacts
from partners.models import CostCategory, PaperKind, PaperStage
from portal.web.fields import OLDEST, Choice, InOrder, Line, MoneyField, Some, Whole, Words, Yes, set_choices

_MOST_DAYS = 730
_PER_CENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")


class ShareField(forms.Field):
    """Per cents as people write them, with a comma or a point; cleaned to a share from 0 to 1."""

    default_error_messages = {
        "invalid": _("Write per cents, for example 60 or 33,5."),
        "outside": _("Write more than 0 and at most %(most)s per cent."),
    }

    def __init__(self, *, most: str = "100", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most = Decimal(most)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").replace("%", "").strip()
        if not text:
            return None
        if not _PER_CENT.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        per_cent = Decimal(text.replace(",", "."))
        if not 0 < per_cent <= self.most:
            words = self.error_messages["outside"] % {"most": format(self.most.normalize(), "f")}
            raise forms.ValidationError(words, code="outside")
        return per_cent / 100

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return format((value * 100).normalize(), "f").replace(".", ",")


GROUPS = (
    (_("How much it pays"), ("ceiling_share", "own_share", "least_amount", "least_amount_of")),
    (_("Costs that it may be used for"), ("eligible_costs", "eligible_categories")),
    (_("For whom and how long"), ("age_from", "age_to", "by_calendar_year", "most_years")),
    (
        _("Reports"),
        (
            *("report_day", "report_month", "report_days_after"),
            *("comparable_accounts", "report_before_next"),
        ),
    ),
)


class ConditionsForm(InOrder, forms.Form):
    """Empty is what is not asked; so no field says that it is optional, and a group of such is folded."""

    template_name = "partners/conditions_form.html"
    plain_labels = True
    pairs = (("age_from", "age_to"),)
    ceiling_share = ShareField(
        label=_("Largest share of the budget, in per cent"),
        help_text=_("The rest of what it costs is paid by others."),
    )
    own_share = ShareField(label=_("Least own contribution, in per cent of the budget"), most="99.99")
    eligible_costs = Words(
        label=_("Costs that it may be used for, in the funder's words"), max_length=1000, required=False
    )
    eligible_categories = Some(
        label=_("Categories of cost"),
        choices=CostCategory.choices,
        required=False,
        help_text=_("None ticked: all. A cost of another category is refused."),
    )
    age_from = Whole(label=_("From age"), required=False, max_value=OLDEST)
    age_to = Whole(label=_("Up to and with age"), required=False, max_value=OLDEST)
    by_calendar_year = Yes(label=_("Used and reported by calendar year"))
    most_years = Whole(label=_("For so many years at most"), required=False, min_value=1, max_value=20)
    least_amount = MoneyField(label=_("Least amount"), required=False)
    least_amount_of = Line(
        label=_("What the least amount is for"),
        max_length=80,
        required=False,
        help_text=_("For example an activity type."),
    )
    comparable_accounts = Yes(label=_("Accounts that can be compared with the budget"))
    report_day = Whole(label=_("Report by this day of the month"), required=False, min_value=1, max_value=31)
    report_month = Choice(label=_("In this month, after the period"), required=False)
    report_days_after = Whole(
        label=_("Or so many days after the period"),
        required=False,
        max_value=_MOST_DAYS,
        help_text=_("Where the funder names no day of the year."),
    )
    report_before_next = Yes(label=_("Final report before the next application"))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "report_month", [(str(key), word) for key, word in MONTHS.items()], empty="–")

    def get_context(self) -> dict[str, Any]:
        """Open is a group in which something stands or is wrong; where none does, the first."""
        fields = [[self[name] for name in names] for _title, names in GROUPS]
        stands = [any(field.errors or field.value() for field in group) for group in fields]
        opened = stands if any(stands) else [True, *stands[1:]]
        titles = [title for title, _names in GROUPS]
        grouped = {name for _title, names in GROUPS for name in names}
        alone = [field for field in self.visible_fields() if field.name not in grouped]
        groups = list(zip(titles, opened, fields, strict=True))
        return {**super().get_context(), "alone": alone, "groups": groups}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.check_pairs(values)
        self._check_report(values)
        if values.get("least_amount_of") and values.get("least_amount") is None:
            self.add_error("least_amount", _("Write how much it is at least."))
        return values

    def _check_report(self, values: Mapping[str, Any]) -> None:
        day, month = values.get("report_day"), values.get("report_month")
        if bool(day) != bool(month):
            self.add_error("report_month" if day else "report_day", _("Write the day and the month."))
        elif day and values.get("report_days_after") is not None:
            words = _("Write either a day of the year or a number of days.")
            self.add_error("report_days_after", words)

    def conditions(self) -> ConditionFacts:
        values = {name: self.cleaned_data[name] for name in CONDITIONS}
        return ConditionFacts(
            **{**values, "report_month": int(values["report_month"]) if values["report_month"] else None}
        )


class AskedPaperForm(InOrder, forms.Form):
    plain_labels = True
    kind = Choice(label=_("Paper"), choices=[("", "–"), *PaperKind.choices])
    stage = Choice(label=_("When"), choices=PaperStage.choices, initial=PaperStage.REPORT)
    above = MoneyField(
        label=_("For amounts above"),
        required=False,
        may_be_zero=True,
        help_text=_("Empty: for every amount."),
    )
    up_to = MoneyField(label=_("Up to and with"), required=False)
    note = Line(label=_("As the funder words it"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("up_to") is not None and values["up_to"] <= (values.get("above") or 0):
            self.add_error("up_to", _("This is not more than the amount above which it is asked for."))
        return values

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "above": self.cleaned_data["above"] or 0}
