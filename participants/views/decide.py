"""One decision on one enrolment: a page of its own, or the same form opened in the group's list."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods
from django_htmx.http import retarget

from participants.actions.answer_offer import accept_offer, decline_offer
from participants.actions.approve import approve
from participants.actions.move import DecidedMeanwhile, MoveNotAllowed
from participants.actions.places import GroupFull
from participants.actions.refuse import refuse
from participants.actions.waitlist import waitlist
from participants.actions.withdraw import withdraw
from participants.forms.decision import DecisionForm
from participants.models import Enrolment
from participants.policies.enrolment import may_decide
from participants.views.decision_page import DecisionPage
from participants.views.group_page import read_group_page
from participants.views.words import DONE
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, is_fragment, render_page
from programmes.policies.run import RunClosed

ACTIONS: dict[str, Callable[..., Enrolment]] = {
    "approve": approve,
    "waitlist": waitlist,
    "refuse": refuse,
    "accept": accept_offer,
    "decline": decline_offer,
    "withdraw": withdraw,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def decide(request: AuthedRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in ACTIONS:
        raise Http404
    if request.method == "POST":
        return _decide(request, pk, verb)
    return _show(request, DecisionPage.opened(_enrolment(request, pk), verb))


def _enrolment(request: AuthedRequest, pk: int) -> Enrolment:
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user).for_page().with_history(), pk=pk)
    if not may_decide(request.user, enrolment):
        raise PermissionDenied
    return enrolment


def _decide(request: AuthedRequest, pk: int, verb: str) -> HttpResponse:
    form = DecisionForm(request.POST, verb=verb, auto_id=f"id_%s_{pk}")
    if not form.is_valid():
        return _show(request, DecisionPage.corrected(_enrolment(request, pk), verb, form))
    grounds = form.cleaned_data["grounds"]
    try:
        enrolment = ACTIONS[verb](actor=Actor.of(request.user), enrolment_id=pk, **form.cleaned_data)
    except Enrolment.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except GroupFull as refusal:
        return _show(request, DecisionPage.full(_enrolment(request, pk), str(refusal), grounds))
    except (DecidedMeanwhile, MoveNotAllowed):
        return _show(request, DecisionPage.moved_on(_enrolment(request, pk), verb, grounds))
    return _done(request, enrolment)


def _done(request: AuthedRequest, enrolment: Enrolment) -> HttpResponse:
    messages.success(request, DONE[enrolment.state] % {"name": enrolment.participant.short_name})
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
