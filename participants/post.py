"""The one way out of the house for messages: e-mail or SMS, with words that name nobody."""

import datetime
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.rules.sending import Refused, Unreachable, mail_codes_refuse
from participants.sms import send_sms
from portal.jobs.lease import Claim, JobPostponed, JobRefused


@dataclass(frozen=True)
class Mail:
    """`in_envelope_only` keeps the address out of the mail's own lines."""

    to: str
    subject: str
    text: str
    language: str
    in_envelope_only: bool = False


@dataclass(frozen=True)
class Sms:
    to: str
    text: str
    receipt_url: str


class Posted(Protocol):
    """The row of a message: since when it waits, and when it was taken."""

    created_at: datetime.datetime
    sent_at: datetime.datetime | None

    def save(self, *, update_fields: Iterable[str] | None = None) -> None: ...


def post(claim: Claim, row: Posted, outgoing: Mail | Sms) -> None:
    """Hand it over while the lease is held, and note under the fence that it was taken.

    Raises JobRefused, JobPostponed and LeaseLost. What they say names no address.
    """
    claim.renew()
    try:
        _hand_over(claim, outgoing)
    except Refused:
        raise JobRefused(_("The address or the number was refused.")) from None
    except Unreachable:
        away = _("The service that sends messages could not be reached.")
        if (timezone.now() - row.created_at).total_seconds() >= settings.MESSAGE_PATIENCE_SECONDS:
            raise JobRefused(away) from None
        raise JobPostponed(away, seconds=settings.MESSAGE_RETRY_SECONDS) from None
    with claim.publishing():
        row.sent_at = timezone.now()
        row.save(update_fields=["sent_at"])


def _hand_over(claim: Claim, outgoing: Mail | Sms) -> None:
    """In a thread of its own, so that a slow server does not cost the lease."""
    name = str(claim.job.pk)
    with ThreadPoolExecutor(1) as sender:
        sending = sender.submit(_send, outgoing, name)
        while not wait([sending], timeout=settings.JOB_LEASE_SECONDS / 3).done:
            claim.renew()
        sending.result()


def _send(outgoing: Mail | Sms, name: str) -> None:
    if isinstance(outgoing, Mail):
        _mail(outgoing, name)
    else:
        _sms(outgoing, name)


def _mail(mail: Mail, name: str) -> None:
    """The same name each time: a mail that went twice is known for the same."""
    message = EmailMessage(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        headers={
            "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>",
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.in_envelope_only:
        message.bcc = [mail.to]
        message.extra_headers["To"] = "undisclosed-recipients:;"
    else:
        message.to = [mail.to]
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        raise _mail_fault([code for code, _reason in error.recipients.values()]) from None
    except SMTPDataError as error:
        raise _mail_fault([error.smtp_code]) from None
    except OSError:
        raise Unreachable from None


def _mail_fault(codes: list[int]) -> Exception:
    return Refused() if mail_codes_refuse(codes) else Unreachable()


def _sms(sms: Sms, name: str) -> None:
    content = {"id": name, "to": sms.to, "text": sms.text, "receipt_url": sms.receipt_url}
    send_sms(content | ({"from": settings.SMS_FROM} if settings.SMS_FROM else {}))
