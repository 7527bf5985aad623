"""The mail of an invitation, in the language of the school."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.models import Invitation
from portal.scope.roles import Role

log = logging.getLogger(__name__)


class MailNotSent(Exception):
    """The mail server could not be reached or refused the mail."""


def send_invitation(invitation: Invitation) -> None:
    """Raises MailNotSent."""
    country = invitation.school.country
    with override(country.language), timezone.override(country.time_zone):
        context = {
            "invitation": invitation,
            "role": Role(invitation.role).label,
            "url": settings.SITE_URL + reverse("invitation", args=[invitation.token]),
        }
        subject = render_to_string("accounts/email/invitation_subject.txt", context).strip()
        text = render_to_string("accounts/email/invitation.txt", context).strip() + "\n"
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
        except OSError as error:
            log.warning("the invitation %s could not be sent: %s", invitation.pk, error)
            raise MailNotSent from error
