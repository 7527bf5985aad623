import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from participants.actions.settle_conflict import CannotTake, settle_conflict
from participants.models import RollConflict
from participants.policies.roll_call import NotLoggable
from participants.roll import read_roll
from participants.views.roll_history import open_conflicts
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, is_fragment
from programmes.models import Session
from programmes.policies.run import RunClosed

PARTIAL = "participants/_roll_conflicts.html"


@require_POST
@for_roles(*SCHOOL_ROLES)
def settle_roll_conflict(request: AuthedRequest, pk: int) -> HttpResponse:
    """Which of two values holds: with `take` what arrived, else what is stored."""
    take, refused = bool(request.POST.get("take")), ""
    try:
        conflict = settle_conflict(actor=Actor.of(request.user), conflict_id=pk, take=take)
    except RollConflict.DoesNotExist:
        raise Http404 from None
    except (RunClosed, NotLoggable) as refusal:
        raise PermissionDenied(str(refusal)) from None
    except CannotTake as refusal:
        conflict, refused = RollConflict.objects.visible_to(request.user).get(pk=pk), str(refusal)
    if is_fragment(request):
        return _rest(request, conflict, refused)
    if refused:
        raise PermissionDenied(refused)
    return redirect("participants:roll_call", pk=conflict.session_id)


def _rest(request: AuthedRequest, conflict: RollConflict, refused: str) -> HttpResponse:
    """What is still open; the form beside it, with what may be typed in it, hears what holds now."""
    sessions = Session.objects.visible_to(request.user).select_related("group__run")
    roll = read_roll(sessions.get(pk=conflict.session_id), request.user)
    context = {"conflicts": open_conflicts(roll), "refused": refused, "settled": not refused}
    response = render(request, PARTIAL, context)
    holds = {"key": conflict.key, "value": roll.stored.get(conflict.key, "")}
    response.headers["HX-Trigger"] = json.dumps({"settled": holds})
    return response
