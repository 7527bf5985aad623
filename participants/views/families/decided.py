"""What a family does with a decision on its own page: reads the letter, appeals."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.register_appeal import AppealedAlready, NotADecision, register_appeal
from participants.files import letter_response
from participants.forms.families.appeal import AppealForm
from participants.links import token_of
from participants.models import Appeal, EnrolmentMove, FamilyLink, Letter
from participants.views.families.by_link import actor_of, by_link, slow_down, too_often
from participants.views.families.shown import without_words
from portal.web.http import render_page


@require_safe
@by_link
def family_letter(request: HttpRequest, link: FamilyLink, pk: int) -> HttpResponse:
    letters = Letter.objects.everything(why="the link is the right").of_link(link.pk)
    return letter_response(get_object_or_404(letters, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def family_appeal(request: HttpRequest, link: FamilyLink, pk: int) -> HttpResponse:
    """The form; or, once it is sent, what was sent and what came of it."""
    move = _decision(link, pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_often(request, link=link):
            return slow_down(request)
        return _send(link, move, form.cleaned_data["text"])
    appeals = Appeal.objects.everything(why="the link is the right").filter(move=move)
    person = move.enrolment.participant
    context = {
        "token": token_of(link),
        "school": link.school,
        "move": move,
        "form": form,
        "appeals": [without_words(appeal, person) for appeal in appeals],
        "waits": any(appeal.answered_on is None for appeal in appeals),
    }
    return render_page(request, "families/appeal.html", context, status=422 if form.errors else 200)


def _decision(link: FamilyLink, pk: int) -> EnrolmentMove:
    moves = EnrolmentMove.objects.everything(why="the link is the right").select_related(
        "enrolment__participant"
    )
    move = get_object_or_404(moves, pk=pk, enrolment__application__link=link)
    if not move.is_decision:
        raise Http404
    return move


def _send(link: FamilyLink, move: EnrolmentMove, text: str) -> HttpResponse:
    try:
        register_appeal(actor=actor_of(link), move_id=move.pk, received_on=timezone.localdate(), text=text)
    except (EnrolmentMove.DoesNotExist, NotADecision):
        raise Http404 from None
    except AppealedAlready:
        pass  # The page shows the one that waits.
    return redirect("participants:family_appeal", token=token_of(link), pk=move.pk)
