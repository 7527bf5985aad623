"""Lines of the budget and of the accounts of a run."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import CostCategory, Grant, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.web.fields import Choice, Day, HoursField, Line, MoneyField, Yes, of_one, set_choices
from programmes.actions.note_cost import CostFacts, version_of_cost
from programmes.actions.save_budget_line import BudgetFacts, version_of_budget_line
from programmes.models import ActualLine, Basis, BudgetLine, Payer
from programmes.payers import PaidBy

Choices = list[tuple[Any, Any]]
_CORRECTION = _("0 where it was not this run's. The difference becomes a new line.")


def payer_choices(grants: Iterable[Grant], agencies: Iterable[PartnerAgency]) -> Choices:
    """Who may pay, a grant or a partner by its id."""
    own: Choices = [(str(kind), kind.label) for kind in (Payer.SCHOOL, Payer.FAMILIES)]
    by_grant = [(f"{Payer.GRANT}:{grant.pk}", str(grant)) for grant in grants]
    by_agency = [(f"{Payer.AGENCY}:{agency.pk}", str(agency)) for agency in agencies]
    found = [*own, (str(Payer.UNDIVIDED), Payer.UNDIVIDED.label)]
    if by_grant:
        found.append((_("Grants"), by_grant))
    if by_agency:
        found.append((_("Partners"), by_agency))
    return found


class OfSchoolForm(forms.Form):
    """Whoever has one school alone is not asked which."""

    school = Choice(label=_("School"))

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", schools)
        self.fields["school"].required = True


class LineForm(OfSchoolForm):
    """Money, or in kind hours times a rate: what the other way asks for is left empty."""

    plain_labels = True

    category = Choice(label=_("What kind of cost"), choices=CostCategory.choices)
    text = Line(label=_("What for"), max_length=160, required=False)
    payer = Choice(label=_("Who pays"))
    basis = Choice(
        label=_("Money or in kind"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        initial=Basis.MONEY,
    )
    amount = MoneyField(label=_("Amount"), required=False)
    hours = HoursField(label=_("Hours"), required=False)
    rate = MoneyField(label=_("Worth an hour"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "payer", payers, empty=_("choose"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("basis") == Basis.MONEY:
            self._need(values, "amount")
        elif values.get("basis"):
            self._need(values, "hours")
            self._need(values, "rate")
            if values.get("payer", "").partition(":")[0] in (Payer.GRANT, Payer.FAMILIES):
                self.add_error("payer", _("Only the school or a partner gives in kind."))
        return values

    def _need(self, values: dict[str, Any], name: str) -> None:
        if name in values and values[name] is None:
            self.add_error(name, self.fields[name].error_messages["required"])

    def line_facts(self) -> dict[str, Any]:
        values = self.cleaned_data
        in_kind = values["basis"] != Basis.MONEY
        return {
            **{name: values[name] for name in ("category", "text", "basis")},
            **PaidBy.of(values["payer"])._asdict(),
            "amount": None if in_kind else values["amount"],
            "minutes": values["hours"] if in_kind else None,
            "rate": values["rate"] if in_kind else None,
        }


class BudgetLineForm(LineForm):
    expected = MoneyField(
        label=_("What it will end at"),
        required=False,
        may_be_zero=True,
        help_text=_("Empty: as planned, or as much as is used where that is more."),
    )

    def facts(self) -> BudgetFacts:
        return BudgetFacts(**self.line_facts(), expected=self.cleaned_data["expected"])


class CostForm(LineForm):
    amount = MoneyField(
        label=_("Amount"), required=False, may_be_less=True, help_text=_("Below 0 for money that comes back.")
    )
    on = Day(label=_("Day"))
    voucher = Line(label=_("Voucher"), max_length=40, required=False)
    field_order = ("school", "on", "voucher", "category", "text", "payer")

    def facts(self) -> CostFacts:
        values = self.cleaned_data
        return CostFacts(**self.line_facts(), on=values["on"], voucher=values["voucher"])


class CorrectionForm(forms.Form):
    """What is given in kind is corrected in hours, at the rate of its line."""

    plain_labels = True
    amount = MoneyField(
        label=_("What it should have been"),
        may_be_less=True,
        may_be_zero=True,
        help_text=_CORRECTION,
    )
    minutes = HoursField(
        label=_("How many hours it should have been"), may_be_zero=True, help_text=_CORRECTION
    )
    on = Day(label=_("Day of the correction"))
    text = Line(label=_("Why"), max_length=160)

    def __init__(self, *args: Any, in_kind: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["amount" if in_kind else "minutes"]


class CloseForm(OfSchoolForm):
    plain_labels = True
    through = Day(label=_("Close to and with"))
    sure = Yes(label=_("I know that it cannot be opened again"))

    def clean_sure(self) -> bool:
        if not self.cleaned_data["sure"]:
            raise forms.ValidationError(_("Tick this if the period is to be closed for good."))
        return True


def shown_budget_line(line: BudgetLine) -> Mapping[str, Any]:
    return {**_shown(line), "expected": line.expected, "based_on": version_of_budget_line(line)}


def shown_cost(line: ActualLine) -> Mapping[str, Any]:
    version = version_of_cost(line)
    return {**_shown(line), "on": line.on, "voucher": line.voucher, "based_on": version}


def _shown(line: BudgetLine | ActualLine) -> dict[str, Any]:
    in_kind = line.basis != Basis.MONEY
    return {
        "school": str(line.school_id),
        "payer": PaidBy.of_line(line).choice,
        **{name: getattr(line, name) for name in ("category", "text", "basis", "rate")},
        "hours": line.minutes,
        "amount": None if in_kind else line.amount,
    }
