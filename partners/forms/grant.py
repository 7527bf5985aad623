"""A grant, from the application to what comes after it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.actions.grant_payments import PaymentFacts
from partners.actions.grant_targets import TargetFacts
from partners.actions.save_funder import FunderFacts
from partners.actions.save_grant import FIELDS, GrantFacts
from partners.models import Afterwards, Currency, Funder, FunderKind, ReportKind, TargetMeasure
from portal.accounts.models import User
from portal.web.fields import Choice, Day, Line, MoneyField, Whole, Words, Yes, chosen, set_choices

_MOST = 10_000_000


class FunderFields(forms.Form):
    """One that is there, or another one by its name."""

    funder = Choice(label=_("Funder"), required=False)
    new_funder = Line(label=_("Another funder"), max_length=120, required=False)
    new_funder_kind = Choice(label=_("What the funder is"), choices=FunderKind.choices, required=False)

    def __init__(
        self, *args: Any, funders: Iterable[Funder], known: int | None = None, **kwargs: Any
    ) -> None:
        """`known`: the scheme's own, so that nobody is asked."""
        super().__init__(*args, **kwargs)
        self.known = known
        if known:
            for name in ("funder", "new_funder", "new_funder_kind"):
                del self.fields[name]
            return
        set_choices(
            self,
            "funder",
            [(str(row.pk), row.name) for row in funders],
            empty=_("another one: its name below"),
        )

    def check_funder(self, values: dict[str, Any]) -> None:
        if self.known or "funder" in self.errors:
            return
        if bool(values.get("funder")) == bool(values.get("new_funder")):
            words = _("Choose one, or write the name of another.")
            self.add_error("new_funder" if values.get("funder") else "funder", words)

    def chosen_funder(self) -> int | FunderFacts:
        values = self.cleaned_data
        if found := self.known or values["funder"]:
            return int(found)
        return FunderFacts(values["new_funder"], values["new_funder_kind"] or FunderKind.OTHER)


class GrantForm(FunderFields):
    title = Line(
        label=_("What you call it"),
        max_length=120,
        required=False,
        help_text=_("Empty: the funder and the year."),
    )
    purpose = Words(label=_("What the money is for"), max_length=2000)
    goals = Words(label=_("Goals"), max_length=2000, required=False)
    amount = MoneyField(label=_("Amount"))
    currency = Choice(label=_("Currency"), choices=Currency.choices)
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))
    applied_on = Day(
        label=_("Application sent on"), required=False, help_text=_("Empty while you are writing it.")
    )
    awarded_on = Day(label=_("Day of the award"))
    reference = Line(label=_("The funder's reference"), max_length=60, required=False)
    responsible = Choice(label=_("Who is responsible"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Iterable[User], is_awarded: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "responsible", [(str(row.pk), row.name) for row in people], empty=_("nobody yet"))
        if not is_awarded:
            del self.fields["awarded_on"]

    def clean_applied_on(self) -> Any:
        return not_to_come(self.cleaned_data["applied_on"])

    def clean_awarded_on(self) -> Any:
        return not_to_come(self.cleaned_data["awarded_on"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.check_funder(values)
        check_days(self, values, "starts_on", "ends_on")
        return values

    def facts(self) -> GrantFacts:
        values: dict[str, Any] = {name: self.cleaned_data.get(name) for name in FIELDS}
        values["responsible_id"] = chosen(self.cleaned_data["responsible"])
        return GrantFacts(**values)


class AwardForm(forms.Form):
    plain_labels = True
    awarded_on = Day(label=_("Day of the award"))
    amount = MoneyField(label=_("Amount awarded"))
    reference = Line(label=_("The funder's reference"), max_length=60, required=False)

    def clean_awarded_on(self) -> Any:
        return not_to_come(self.cleaned_data["awarded_on"])


class TargetForm(forms.Form):
    measure = Choice(label=_("What is counted"), choices=[("", "–"), *TargetMeasure.choices])
    text = Line(label=_("In the words of the application"), max_length=160, required=False)
    target = Whole(label=_("Target number"), min_value=1, max_value=_MOST)
    reached = Whole(
        label=_("Reached, where you count by hand"),
        required=False,
        max_value=_MOST,
        help_text=_("Only for something else; the other numbers follow from what is logged."),
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        by_hand = values.get("measure") == TargetMeasure.OTHER
        if by_hand and not values.get("text"):
            self.add_error("text", _("Write what is counted."))
        if values.get("measure") and not by_hand and values.get("reached") is not None:
            self.add_error("reached", _("This number follows from what is logged: leave it empty."))
        return values

    def facts(self) -> TargetFacts:
        values = self.cleaned_data
        return TargetFacts(values["measure"], values["target"], values["text"], values["reached"])


class PaymentForm(forms.Form):
    amount = MoneyField(
        label=_("Amount"), may_be_less=True, help_text=_("What is paid back is less than 0: -5 000.")
    )
    due_on = Day(label=_("Expected on"), required=False)
    received_on = Day(label=_("Received on"), required=False)
    reference = Line(label=_("Voucher"), max_length=60, required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_received_on(self) -> Any:
        return not_to_come(self.cleaned_data["received_on"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("due_on") and not values.get("received_on") and not self.errors:
            self.add_error("due_on", _("Write the day on which it is expected, or on which it came."))
        return values

    def facts(self) -> PaymentFacts:
        values = self.cleaned_data
        return PaymentFacts(values["amount"], values["due_on"], values["received_on"], values["reference"])


class NewReportForm(forms.Form):
    plain_labels = True
    kind = Choice(label=_("Report"), choices=ReportKind.choices, initial=ReportKind.FINAL)
    period_from = Day(label=_("About the time from"))
    period_to = Day(label=_("To"))
    due_on = Day(label=_("To be sent by"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_days(self, values, "period_from", "period_to")
        check_days(self, values, "period_from", "due_on")
        return values


class ReportDayForm(forms.Form):
    plain_labels = True
    due_on = Day(label=_("To be sent by"))


class ReportSentForm(forms.Form):
    plain_labels = True
    sent_on = Day(label=_("Sent on"))
    anyway = Yes(label=_("It was sent although papers are missing"))

    def __init__(self, *args: Any, is_complete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_complete:
            del self.fields["anyway"]

    def clean_sent_on(self) -> Any:
        return not_to_come(self.cleaned_data["sent_on"])


class AfterwardsForm(forms.Form):
    plain_labels = True
    afterwards = Choice(
        label=_("How does it go on after the last krone?"),
        choices=Afterwards.choices,
        widget=forms.RadioSelect,
    )
    note = Line(
        label=_("In a sentence"),
        max_length=300,
        required=False,
        help_text=_("For example which budget, or which scheme is applied to and by when."),
    )


def not_to_come(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))
    return day


def check_days(form: forms.Form, values: dict[str, Any], first: str, last: str) -> None:
    if values.get(first) and values.get(last) and values[last] < values[first]:
        form.add_error(last, _("This is before the first day."))
