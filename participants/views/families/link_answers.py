"""What a family answers by its link: yes or no to an offer, or that it takes the application back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from participants.actions.answer_offer import accept_offer, decline_offer
from participants.actions.move import DecidedMeanwhile, MoveNotAllowed
from participants.actions.places import GroupFull
from participants.actions.withdraw import withdraw
from participants.links import token_of
from participants.models import Enrolment, EnrolmentState, FamilyLink
from participants.rules.enrolment import OFFERED, may_move
from participants.views.families.by_link import actor_of, by_link, slow_down, too_often
from participants.views.families.link import show_family, what_of, wishes_of
from participants.views.families.shown import given_name
from programmes.policies.run import RunClosed

_CHANGED = _(
    "This was not saved, because something has changed in the meantime. Read below how it stands now."
)


@dataclass(frozen=True)
class Verb:
    act: Callable[..., Enrolment]
    to_state: str
    question: str | Promise
    what_follows: str | Promise
    button: str | Promise


VERBS = {
    "accept": Verb(
        accept_offer,
        EnrolmentState.ENROLLED,
        _("Do you want the place?"),
        _("The place is yours when you have said yes."),
        _("Yes, we want the place"),
    ),
    "decline": Verb(
        decline_offer,
        EnrolmentState.DECLINED,
        _("Do you say no to the place?"),
        _("Then somebody else gets it. You cannot change this later."),
        _("No, we do not want the place"),
    ),
    "withdraw": Verb(
        withdraw,
        EnrolmentState.WITHDRAWN,
        _("Do you want to take this back?"),
        _("Then somebody else gets it. You cannot change this later."),
        _("Yes, take it back"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def family_answer(request: HttpRequest, link: FamilyLink, pk: int, verb: str) -> HttpResponse:
    wish = next((row for row in wishes_of(link) if row.pk == pk), None)
    if wish is None or verb not in VERBS:
        raise Http404
    if request.method == "POST":
        return _answer(request, link, wish, verb)
    if not _fits(wish, verb):
        return show_family(request, link, notice=_CHANGED)
    context = {
        "verb": VERBS[verb],
        "based_on": wish.state,
        "what": what_of(wish),
        "child": given_name(wish.participant),
        "token": token_of(link),
    }
    return render(request, "families/link_answer.html", context)


def _answer(request: HttpRequest, link: FamilyLink, wish: Enrolment, verb: str) -> HttpResponse:
    if too_often(request, link=link):
        return slow_down(request)
    chosen = VERBS[verb]
    based_on = request.POST.get("based_on", OFFERED)
    with override(link.school.country.language):
        grounds = gettext("The family took it back by its link.") if verb == "withdraw" else ""
    try:
        chosen.act(actor=actor_of(link), enrolment_id=wish.pk, based_on=based_on, grounds=grounds)
    except (DecidedMeanwhile, MoveNotAllowed, RunClosed, GroupFull):
        return show_family(request, link, notice=_CHANGED, status=409)
    return redirect("participants:family", token_of(link))


def _fits(wish: Enrolment, verb: str) -> bool:
    """An answer is to an offer; taking back is for whatever has not ended."""
    if verb != "withdraw":
        return wish.state == OFFERED
    return may_move(wish.state, VERBS[verb].to_state)
