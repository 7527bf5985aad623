"""Mails about one's second factor, in one's own language."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.accounts.actions.invitation_mail import MailNotSent
from portal.accounts.models import User

log = logging.getLogger(__name__)


def tell_of_reset(user: User, by: str) -> None:
    """`by` is the coordinator's name, or nothing for who runs the server. Raises MailNotSent."""
    _send(user, "accounts/email/second_factor_reset", {"by": by, "url": settings.SITE_URL})


def tell_of_set_up(user: User) -> None:
    """So that it is noticed where somebody else did it. A mail that fails is logged alone."""
    try:
        _send(user, "accounts/email/second_factor_set_up", {})
    except MailNotSent:
        return


def _send(user: User, template: str, context: dict[str, str]) -> None:
    with override(user.language):
        subject = render_to_string(f"{template}_subject.txt", context).strip()
        text = render_to_string(f"{template}.txt", context).strip() + "\n"
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError as error:
        log.warning("user %s could not be told of the second factor: %s", user.pk, error)
        raise MailNotSent from error
