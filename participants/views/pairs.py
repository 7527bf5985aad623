"""People who may be the same child: the coordinator's list, and two of them side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.join_participants import PairDecided, join_participants, keep_apart
from participants.models import PairState, SuspectedPair
from participants.policies.pair import may_decide_pair
from participants.views.pair_page import read_pair_page
from portal.audit.actor import Actor
from portal.audit.log import record_reading
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@require_safe
@for_roles(Role.COORDINATOR)
def pairs(request: AuthedRequest) -> HttpResponse:
    undecided = SuspectedPair.objects.visible_to(request.user).undecided()
    context = {"pairs": undecided.select_related("first", "second", "school").order_by("found_at", "pk")}
    return render_page(request, "participants/pairs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.COORDINATOR)
def pair(request: AuthedRequest, pk: int) -> HttpResponse:
    """Both people's details are shown, so that reading them is logged for both."""
    visible = SuspectedPair.objects.visible_to(request.user)
    row = get_object_or_404(visible.select_related("first", "second", "school", "decided_by"), pk=pk)
    if request.method == "POST":
        return _decide(request, row)
    if not may_decide_pair(request.user, row):
        return _decided_already(request, row)
    for person in (row.first, row.second):
        record_reading(request.user, person, school=row.school_id)
    return render_page(request, "participants/pair.html", {"page": read_pair_page(row)})


def _decide(request: AuthedRequest, row: SuspectedPair) -> HttpResponse:
    decision, actor = request.POST.get("decision"), Actor.of(request.user)
    try:
        if decision == PairState.SAME:
            person = join_participants(actor=actor, pair_id=row.pk)
            messages.success(request, _("All of it now stands with %(name)s.") % {"name": person})
            return redirect("participants:participant", pk=person.pk)
        if decision != PairState.DIFFERENT:
            raise PermissionDenied
        keep_apart(actor=actor, pair_id=row.pk)
    except SuspectedPair.DoesNotExist:
        raise Http404 from None
    except PairDecided:
        row.refresh_from_db()
        return _decided_already(request, row)
    messages.success(request, _("They are two children. This pair will not be asked about again."))
    return redirect("participants:pairs")


def _decided_already(request: AuthedRequest, row: SuspectedPair) -> HttpResponse:
    values = {"decision": row.get_state_display(), "name": row.decided_by or ""}
    messages.info(request, _("This has been decided by %(name)s: %(decision)s.") % values)
    return redirect("participants:pairs")
