"""One decision on one enrolment: a page of its own, or the same form opened in the group's list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import retarget

from participants.actions.answer_offer import OfferNotDue
from participants.actions.grounds import UnknownGround
from participants.actions.move import DecidedMeanwhile, MoveNotAllowed
from participants.actions.move_up import move_up
from participants.actions.offers import WrongAnswerDay
from participants.actions.places import GroupFull
from participants.forms.decision import GroundsForm
from participants.models import Enrolment
from participants.policies.enrolment import may_decide
from participants.rules.decisions import MOVE_UP, can
from participants.views.deciding import ACTIONS
from participants.views.decision_page import DecisionPage, form_for
from participants.views.group_page import read_group_page
from participants.views.words import DONE
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, is_fragment, render_page
from programmes.policies.run import RunClosed

VERBS = {**ACTIONS, MOVE_UP: move_up}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def decide(request: AuthedRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    if request.method == "POST":
        return _decide(request, _enrolment(request, pk), verb)
    return _show(request, DecisionPage.opened(_enrolment(request, pk), verb, request.user))


def _enrolment(request: AuthedRequest, pk: int) -> Enrolment:
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user).for_page().with_history(), pk=pk)
    if not may_decide(request.user, enrolment):
        raise PermissionDenied
    return enrolment


def _decide(request: AuthedRequest, enrolment: Enrolment, verb: str) -> HttpResponse:
    form = form_for(enrolment, verb, request.user, request.POST)
    if verb == MOVE_UP and not can(verb, enrolment.state):
        typed = request.POST.get("grounds", "")
        return _show(request, DecisionPage.moved_on(enrolment, verb, typed))
    if not form.is_valid():
        return _show(request, DecisionPage.corrected(enrolment, verb, form))
    try:
        decided = VERBS[verb](actor=Actor.of(request.user), enrolment_id=enrolment.pk, **form.cleaned_data)
    except Enrolment.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except _REFUSALS as refusal:
        return _show(request, _refused(request, enrolment.pk, verb, form, refusal))
    return _done(request, decided, verb)


_REFUSALS = (GroupFull, OfferNotDue, DecidedMeanwhile, MoveNotAllowed, WrongAnswerDay, UnknownGround)


def _refused(
    request: AuthedRequest, pk: int, verb: str, form: GroundsForm, refusal: Exception
) -> DecisionPage:
    """The form again where something was written wrong, else what stands in the way now."""
    enrolment, typed = _enrolment(request, pk), form.cleaned_data["grounds"]
    if isinstance(refusal, WrongAnswerDay | UnknownGround):
        form.add_error("answer_by" if isinstance(refusal, WrongAnswerDay) else "ground", str(refusal))
        return DecisionPage.corrected(enrolment, verb, form)
    if isinstance(refusal, GroupFull):
        return DecisionPage.full(enrolment, str(refusal), typed)
    obstacle = str(refusal) if isinstance(refusal, OfferNotDue) else ""
    return DecisionPage.moved_on(enrolment, verb, typed, obstacle=obstacle)


def _done(request: AuthedRequest, enrolment: Enrolment, verb: str) -> HttpResponse:
    words = _("%(name)s now stands as number %(rank)d.") if verb == MOVE_UP else DONE[enrolment.state]
    values = {"name": enrolment.participant.short_name, "rank": enrolment.waiting_rank}
    messages.success(request, words % values)
    if not is_fragment(request):
        return redirect("participants:group", pk=enrolment.group_id)
    context = {"page": read_group_page(enrolment.group, request.user), "fragment": True}
    response = render_page(request, "participants/group.html", context, partial="participants/_group.html")
    response["HX-Reswap"] = "outerHTML show:#main:top"
    return retarget(response, "#group")


def _show(request: AuthedRequest, page: DecisionPage) -> HttpResponse:
    return render_page(
        request,
        "participants/decide.html",
        {"page": page},
        partial="participants/_decision.html",
        status=422 if page.refused else 200,
    )
