"""The form of a roll call: many children, so the page writes its radios and the form reads them."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Mark
from participants.roll import NOTE, PARTNER, PREPARATION
from participants.rules.roll_entry import LONGEST_NOTE, MOST_PARTNER_STAFF

QUARTERS = [("0", "0"), ("15", "¼"), ("30", "½"), ("45", "¾"), ("60", "1")]
_SHOWN = "shown-"


class RollCallForm(forms.Form):
    plain_labels = True
    note = forms.CharField(
        label=_("What did you do?"),
        help_text=_("Write no names here."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
        error_messages={"max_length": _("Write at most %(limit_value)d characters, not %(show_value)d.")},
    )
    partner = forms.IntegerField(
        label=_("How many from the partner"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MOST_PARTNER_STAFF}),
        min_value=0,
        max_value=MOST_PARTNER_STAFF,
        required=False,
        error_messages={
            "invalid": _("Write how many as a number, for example 2."),
            "max_value": _("Write a number from 0 to 50."),
            "min_value": _("Write a number from 0 to 50."),
        },
    )
    preparation = forms.ChoiceField(
        label=_("Your preparation, in hours"),
        choices=QUARTERS,
        error_messages={
            "invalid_choice": _("Choose one of the quarters of an hour."),
            "required": _("Choose how long you prepared, 0 if you did not."),
        },
    )
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        kept = str(data.get(f"{_SHOWN}{PREPARATION}", "") if data else (initial or {}).get(PREPARATION, ""))
        if kept.isdecimal() and kept not in dict(QUARTERS):
            field = cast(forms.ChoiceField, self.fields["preparation"])
            field.choices = [*QUARTERS, (kept, f"{int(kept) / 60:g}")]

    def clean(self) -> dict[str, object]:
        missing = [key for key, value in self.marks.items() if value not in Mark.values]
        if missing:
            raise forms.ValidationError(
                _("Choose one of the four marks for each child; %(number)d is missing."),
                params={"number": len(missing)},
            )
        return super().clean() or {}

    @cached_property
    def shown(self) -> dict[str, str]:
        """What the page showed when it was opened, as it sends it back."""
        return {key.removeprefix(_SHOWN): value for key, value in self.data.items() if key.startswith(_SHOWN)}

    @cached_property
    def marks(self) -> dict[str, str]:
        """The mark sent of each child that the page showed; one that was left out is empty."""
        return {key: self.data.get(key, "") for key in self.shown if key.startswith("mark-")}

    def submitted(self) -> dict[str, str]:
        """All values of a valid form, flat, as the action takes them."""
        adults = {key: "yes" if self.data.get(key) else "" for key in self.shown if key.startswith("adult-")}
        cleaned = self.cleaned_data
        return (
            self.marks
            | adults
            | {
                NOTE: cleaned[NOTE],
                PARTNER: str(cleaned[PARTNER] or 0),
                PREPARATION: cleaned[PREPARATION],
            }
        )
