"""A commitment of an agreement, and what was given of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.actions.save_commitment import CommitmentFacts, version_of_commitment
from partners.models import AgreementParty, Commitment, CommitmentUnit
from partners.words import HOURS
from portal.web.fields import (
    Choice,
    Day,
    HoursField,
    Line,
    MoneyField,
    Whole,
    chosen,
    options_of,
    set_choices,
)

_MOST = 1_000_000


def counted_in(unit: str, **options: Any) -> forms.Field:
    """Cleaned to minutes, øre or a number above 0."""
    if unit in HOURS:
        return HoursField(**options)
    if unit == CommitmentUnit.MONEY:
        return MoneyField(**options)
    return Whole(min_value=1, max_value=_MOST, **options)


class CommitmentForm(forms.Form):
    plain_labels = True
    giver = Choice(label=_("Who gives"))
    service = Line(
        label=_("What is given"),
        max_length=200,
        help_text=_("For example: the rehearsal room on Tuesdays, a career adviser's guidance, places."),
    )
    unit = Choice(label=_("Counted in"), choices=CommitmentUnit.choices)
    quantity = Line(
        label=_("How much in the whole period"),
        max_length=20,
        help_text=_("Hours as 20 or 1,5; money in kroner; places and times as a whole number."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    payer = Choice(label=_("Who pays"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        parties: Iterable[AgreementParty],
        commitment: Commitment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = options_of(parties)
        set_choices(self, "giver", named, empty="–")
        set_choices(self, "payer", named, empty=_("nobody pays for it"))
        if commitment is not None:
            self.initial = {
                "giver": str(commitment.giver_id),
                "service": commitment.service,
                "unit": commitment.unit,
                "quantity": counted_in(commitment.unit).prepare_value(commitment.quantity),
                "payer": str(commitment.payer_id or ""),
                "based_on": version_of_commitment(commitment),
            }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "quantity" in values and "unit" in values:
            try:
                values["quantity"] = counted_in(values["unit"]).clean(values["quantity"])
            except forms.ValidationError as refusal:
                self.add_error("quantity", refusal)
        return values

    def facts(self) -> CommitmentFacts:
        values = self.cleaned_data
        return CommitmentFacts(
            giver_id=int(values["giver"]),
            service=values["service"],
            unit=values["unit"],
            quantity=values["quantity"],
            payer_id=chosen(values["payer"]),
        )


class DeliveryForm(forms.Form):
    plain_labels = True
    on = Day(label=_("Day"))
    takes_back = forms.BooleanField(label=_("This takes back what was noted wrongly"), required=False)
    note = Line(label=_("Note"), max_length=200, required=False, help_text=_("Write no child's name."))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"label": _("How much was given"), "help_text": CommitmentUnit(unit).label}
        self.fields["quantity"] = counted_in(unit, **words)
        self.order_fields(["on", "quantity"])
        self.initial.setdefault("on", timezone.localdate())

    def values(self) -> dict[str, Any]:
        found = self.cleaned_data
        quantity = -found["quantity"] if found["takes_back"] else found["quantity"]
        return {"quantity": quantity, **{name: found[name] for name in ("on", "note", "based_on")}}
