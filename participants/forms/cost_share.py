"""What several pay together: what is shared, and one row for each who pays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.actions.save_cost_share import Facts, Part, parts_of, version_of_share
from participants.models import CostShare, PayerKind, ShareBasis
from participants.owed import Payer
from portal.web import amounts, formats
from portal.web.fields import Choice, Day, Line, MoneyField, chosen, set_choices

Choices = Sequence[tuple[str, Any]]
_HOW_MUCH = {
    ShareBasis.PERCENT: _("Write per cent as 50 or 33,33."),
    ShareBasis.MONEY: _("Write an amount as 450 000 or 1 250,50."),
    ShareBasis.KIND: _("Write hours as 12 or 1,5."),
}


class ShareForm(forms.Form):
    plain_labels = True

    title = Line(
        label=_("What it is called"),
        max_length=120,
        help_text=_("Payers read it: “A violin to lend”, “A place in fordypning”. No child's name."),
    )
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("To"), required=False, help_text=_("Empty: until you end it."))
    agreement = Choice(label=_("By agreement"), required=False)
    rest_to = Choice(
        label=_("Who takes the øre that do not divide"), help_text=_("One of those who pay per cent.")
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        agreements: Iterable[Any],
        payers: Choices,
        share: CostShare | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), str(one)) for one in agreements]
        set_choices(self, "agreement", choices, empty=_("No, case by case"))
        set_choices(self, "rest_to", payers)
        self.initial = {"rest_to": PayerKind.SCHOOL, **self.initial, **_initial(share)}

    def facts(self) -> Facts:
        values = self.cleaned_data
        return Facts(
            title=values["title"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            agreement_id=chosen(values["agreement"]),
        )


def _initial(share: CostShare | None) -> dict[str, object]:
    if share is None:
        return {}
    rest = next((part for part in parts_of(share) if part.takes_rest), None)
    return {
        "title": share.title,
        "starts_on": share.starts_on,
        "ends_on": share.ends_on,
        "agreement": str(share.agreement_id or ""),
        "rest_to": choice_of(rest) if rest else "",
        "based_on": version_of_share(share),
    }


class PartForm(forms.Form):
    """One who pays; a row in which nobody is chosen is no row."""

    plain_labels = True

    who = Choice(label=_("Who pays"), required=False)
    basis = Choice(label=_("How"), choices=ShareBasis.choices, initial=ShareBasis.PERCENT)
    how_much = forms.CharField(label=_("Per cent, kroner or hours"), required=False, max_length=20)
    rate = MoneyField(label=_("An hour in kind is worth"), required=False)
    case_reference = Line(label=_("Their case number"), required=False, max_length=40)

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "who", payers, empty=_("Nobody"))
        self.empty_permitted = False

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("who") and "basis" in values:
            values["read"] = self._read(values["basis"], values.get("how_much") or "")
        return values

    def _read(self, basis: str, text: str) -> int:
        read = amounts.minutes_of if basis == ShareBasis.KIND else amounts.ore_of
        try:
            found = read(text)
        except ValueError:
            found = -1
        if found < 0 or (basis == ShareBasis.PERCENT and found > 10_000):
            self.add_error("how_much", _HOW_MUCH[ShareBasis(basis)])
        return found

    def part(self, rest_to: str) -> Part | None:
        values = self.cleaned_data
        if not values["who"]:
            return None
        kind, _dash, pk = values["who"].partition("-")
        basis, found = values["basis"], values["read"]
        return Part(
            kind=kind,
            pk=chosen(pk),
            basis=basis,
            share=Decimal(found) / 10_000 if basis == ShareBasis.PERCENT else None,
            amount=found if basis == ShareBasis.MONEY else None,
            minutes=found if basis == ShareBasis.KIND else None,
            rate=values["rate"] if basis == ShareBasis.KIND else None,
            takes_rest=values["who"] == rest_to and basis == ShareBasis.PERCENT,
            case_reference=values["case_reference"],
        )


def choice_of(payer: Part | Payer) -> str:
    return f"{payer.kind}-{payer.pk}" if payer.pk else str(payer.kind)


def part_initial(part: Part) -> dict[str, object]:
    if part.share is not None:
        how_much = formats.number(part.share * 100, "nb")
    elif part.minutes:
        how_much = formats.number(Decimal(part.minutes) / 60, "nb")
    else:
        how_much = amounts.written(part.amount or 0)
    return {
        "who": choice_of(part),
        "basis": part.basis,
        "how_much": how_much,
        "rate": part.rate,
        "case_reference": part.case_reference,
    }


_EMPTY_ROWS, _FEWEST_ROWS = 1, 3


def part_forms(data: Any, *, payers: Choices, parts: Sequence[Part] = ()) -> forms.BaseFormSet[PartForm]:
    rows = forms.formset_factory(
        PartForm, extra=max(_EMPTY_ROWS, _FEWEST_ROWS - len(parts)), max_num=12, absolute_max=20
    )
    initial = [part_initial(part) for part in parts]
    return rows(data, prefix="parts", initial=initial, form_kwargs={"payers": payers})


class CostForm(forms.Form):
    plain_labels = True

    on = Day(label=_("Day"))
    text = Line(label=_("What for"), max_length=160, help_text=_("Payers read it. No child's name."))
    amount = MoneyField(label=_("What it cost in all"))


class CorrectionForm(CostForm):
    amount = MoneyField(
        label=_("How much more or less"), may_be_less=True, help_text=_("Less: with a minus, as −250.")
    )


class WhatForm(forms.Form):
    """What is to be shared; a child's place is chosen on the page of its group's fees."""

    plain_labels = True

    what = Choice(label=_("What do you pay together?"))

    def __init__(self, *args: Any, groups: Sequence[tuple[str | Promise, Choices]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "what", [one for one in groups if one[1]], empty=_("Choose"))
