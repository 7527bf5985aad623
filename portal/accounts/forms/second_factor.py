"""The code of the second factor: allauth checks it, and here stands how often and in which words."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.signing_in import say
from portal.accounts.models import User

_WRITE_CODE = {"required": _("Write the code.")}
_TOO_OFTEN = ("too_many_login_attempts", "rate_limited")


class CodeForm(AuthenticateForm):
    """One that the app shows now, or a recovery code."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("Code"), errors=_WRITE_CODE)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        return _not_without_end(self.user, super().clean_code)


class SetUpForm(ActivateTOTPForm):
    """The first code of an app that has just been given the secret."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("The six digits that the app shows"), errors=_WRITE_CODE)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        return _not_without_end(self.user, super().clean_code)


def _not_without_end(user: User, check: Callable[[], str]) -> str:
    """Besides allauth's limit for some minutes one for a day, which a right code clears."""
    limit = {"action": "second_factor", "key": f"second-factor-{user.pk}"}
    if not ratelimit.consume(context.request, **limit):
        raise forms.ValidationError(
            _("Too many wrong codes today. Wait until tomorrow, or ask a coordinator to reset it.")
        )
    try:
        code = check()
    except forms.ValidationError as refusal:
        if refusal.code in _TOO_OFTEN:
            raise forms.ValidationError(_("Too many wrong codes. Wait five minutes and try again.")) from None
        raise
    ratelimit.clear(context.request, **limit)
    return code
