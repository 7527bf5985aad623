"""How it is, in pictograms: one question a page, one tap an answer, on a device that staff has handed over.

The page names nobody, so that whoever holds the device learns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.observe import observe
from participants.handed import Handed, WrongOrOld, read
from participants.models import Enrolment, Scale, Source
from participants.views.families.by_link import private, slow_down, too_often
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.web.translations import fall_back_to
from programmes.policies.run import RunClosed

QUESTIONS = tuple(Scale)
THANKS = "thanks"


@dataclass(frozen=True)
class Face:
    """An answer: the mouth is the curve of an SVG path between two corners."""

    value: int
    words: str
    mouth: str


@require_http_methods(["GET", "HEAD", "POST"])
def pictograms(request: HttpRequest, token: str, question: str = QUESTIONS[0]) -> HttpResponse:
    try:
        handed = read(token)
        user = User.objects.get(pk=handed.user, is_active=True)
        places = Enrolment.objects.visible_to(user).select_related("school__municipality")
        place = places.get(pk=handed.enrolment)
    except (WrongOrOld, User.DoesNotExist, Enrolment.DoesNotExist):
        raise Http404 from None
    fall_back_to(place.school.country.language)
    if question == THANKS:
        return private(render(request, "families/how_it_is_thanks.html"))
    if question not in Scale.values:
        raise Http404
    if request.method == "POST":
        return private(_answer(request, token, handed, user, Scale(question)))
    return private(_ask(request, Scale(question)))


def _ask(request: HttpRequest, scale: Scale, status: int = 200) -> HttpResponse:
    context = {
        "question": _words(scale),
        "number": QUESTIONS.index(scale) + 1,
        "total": len(QUESTIONS),
        "faces": _faces(),
    }
    return render(request, "families/how_it_is.html", context, status=status)


def _answer(request: HttpRequest, token: str, handed: Handed, user: User, scale: Scale) -> HttpResponse:
    value = request.POST.get("value", "")
    if value and value not in {str(face.value) for face in _faces()}:
        return _ask(request, scale, status=422)
    if too_often(request):
        return slow_down(request)
    if value:
        try:
            observe(
                actor=Actor.of(user),
                enrolment_id=handed.enrolment,
                moment=handed.moment,
                source=Source.PARTICIPANT,
                values={scale: int(value)},
            )
        except RunClosed:
            raise Http404 from None
    following = QUESTIONS.index(scale) + 1
    question = QUESTIONS[following].value if following < len(QUESTIONS) else THANKS
    return redirect("participants:pictograms_of", token, question)


def _words(scale: Scale) -> str:
    return {
        Scale.COMMUNITY: _("I belong in the group"),
        Scale.SAFETY: _("I feel safe here"),
        Scale.GETTING_BETTER: _("I am getting better"),
        Scale.TEACHER: _("The teacher and I get on well"),
    }[scale]


def _faces() -> list[Face]:
    return [
        Face(1, _("No"), "M16 34q8-9 16 0"),
        Face(2, _("Not really"), "M16 32q8-4 16 0"),
        Face(3, _("So-so"), "M16 31h16"),
        Face(4, _("Mostly"), "M16 30q8 4 16 0"),
        Face(5, _("Yes, very much"), "M16 28q8 9 16 0"),
    ]
