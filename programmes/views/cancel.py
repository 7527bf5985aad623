from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from programmes.actions.cancel_session import AlreadyHeld, cancel_session
from programmes.forms.cancel import CancelForm
from programmes.models import CancelReason, Session
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def cancel(request: AuthedRequest, pk: int) -> HttpResponse:
    """Say that a session was cancelled, and why."""
    session = get_object_or_404(Session.objects.visible_to(request.user).with_place(), pk=pk)
    if session.group.run.is_closed:
        raise PermissionDenied
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = CancelReason(form.cleaned_data["reason"])
        try:
            cancel_session(actor=Actor.of(request.user), session_id=pk, reason=reason)
        except Session.DoesNotExist:
            raise Http404 from None
        except RunClosed as refusal:
            raise PermissionDenied(str(refusal)) from None
        except AlreadyHeld as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("home")
    status = 422 if form.is_bound else 200
    return render(request, "programmes/cancel.html", {"session": session, "form": form}, status=status)
