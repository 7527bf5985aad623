"""Sending what `tell_family` put on its way. The words are made now, in the family's language."""

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from participants.actions.tell_family import may_be_told
from participants.links import contact_of, url_of, verifying_url_of
from participants.models import Channel, Message, Participant
from participants.post import Mail, Sms, post
from participants.receipts import receipt_url_of
from participants.rules.phone import dialled, left_to_right
from portal.jobs.lease import Claim, JobRefused
from portal.web.translations import reading
from programmes.public_room import public_room


def send_message(*, claim: Claim) -> Message:
    """Raises JobRefused where another attempt would not help, JobPostponed where the service is away.

    A second delivery of the job finds nothing to claim. A worker that dies between the service's answer and
    the note of it sends again, under the same name.
    """
    messages = Message.objects.everything(why="the message of a claimed job")
    about = ("participant", "link", "loan", "session__group__partner_school", "school__municipality")
    message = messages.select_related(*about).get(job=claim.job)
    if not may_be_told(message):
        raise JobRefused(_("This is no longer the family's contact."))
    post(claim, message, _written(message))
    return message


def _written(message: Message) -> Mail | Sms:
    language = message.link.language if message.link else message.school.country.language
    bare = _is_bare(message)
    with reading(language, school=message.school.country.language):
        if message.channel == Channel.SMS:
            return _sms(message, bare)
        return Mail(
            to=message.recipient,
            subject=_words("subject", message, bare).replace("\n", " "),
            text=_words("body", message, bare) + "\n",
            language=language,
            in_envelope_only=bare,
        )


def _is_bare(message: Message) -> bool:
    """Whether the address of anybody whom the message or its link is about is protected."""
    people = Participant.objects.everything(why="only says whether an address is protected")
    about = people.filter(Q(pk=message.participant_id) | Q(applications__link=message.link_id or 0))
    return about.exclude(address_protection="").exists()


def _sms(message: Message, bare: bool) -> Sms:
    number = dialled(message.recipient, message.school.country)
    if not number:
        raise JobRefused(_("This number cannot be dialled."))
    return Sms(to=number, text=_words("sms", message, bare), receipt_url=receipt_url_of(message))


def _words(part: str, message: Message, bare: bool) -> str:
    """Neither child nor programme; of a protected address not even the school, which tells where it is."""
    school, phone = message.school, message.school.phone
    context = {
        "message": message,
        "school": school,
        "phone": left_to_right(phone) if get_language_bidi() else phone,
        "bare": bare,
        "url": _url(message, bare),
        "place": public_room(message.session.group, message.session.room) if message.session else "",
    }
    return render_to_string(f"families/mail/{part}.txt", context).strip()


def _url(message: Message, bare: bool) -> str:
    """Nothing for a link that has ended; and for a bare message only where the link is what was asked for."""
    link = message.link
    if link is None or link.expires_at <= timezone.now() or (bare and message.kind != "link"):
        return ""
    return verifying_url_of(link) if message.recipient == contact_of(link) else url_of(link)
