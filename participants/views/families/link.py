"""The family's own page: where each application stands, and what she can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from participants.actions.open_link import note_opened, verify_contact
from participants.links import contact_of, proves_contact, token_of, url_of
from participants.models import Enrolment, EnrolmentState, FamilyLink, Letter, Offer, Participant
from participants.public_group import public_group
from participants.qr import draw
from participants.rules.enrolment import ENROLLED, may_move
from participants.school_settings import settings_of
from participants.views.families.borrowed import borrowed_by
from participants.views.families.by_link import actor_of, by_link
from participants.views.families.season import unanswered
from participants.views.families.sessions import coming_of
from participants.views.families.shown import contact_shown, full_name, given_name
from participants.words_for_families import STATES, line_of_group

_WHY = "what the family's own link has applied for"


@dataclass(frozen=True)
class Standing:
    """One wish as the family reads it."""

    enrolment: Enrolment
    words: str | Promise
    what: str
    offer: Offer | None
    letters: list[Letter]

    @property
    def may_withdraw(self) -> bool:
        return may_move(self.enrolment.state, EnrolmentState.WITHDRAWN)

    @property
    def has_place(self) -> bool:
        return self.enrolment.state == ENROLLED


@dataclass(frozen=True)
class ChildShown:
    person: Participant
    standings: list[Standing]

    @property
    def name(self) -> str:
        return full_name(self.person)

    @property
    def given_name(self) -> str:
        return given_name(self.person)


@require_safe
@by_link
def family(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    if request.method == "GET":
        note_opened(actor=actor_of(link))
    return show_family(request, link)


@require_safe
@by_link
def family_proof(request: HttpRequest, link: FamilyLink, proof: str) -> HttpResponse:
    """The address that only the contact was told; an older contact's opens the page as well as any other."""
    if request.method == "GET" and proves_contact(link, proof):
        verify_contact(actor=actor_of(link), contact=contact_of(link))
    return redirect("participants:family", token_of(link))


def show_family(
    request: HttpRequest, link: FamilyLink, *, notice: str | Promise = "", status: int = 200
) -> HttpResponse:
    children = _children(link)
    url = url_of(link)
    context = {
        "children": children,
        "link": link,
        "contact": contact_shown(link),
        "token": token_of(link),
        "url": url,
        "qr": draw(url),
        "school": link.school,
        "school_languages": settings_of(link.school).languages,
        "notice": notice,
        "asked": unanswered(link),
        "borrowed": borrowed_by(child.person for child in children),
        "coming": coming_of(link),
    }
    return render(request, "families/link.html", context, status=status)


def wishes_of(link: FamilyLink) -> list[Enrolment]:
    rows = Enrolment.objects.within_reach_of(actor_of(link)).for_page().with_last_move()
    rows = rows.select_related("group__partner_school").prefetch_related(
        "group__run__programme__public_texts"
    )
    return list(rows.filter(participant__removed_on=None).order_by("participant_id", "applied_at", "wish"))


def what_of(enrolment: Enrolment) -> str:
    return line_of_group(public_group(enrolment.group, get_language() or ""))


def _children(link: FamilyLink) -> list[ChildShown]:
    wishes = wishes_of(link)
    offers = Offer.objects.everything(why=_WHY).filter(enrolment__in=wishes, ended_at=None)
    by_wish = {offer.enrolment_id: offer for offer in offers}
    letters = Letter.objects.everything(why=_WHY).filter(enrolment__in=wishes, made_at__isnull=False)
    letters_made = list(letters.order_by("made_at"))
    people = {wish.participant_id: ChildShown(wish.participant, []) for wish in wishes}
    for wish in wishes:
        own = [letter for letter in letters_made if letter.enrolment_id == wish.pk]
        words = STATES[EnrolmentState(wish.state)]
        standing = Standing(wish, words, what_of(wish), by_wish.get(wish.pk), own)
        people[wish.participant_id].standings.append(standing)
    return list(people.values())
