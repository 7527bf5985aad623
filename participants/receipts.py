"""The signed address to which an SMS gateway reports what became of a message."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from participants.models import Message

_signer = signing.Signer(salt="samklang.sms")


def receipt_url_of(message: Message) -> str:
    return settings.SITE_URL + reverse("participants:sms_receipt", args=[receipt_of(message)])


def receipt_of(message: Message) -> str:
    return _signer.sign(str(message.pk)).replace(":", "~")


def find_message(receipt: str) -> Message:
    """Raises Message.DoesNotExist for a wrong one as for one whose message is gone."""
    try:
        key = _signer.unsign(receipt.replace("~", ":"))
    except signing.BadSignature:
        raise Message.DoesNotExist from None
    return Message.objects.everything(why="the signed address is the right").get(pk=int(key))
