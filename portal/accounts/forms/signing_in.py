"""The forms of the account pages: allauth's, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_NEW_PASSWORD_HELP = _("At least 12 characters. Three or four words that you remember are good.")
_WRITE_EMAIL = {
    "required": _("Write your e-mail address."),
    "invalid": _("Write the whole e-mail address, as in name@example.com."),
}


def say(
    field: forms.Field,
    label: StrPromise,
    *,
    errors: Mapping[str, StrPromise],
    help_text: StrPromise | str = "",
) -> None:
    """Give `field` our label, and no placeholder: it would vanish when one begins to type."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages = {**field.error_messages, **errors}


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], _("E-mail"), errors=_WRITE_EMAIL)
        say(self.fields["password"], _("Password"), errors={"required": _("Write your password.")})

    def clean(self) -> dict | None:
        try:
            return super().clean()
        except forms.ValidationError as refusal:
            self.add_error("password", refusal)
            return self.cleaned_data


class AskForResetForm(ResetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("E-mail"), errors=_WRITE_EMAIL)


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self.fields)


class ChangeOwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(
            self.fields["oldpassword"],
            _("Password you use now"),
            errors={"required": _("Write the password you use now.")},
        )
        _say_new_password(self.fields)


def _say_new_password(fields: dict[str, forms.Field]) -> None:
    say(
        fields["password1"],
        _("New password"),
        errors={"required": _("Write a new password.")},
        help_text=_NEW_PASSWORD_HELP,
    )
    say(
        fields["password2"],
        _("New password once more"),
        errors={"required": _("Write the new password once more.")},
    )
