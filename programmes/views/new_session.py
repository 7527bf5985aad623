"""A single session of a group beside its plan."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.actions.add_session import add_session
from programmes.actions.booking import Collision, DoubleBooked
from programmes.forms.new_session import NewSessionForm
from programmes.models import Group, Session, SessionKind
from programmes.policies.plan import OutsideRun
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def new_session(request: AuthedRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user).select_related("run__programme"), pk=pk)
    if group.run.is_closed:
        raise PermissionDenied
    initial = {"kind": SessionKind.CONCERT, "on": timezone.localdate()}
    form = NewSessionForm(request.POST if request.method == "POST" else None, initial=initial)
    collisions: Sequence[Collision] = ()
    if form.is_bound and form.is_valid():
        made = _add(request, group, form)
        if isinstance(made, Session):
            messages.success(request, _("The session is there, and stands with the others."))
            return redirect("participants:roll_call", pk=made.pk)
        collisions = made
    context = {"group": group, "form": form, "collisions": collisions}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/new_session.html", context, status=status)


def _add(request: AuthedRequest, group: Group, form: NewSessionForm) -> Session | Sequence[Collision]:
    """The session, or with what it collides; other obstacles stand in the form."""
    try:
        return add_session(actor=Actor.of(request.user), group_id=group.pk, facts=form.facts())
    except Group.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except OutsideRun as refusal:
        form.add_error("on", str(refusal))
    except DoubleBooked as refusal:
        form.add_error(None, str(refusal))
        return refusal.collisions
    return ()
