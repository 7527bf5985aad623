from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from participants.actions.save_roll_call import save_roll_call
from participants.forms.roll_call import RollCallForm
from participants.policies.roll_call import NotLoggable
from participants.roll import Roll, read_roll
from participants.views.roll_call_page import RollCallPage
from participants.views.roll_history import corrections, open_conflicts
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, is_fragment, render_page
from programmes.models import Session
from programmes.policies.run import RunClosed

PAGE, PARTIAL = "participants/roll_call.html", "participants/_roll_call.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def roll_call(request: AuthedRequest, pk: int) -> HttpResponse:
    """The roll of a session: it opens preset as all present, and nothing is stored until it is saved."""
    if request.method == "POST":
        return _save(request, pk)
    return _show(request, RollCallPage.opened(_roll(request, pk)))


def _roll(request: AuthedRequest, pk: int) -> Roll:
    visible = Session.objects.visible_to(request.user).with_decidable(request.user)
    session = get_object_or_404(visible.select_related("group__run"), pk=pk)
    return read_roll(session, request.user, with_help=True)


def _save(request: AuthedRequest, pk: int) -> HttpResponse:
    form = RollCallForm(request.POST)
    if not form.is_valid():
        return _show(request, RollCallPage.corrected(_roll(request, pk), form))
    try:
        conflicts = save_roll_call(
            actor=Actor.of(request.user),
            session_id=pk,
            shown=form.shown,
            submitted=form.submitted(),
            entry=form.cleaned_data["entry"],
        )
    except Session.DoesNotExist:
        raise Http404 from None
    except (RunClosed, NotLoggable) as refusal:
        raise PermissionDenied(str(refusal)) from None
    if conflicts:
        return _show(request, RollCallPage.asked(_roll(request, pk), conflicts))
    if is_fragment(request):
        return _show(request, RollCallPage.opened(_roll(request, pk)))
    return redirect("participants:roll_call", pk=pk)


def _show(request: AuthedRequest, page: RollCallPage) -> HttpResponse:
    status = 422 if page.needs_answer else 200
    context = {
        "page": page,
        "conflicts": open_conflicts(page.roll),
        "corrections": corrections(page.roll),
    }
    return render_page(request, PAGE, context, partial=PARTIAL, status=status)
