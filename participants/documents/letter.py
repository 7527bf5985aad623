"""The words of a decision letter: the valid text in the school's language, the family's beside it."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Letter, Offer
from participants.public_group import PublicGroup, public_group
from participants.rules.phone import left_to_right
from participants.school_settings import settings_of
from portal.documents.written import Written
from portal.web import formats, languages
from portal.web.translations import reading

STYLE = Path(__file__).with_name("letter.css")


@dataclass(frozen=True)
class Part:
    """The whole letter in one language."""

    language: str
    direction: str
    title: str
    html: str


def write(letter: Letter) -> Written:
    """The valid text, and where the family reads another language a translation on a page of its own."""
    own = letter.school.country.language
    parts = [_part(letter, own)]
    if letter.language != own:
        parts.append(_part(letter, letter.language))
    title = parts[0].title
    context = {"title": title, "language": own, "made_on": _day_of(letter).isoformat(), "parts": parts}
    return Written(title, render_to_string("families/letter/letter.html", context), STYLE)


def _part(letter: Letter, language: str) -> Part:
    own = letter.school.country.language
    chosen = settings_of(letter.school)
    enrolment, move, offer = letter.enrolment, letter.move, _offer(letter)
    person, group = enrolment.participant, public_group(enrolment.group, language)
    context = {
        "is_valid_text": language == own,
        "stands_alone": letter.language == own,
        "valid_language": own,
        "valid_language_name": _own_name(own),
        "school": letter.school,
        "phone": left_to_right(letter.school.phone),
        "programme": group.title.text,
        "weekday": formats.weekday(group.weekday, language) if group.weekday else "",
        "times": left_to_right(_times(group, language)),
        "place": group.place,
        # Of a protected address no file says whose it is.
        "child": "" if person.address_protection else str(person),
        "applied_on": _written(timezone.localdate(enrolment.applied_at), language),
        "decided_on": _written(_day_of(letter), language),
        "answer_by": _written(offer.answer_by, language) if offer else "",
        "reference": left_to_right(f"{letter.enrolment_id}-{letter.move_id}"),
        "from_state": move.from_state,
        "state": move.to_state,
        "ground": move.ground.text if move.ground else "",
        "grounds": move.grounds,
        "decider": move.decided_by.name if move.decided_by else "",
        "intro": chosen.letter_intro,
        "appeal_text": chosen.appeal_text,
        "country": letter.school.country,
    }
    with reading(language, school=own):
        html = render_to_string("families/letter/_part.html", context)
        return Part(language, _direction(language), _("Decision about a place"), html)


def _offer(letter: Letter) -> Offer | None:
    """The offer that this decision made, if it made one."""
    if letter.move.to_state != "offered":
        return None
    offers = Offer.objects.everything(why="the offer that the letter is about").filter(
        enrolment=letter.enrolment_id, made_at__gte=letter.move.at - datetime.timedelta(minutes=5)
    )
    return offers.order_by("made_at", "pk").first()


def _day_of(letter: Letter) -> datetime.date:
    return timezone.localdate(letter.move.at)


def _written(day: datetime.date, language: str) -> str:
    """With its year, whichever it is: a letter is kept."""
    return formats.long_day(day, language, this_year=0)


def _times(group: PublicGroup, language: str) -> str:
    return "–".join(formats.clock(moment, language) for moment in (group.time_from, group.time_to) if moment)


def _own_name(code: str) -> str:
    return next(one.own_name for one in languages.choices_for_families([code]))


def _direction(code: str) -> str:
    return "rtl" if any(one.right_to_left for one in languages.choices_for_families([code])) else "ltr"
