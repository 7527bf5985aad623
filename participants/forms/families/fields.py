"""The fields of the families' forms: every message in our own words, in all of the families' languages."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.rules import contact
from participants.rules.phone import left_to_right

EXAMPLE_PHONE = "+47 912 34 567"

TOO_LONG = _("Write at most %(limit_value)d characters; these are %(show_value)d.")


class Line(forms.CharField):
    """One line of text, kept as it is written but for the NUL that no database takes."""

    default_error_messages = {"required": _("Write an answer here."), "max_length": TOO_LONG}

    def to_python(self, value: object) -> str:
        return str(super().to_python(str(value).replace("\0", "") if value else value) or "")


class Words(Line):
    """A few sentences."""

    widget = forms.Textarea(attrs={"rows": 4})


class Number(forms.IntegerField):
    """A whole number, whatever marks and digits a telephone writes it with."""

    default_error_messages = {
        "required": _("Write an answer here."),
        "invalid": _("Write this with digits only."),
        "min_value": _("This number cannot be right. Check it."),
        "max_value": _("This number cannot be right. Check it."),
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(contact.plain(value[:20]) if isinstance(value, str) else value)


class Phone(Line):
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})
    default_error_messages = {
        "invalid": _("Write the phone number with digits only, for example %(example)s.")
    }

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        try:
            return contact.phone(text)
        except ValueError:
            example = {"example": left_to_right(EXAMPLE_PHONE)}
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid", params=example
            ) from None


class Email(forms.EmailField):
    default_error_messages = {
        "invalid": _("Write an e-mail address, for example name@example.org."),
        "max_length": TOO_LONG,
    }
    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})

    def to_python(self, value: object) -> str:
        return str(super().to_python(contact.plain(str(value)).replace("\0", "") if value else value) or "")


class Choice(forms.ChoiceField):
    default_error_messages = {
        "required": _("Choose one of these."),
        "invalid_choice": _("Choose one of these."),
    }


class FamilyForm(forms.Form):
    """`kept()` is what a draft keeps of a valid form: plain words that fill the same form again."""

    def kept(self) -> dict[str, str]:
        return {name: _as_typed(value) for name, value in self.cleaned_data.items() if name in self.fields}


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)
