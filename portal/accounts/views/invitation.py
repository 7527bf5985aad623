"""What the link in an invitation opens."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.actions.accept_invitation import (
    InvitationGone,
    KnownAlready,
    accept_as_colleague,
    accept_as_newcomer,
)
from portal.accounts.forms.colleagues import NewcomerForm
from portal.accounts.models import Invitation, User
from portal.accounts.policies import is_open
from portal.audit.actor import Actor
from portal.scope.roles import Role
from portal.web.http import render_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password for who is new, one button for who has an account, else why it no longer works."""
    found = _find(token)
    if found is None or not is_open(found, timezone.now()):
        return _gone(request, found)
    if isinstance(request.user, User):
        return _colleague(request, request.user, found)
    if _has_account(found):
        return _show(request, found, "sign in")
    return _newcomer(request, found)


def _colleague(request: HttpRequest, user: User, found: Invitation) -> HttpResponse:
    if user.email.lower() != found.email.lower():
        return _show(request, found, "another")
    if request.method != "POST":
        return _show(request, found, "confirm")
    try:
        accept_as_colleague(actor=Actor.of(user), token=found.token)
    except (InvitationGone, Invitation.DoesNotExist):
        return _gone(request, _find(found.token))
    return _welcome(request, found)


def _newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewcomerForm(request.POST or None, email=found.email)
    if request.method != "POST" or not form.is_valid():
        return _show(request, found, "new", form)
    try:
        user = accept_as_newcomer(actor=Actor.link("invitation"), token=found.token, **form.cleaned_data)
    except (InvitationGone, Invitation.DoesNotExist):
        return _gone(request, _find(found.token))
    except KnownAlready:
        return _show(request, found, "sign in")
    login(request, user)
    return _welcome(request, found)


def _welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(request, _("Welcome to %(school)s.") % {"school": found.school})
    return redirect("home")


def _find(token: str) -> Invitation | None:
    invitations = Invitation.objects.everything(why="whoever holds the token was sent it")
    return invitations.select_related("school__municipality", "invited_by").filter(token=token).first()


def _has_account(found: Invitation) -> bool:
    return User.objects.filter(email__iexact=found.email).exists()


def _show(
    request: HttpRequest, found: Invitation, step: str, form: NewcomerForm | None = None
) -> HttpResponse:
    context = {"invitation": found, "role": Role(found.role).label, "step": step, "form": form}
    status = 422 if form is not None and form.errors else 200
    return render_page(request, "accounts/invitation.html", context, status=status)


def _gone(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    return render_page(
        request, "accounts/invitation_gone.html", {"invitation": found}, status=410 if found else 404
    )
