"""Fields that the forms of several apps share, with their words."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web import amounts, formats

TOO_LONG = _("Write at most %(limit_value)d characters; these are %(show_value)d.")
OLDEST = 120
HIGHEST = 500
YEARS = range(1900, 2200)
"""What lies outside is a slip of the keyboard, and nothing can be counted on past the calendar's ends."""


class Whole(forms.IntegerField):
    """A number within bounds that the message names."""

    default_error_messages = {
        "required": _("Write a number."),
        "invalid": _("Write a whole number, for example 10."),
        "min_value": _("Write at least %(limit_value)d."),
        "max_value": _("Write at most %(limit_value)d."),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = HIGHEST, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"


class Amount(forms.DecimalField):
    """A number that may have a fraction; what is stored shows without noughts that say nothing."""

    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"})

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class Line(forms.CharField):
    default_error_messages = {"required": _("Write something here."), "max_length": TOO_LONG}


class Words(Line):
    widget = forms.Textarea(attrs={"rows": 4})


class Choice(forms.ChoiceField):
    default_error_messages = {
        "required": _("Choose one."),
        "invalid_choice": _("Choose one that is listed."),
    }


class Some(forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": _("Choose among those that are listed.")}
    widget = forms.CheckboxSelectMultiple


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Choose the day."),
        "invalid": _("Write the day as year, month and day, for example 2027-03-01."),
    }

    def to_python(self, value: Any) -> datetime.date | None:
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Time(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write the time as 15:30.")}


class MoneyField(forms.Field):
    """Kroner as people write them, cleaned to øre."""

    default_error_messages = {
        "required": _("Write an amount."),
        "invalid": _("Write an amount as 450 000 or 1 250,50."),
        "least": _("Write an amount above 0."),
    }

    def __init__(self, *, may_be_less: bool = False, may_be_zero: bool = False, **kwargs: Any) -> None:
        """`may_be_less`: below zero, for what is taken back."""
        super().__init__(**kwargs)
        self.may_be_less, self.may_be_zero = may_be_less, may_be_zero
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            amount = amounts.ore_of(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if (amount < 0 and not self.may_be_less) or (amount == 0 and not self.may_be_zero):
            raise forms.ValidationError(self.error_messages["least"], code="least")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return amounts.written(value) if isinstance(value, int) else value


class HoursField(forms.Field):
    """Hours of 60 minutes, cleaned to minutes."""

    default_error_messages = {
        "required": _("Write how many hours."),
        "invalid": _("Write hours as 12 or 1,5."),
    }

    def __init__(self, *, may_be_zero: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = 0 if may_be_zero else 1
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return amounts.minutes_of(text, least=self.least)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return formats.number(round(Decimal(value) / 60, 2), "nb") if isinstance(value, int) else value


class Yes(forms.BooleanField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class InOrder:
    """For forms with pairs of fields from and to."""

    pairs: tuple[tuple[str, str], ...] = ()
    _BELOW = _("This is less than the number from which it goes.")

    def check_pairs(self, values: dict[str, Any]) -> None:
        for low, high in self.pairs:
            first, last = values.get(low), values.get(high)
            if first is not None and last is not None and last < first:
                self.add_error(high, self._BELOW)  # type: ignore[attr-defined]


def set_choices(form: forms.Form, name: str, choices: Any, *, empty: Any = None) -> None:
    """`empty` is what stands for no choice."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([] if empty is None else [("", empty)]), *choices]


def options_of(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in rows]


def of_one(form: forms.Form, name: str, rows: Iterable[Any]) -> None:
    ask_if_several(form, name, options_of(rows))


def ask_if_several(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Whoever has one choice alone is not asked which; with none, another field says it."""
    options = [(str(value), label) for value, label in choices]
    set_choices(form, name, options)
    if len(options) <= 1:
        form.fields[name].widget = forms.HiddenInput()
        form.fields[name].required = bool(options)
        form.initial.setdefault(name, options[0][0] if options else "")


def chosen(value: str) -> int | None:
    return int(value) if value else None
