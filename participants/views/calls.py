"""The call list: families whom no message has surely reached."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.actions.move import DecidedMeanwhile
from participants.actions.offers import WrongAnswerDay
from participants.actions.reach_family import earliest_after_call, note_told, reach_family
from participants.forms.decision import ReachedForm
from participants.models import Message, Offer
from participants.policies.enrolment import may_decide
from participants.querysets.calls import messages_to_call_about, offers_to_call_about
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import short_day
from programmes.policies.run import RunClosed


@dataclass
class OfferCall:
    """An offer of which nobody knows whether the family has it."""

    offer: Offer
    is_over: bool


@require_safe
@for_roles(Role.COORDINATOR)
def calls(request: AuthedRequest) -> HttpResponse:
    today = timezone.localdate()
    offers = [OfferCall(row, row.answer_by < today) for row in offers_to_call_about(request.user, today)]
    context = {"offers": offers, "messages_failed": list(messages_to_call_about(request.user))}
    return render_page(request, "participants/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def reached(request: AuthedRequest, pk: int) -> HttpResponse:
    """The family has been told of its offer: until when may it answer?"""
    visible = Offer.objects.visible_to(request.user)
    offer = get_object_or_404(
        visible.select_related("enrolment__participant", "enrolment__group__run__programme"), pk=pk
    )
    if not may_decide(request.user, offer.enrolment):
        raise PermissionDenied
    earliest = earliest_after_call()
    form = ReachedForm(
        request.POST or None, earliest=earliest, initial={"answer_by": max(offer.answer_by, earliest)}
    )
    if request.method == "POST" and form.is_valid() and _note(request, offer, form):
        return redirect("participants:calls")
    context = {"offer": offer, "form": form, "earliest": earliest}
    return render_page(request, "participants/reached.html", context, status=422 if form.errors else 200)


def _note(request: AuthedRequest, offer: Offer, form: ReachedForm) -> bool:
    try:
        noted = reach_family(
            actor=Actor.of(request.user), offer_id=offer.pk, answer_by=form.cleaned_data["answer_by"]
        )
    except WrongAnswerDay as refusal:
        form.add_error("answer_by", str(refusal))
        return False
    except DecidedMeanwhile:
        messages.warning(request, _("This offer has been answered or taken back in the meantime."))
    except Offer.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    else:
        messages.success(request, _told(offer, noted))
    return True


def _told(offer: Offer, noted: Offer) -> str:
    values = {"name": offer.enrolment.participant.short_name, "day": short_day(noted.answer_by)}
    return _("The family of %(name)s has the offer, and answers by %(day)s.") % values


@require_POST
@for_roles(Role.COORDINATOR)
def reached_message(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        message = note_told(actor=Actor.of(request.user), message_id=pk)
    except Message.DoesNotExist:
        raise Http404 from None
    name = message.participant.short_name if message.participant else ""
    messages.success(request, _("The family of %(name)s has been told.") % {"name": name})
    return redirect("participants:calls")
