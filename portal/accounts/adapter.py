from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.accounts.models import User


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: one is invited. What goes wrong is said in our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address and the password do not belong together. "
            "Check both, or choose a new password below."
        ),
        "enter_current_password": _("This is not the password you use now. Type it again."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes and try again, or choose a new password below."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        with override(user.language):
            super().send_password_reset_mail(user, email, context)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Asks nobody for a code where the setting is off."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or no longer valid. Write the one that the app shows now."),
    }

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        return settings.SECOND_FACTOR and super().is_mfa_enabled(user, types)
