"""A family's link: the signed address, so that a copy of the database opens nothing, and its end."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from participants.models import FamilyLink

LINK_DAYS = 400
_signer = signing.Signer(salt="samklang.family")
_contact_signer = signing.Signer(salt="samklang.family.contact")


def token_of(link: FamilyLink) -> str:
    return _signer.sign(f"{link.pk}.{link.nonce}").replace(":", "~")


def url_of(link: FamilyLink) -> str:
    return settings.SITE_URL + reverse("participants:family", args=[token_of(link)])


def contact_of(link: FamilyLink) -> str:
    """The one contact that messages go to, and that `contact_verified_at` is about: e-mail before phone."""
    return link.email or link.phone


def proof_of(link: FamilyLink) -> str:
    """A second signed part that only the present contact is told."""
    return _contact_signer.signature(f"{link.pk}.{link.nonce}.{contact_of(link)}")


def verifying_url_of(link: FamilyLink) -> str:
    """The address for a mail or text message to the contact: opening it proves that it was received."""
    arguments = [token_of(link), proof_of(link)]
    return settings.SITE_URL + reverse("participants:family_proof", args=arguments)


def proves_contact(link: FamilyLink, proof: str) -> bool:
    return bool(contact_of(link)) and constant_time_compare(proof, proof_of(link))


def is_protected(link: FamilyLink) -> bool:
    """Whether it is about anybody with a protected address: it then says nothing of its family."""
    why = "only says whether an address is protected"
    sent, asked = link.applications.everything(why=why), link.reapplications.everything(why=why)
    return (
        sent.exclude(participant__address_protection="").exists()
        or asked.exclude(enrolment__participant__address_protection="").exists()
    )


def lasts_until(last_day: datetime.date) -> datetime.datetime:
    """Until the details of the latest run go, and no longer than LINK_DAYS."""
    until = timezone.make_aware(datetime.datetime.combine(last_day, datetime.time()))
    return min(until, timezone.now() + datetime.timedelta(days=LINK_DAYS))


def find_link(token: str, *, now: datetime.datetime | None = None) -> FamilyLink:
    """Raises FamilyLink.DoesNotExist for a wrong, ended and expired address alike: it tells nothing."""
    try:
        key, _, nonce = _signer.unsign(token.replace("~", ":")).partition(".")
    except signing.BadSignature:
        raise FamilyLink.DoesNotExist from None
    links = FamilyLink.objects.everything(why="the signed address is the right")
    return links.select_related("school__municipality", "school__settings").get(
        pk=int(key), nonce=nonce, expires_at__gt=now or timezone.now()
    )
