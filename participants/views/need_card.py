"""The need card: one page for a substitute, to read or print; and writing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.actions.need_card import renew_card, write_card
from participants.forms.need_card import NeedCardForm
from participants.models import Participant, SupportNeed
from participants.rules.school_year import lasts_until
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.audit.models import Opened
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_safe
@for_roles(*SCHOOL_ROLES)
def card(request: AuthedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    record_reading(request.user, person, school=person.school_id, what=Opened.CARD)
    until = lasts_until(timezone.localdate())
    context = {
        "person": person,
        "until": until,
        "may_renew": any(each.expires_on < until for each in person.cards),
    }
    return render_page(request, "participants/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def edit_card(request: AuthedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    newest = SupportNeed.objects.visible_to(request.user).filter(participant=person).order_by("pk").first()
    form = NeedCardForm(request.POST or None, instance=newest)
    if request.method == "POST" and form.is_valid():
        try:
            write_card(actor=Actor.of(request.user), participant_id=pk, **form.cleaned_data)
        except Participant.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("The need card has been saved."))
        return redirect("participants:card", pk=pk)
    if request.method != "POST":
        record_reading(request.user, person, school=person.school_id, what=Opened.CARD)
    context = {"person": person, "form": form}
    return render_page(request, "participants/edit_card.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SCHOOL_ROLES)
def renew(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        renew_card(actor=Actor.of(request.user), participant_id=pk)
    except Participant.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The need card holds for another school year."))
    return redirect("participants:card", pk=pk)


def _person(request: AuthedRequest, pk: int) -> Participant:
    visible = Participant.objects.visible_to(request.user).select_related("school")
    return get_object_or_404(visible.with_card(timezone.localdate()), pk=pk)
