"""A coordinator registers an appeal that came by post, and answers appeals."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.answer_appeal import AnsweredAlready, answer_appeal
from participants.actions.register_appeal import AppealedAlready, register_appeal
from participants.forms.appeal import AnswerAppealForm, RegisterAppealForm
from participants.models import Appeal, Enrolment, EnrolmentMove
from participants.policies.letter import may_register_appeal
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import day


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def register(request: AuthedRequest, pk: int) -> HttpResponse:
    enrolments = Enrolment.objects.visible_to(request.user).for_page().with_history()
    enrolment = get_object_or_404(enrolments, pk=pk)
    if not may_register_appeal(request.user, enrolment):
        raise PermissionDenied
    decisions = _decisions(enrolment)
    if not decisions:
        raise Http404
    about = request.GET.get("decision") or decisions[0][0].pk
    initial = {"received_on": timezone.localdate(), "move": about}
    form = RegisterAppealForm(request.POST or None, initial=initial, decisions=decisions)
    if request.method == "POST" and form.is_valid() and _register(request, form):
        messages.success(request, _("The appeal is registered."))
        return redirect("participants:participant", pk=enrolment.participant_id)
    context = {"enrolment": enrolment, "form": form}
    return render_page(
        request, "participants/register_appeal.html", context, status=422 if form.errors else 200
    )


def _decisions(enrolment: Enrolment) -> list[tuple[EnrolmentMove, str]]:
    """The latest first, each with its words."""
    return [
        (move, f"{move.get_to_state_display()}, {day(move.at)}")
        for move in reversed(enrolment.moves.all())
        if move.is_decision
    ]


def _register(request: AuthedRequest, form: RegisterAppealForm) -> bool:
    data = form.cleaned_data
    try:
        register_appeal(
            actor=Actor.of(request.user),
            move_id=data["move"],
            received_on=data["received_on"],
            text=data["text"],
        )
    except AppealedAlready:
        form.add_error("move", _("An appeal of this decision waits for its answer. Answer it first."))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    """What the family writes stands above the form; opening it is logged."""
    appeals = Appeal.objects.visible_to(request.user).select_related(
        "enrolment__participant", "move__decided_by", "move__ground"
    )
    appeal = get_object_or_404(appeals, pk=pk)
    person = appeal.enrolment.participant
    form = AnswerAppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, appeal, form)
    record_reading(request.user, person, school=appeal.school_id)
    context = {"appeal": appeal, "person": person, "form": form}
    return render_page(
        request, "participants/answer_appeal.html", context, status=422 if form.errors else 200
    )


def _answer(request: AuthedRequest, appeal: Appeal, form: AnswerAppealForm) -> HttpResponse:
    try:
        answer_appeal(actor=Actor.of(request.user), appeal_id=appeal.pk, **form.cleaned_data)
    except Appeal.DoesNotExist:
        raise Http404 from None
    except AnsweredAlready:
        messages.warning(request, _("Somebody has answered this appeal in the meantime."))
    else:
        messages.success(request, _("The appeal is answered, and the family is told."))
    return redirect("participants:participant", pk=appeal.enrolment.participant_id)
