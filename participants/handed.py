"""The address under which a participant answers in pictograms on a device that staff has handed over.

Signed, for an hour, and without a name: it opens that one form and nothing else.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from participants.models import Moment

LASTS = timedelta(hours=1)
_signer = signing.TimestampSigner(salt="samklang.handed")


@dataclass(frozen=True)
class Handed:
    enrolment: int
    moment: Moment
    user: int


class WrongOrOld(Exception):
    """The address was not made here, or its hour is over."""


def path_of(handed: Handed) -> str:
    value = f"{handed.enrolment}.{handed.moment}.{handed.user}"
    return reverse("participants:pictograms", args=[_signer.sign(value).replace(":", "~")])


def read(token: str) -> Handed:
    """Raises WrongOrOld."""
    try:
        value = _signer.unsign(token.replace("~", ":"), max_age=LASTS)
    except signing.BadSignature:
        raise WrongOrOld from None
    enrolment, moment, user = value.split(".")
    return Handed(int(enrolment), Moment(moment), int(user))
