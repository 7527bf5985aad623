"""Decisions about one session: cancelled, taken up again, moved, and who stands in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.cancel_session import cancel_session, take_up_session
from participants.actions.move_session import move_session, version_of_session
from participants.actions.name_substitute import CannotStandIn, dismiss_substitute, name_substitute
from participants.forms.cancel import CancelForm
from participants.forms.session import MoveForm, SubstituteForm
from participants.models import Channel, Message
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.changed_meanwhile import show_again
from portal.web.http import AuthedRequest, render_page
from portal.web.templatetags.face import session_time
from programmes.actions.booking import Collision, DoubleBooked
from programmes.models import CancelReason, Session, SessionState, Substitute
from programmes.policies.plan import (
    AlreadyHeld,
    OutsideRun,
    SessionCancelled,
    check_may_call_off,
    may_decide_about,
    may_name_substitute,
)
from programmes.policies.run import RunClosed

_REFUSED = (AlreadyHeld, SessionCancelled, OutsideRun, CannotStandIn)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def cancel(request: AuthedRequest, pk: int) -> HttpResponse:
    """Say that a session was or will be cancelled, and why."""
    session = _open(request, pk)
    check_may_call_off(request.user, session)
    form = CancelForm(request.POST or None, initial={"reason": session.cancel_reason})
    collisions: list[Collision] = []
    if request.method == "POST" and form.is_valid():
        reason = CancelReason(form.cleaned_data["reason"])

        def act() -> str:
            told = cancel_session(actor=Actor.of(request.user), session_id=pk, reason=reason)
            return " ".join([_("The session is cancelled."), *told_words(told)])

        if _done(request, pk, form, act, collisions):
            return redirect(_list_with(request, session))
    return _page(request, "participants/cancel.html", session, form, collisions)


def _list_with(request: AuthedRequest, session: Session) -> str:
    """A coordinator's week with that session; a teacher's Today."""
    if session.school_id not in rights_of(request.user).of(Role.COORDINATOR):
        return reverse("home")
    return f"{reverse('participants:week')}?day={timezone.localdate(session.starts_at)}"


@require_POST
@for_roles(*SCHOOL_ROLES)
def take_up(request: AuthedRequest, pk: int) -> HttpResponse:
    """A cancelled session takes place after all."""
    session = _open(request, pk)
    form = CancelForm(initial={"reason": session.cancel_reason})
    form.cleaned_data = {}
    collisions: list[Collision] = []

    def act() -> str:
        told = take_up_session(actor=Actor.of(request.user), session_id=pk)
        return " ".join([_("The session takes place."), *told_words(told)])

    if _done(request, pk, form, act, collisions):
        return redirect("participants:cancel_session", pk=pk)
    return _page(request, "participants/cancel.html", session, form, collisions)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def move(request: AuthedRequest, pk: int) -> HttpResponse:
    """Another day, time or room, this once."""
    session = _open(request, pk)
    if not may_decide_about(request.user, session):
        raise PermissionDenied
    form = MoveForm(request.POST if request.method == "POST" else None, session=session)
    collisions: list[Collision] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            based_on = form.cleaned_data["based_on"]
            told = move_session(
                actor=Actor.of(request.user), session_id=pk, to=form.where(), based_on=based_on
            )
            moved = session_time(Session.objects.visible_to(request.user).get(pk=pk))
            return " ".join([_("The session is now %(when)s.") % {"when": moved}, *told_words(told)])

        if _done(request, pk, form, act, collisions):
            return redirect("participants:move_session", pk=pk)
    return _page(request, "participants/move.html", session, form, collisions)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def substitute(request: AuthedRequest, pk: int) -> HttpResponse:
    session = _open(request, pk)
    if not may_name_substitute(request.user, session):
        raise PermissionDenied
    form = SubstituteForm(request.POST if request.method == "POST" else None, session=session)
    collisions: list[Collision] = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def act() -> str:
            row = name_substitute(
                actor=Actor.of(request.user),
                session_id=pk,
                user_id=values["user"],
                instead_of_id=values["instead_of"],
            )
            return _("%(name)s stands in.") % {"name": row.user.name}

        if _done(request, pk, form, act, collisions):
            return redirect("participants:substitute", pk=pk)
    return _page(request, "participants/substitute.html", session, form, collisions)


@require_POST
@for_roles(Role.COORDINATOR)
def dismiss(request: AuthedRequest, pk: int, user: int) -> HttpResponse:
    session = _open(request, pk)
    form = SubstituteForm(session=session)
    form.cleaned_data = {}
    collisions: list[Collision] = []

    def act() -> str:
        dismiss_substitute(actor=Actor.of(request.user), session_id=pk, user_id=user)
        return _("Nobody stands in any more for whom this was.")

    if _done(request, pk, form, act, collisions):
        return redirect("participants:substitute", pk=pk)
    return _page(request, "participants/substitute.html", session, form, collisions)


def told_words(told: list[Message]) -> list[str]:
    """How many families are told, and how many must be called."""
    calls = sum(1 for message in told if message.channel == Channel.CALL)
    words = []
    if reached := len(told) - calls:
        words.append(
            ngettext("%(number)d family is told now.", "%(number)d families are told now.", reached)
            % {"number": reached}
        )
    if calls:
        words.append(
            ngettext(
                "%(number)d must be called: see the call list.",
                "%(number)d must be called: see the call list.",
                calls,
            )
            % {"number": calls}
        )
    return words


def _done(
    request: AuthedRequest, pk: int, form: Form, act: Callable[[], str], collisions: list[Collision]
) -> bool:
    """Whether it was done; a refusal stands in the form, and what it collides with in `collisions`."""
    try:
        said = act()
    except Session.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except DoubleBooked as refusal:
        collisions += refusal.collisions
    except ChangedMeanwhile as refusal:
        show_again(form, refusal, version_of_session(_open(request, pk)))
    except _REFUSED as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, said)
        return True
    return False


def _open(request: AuthedRequest, pk: int) -> Session:
    session = get_object_or_404(Session.objects.visible_to(request.user).with_place(), pk=pk)
    if session.group.run.is_closed:
        raise PermissionDenied
    return session


def _page(
    request: AuthedRequest, template: str, session: Session, form: Form, collisions: list[Collision]
) -> HttpResponse:
    stand_ins = Substitute.objects.visible_to(request.user).filter(session=session)
    context: dict[str, Any] = {
        "session": session,
        "form": form,
        "collisions": collisions,
        "lies_ahead": session.starts_at > timezone.now(),
        "is_cancelled": session.state == SessionState.CANCELLED,
        "is_held": session.state == SessionState.HELD,
        "stand_ins": stand_ins.select_related("user", "instead_of"),
    }
    refused = request.method == "POST"
    return render_page(request, template, context, status=422 if refused else 200)
