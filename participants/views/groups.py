"""A coordinator's groups, and one group's places and applications."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.change_capacity import BelowTaken, change_capacity
from participants.filters import GroupFilter
from participants.forms.places import PlacesForm
from participants.policies.enrolment import may_change_places, may_see_applications
from participants.querysets.groups import with_applications
from participants.views.group_page import read_group_page
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Group
from programmes.policies.run import RunClosed


@require_safe
@for_roles(Role.COORDINATOR)
def groups(request: AuthedRequest) -> HttpResponse:
    everything = with_applications(Group.objects.visible_to(request.user), request.user)
    found = GroupFilter(request.GET, everything, request=request)
    context = {"filter": found, "groups": found.qs, "narrowed": any(request.GET.values())}
    return render_page(request, "participants/groups.html", context, partial="participants/_groups.html")


@require_safe
@for_roles(*SCHOOL_ROLES)
def group(request: AuthedRequest, pk: int) -> HttpResponse:
    """The places as squares, and three lists: new, offers out, waiting list."""
    context = {"page": read_group_page(group_for(request, pk), request.user)}
    return render_page(request, "participants/group.html", context, partial="participants/_group.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def places(request: AuthedRequest, pk: int) -> HttpResponse:
    """How many places a group has."""
    row = group_for(request, pk)
    if not may_change_places(request.user, row):
        raise PermissionDenied
    form = PlacesForm(request.POST or None, initial={"capacity": row.capacity})
    if request.method == "POST" and form.is_valid() and _change(request, row, form):
        return redirect("participants:group", pk=pk)
    context = {"group": row, "form": form}
    return render_page(request, "participants/places.html", context, status=422 if form.errors else 200)


def _change(request: AuthedRequest, row: Group, form: PlacesForm) -> bool:
    try:
        changed = change_capacity(
            actor=Actor.of(request.user), group_id=row.pk, capacity=form.cleaned_data["capacity"]
        )
    except BelowTaken as refusal:
        form.add_error("capacity", str(refusal))
        return False
    except Group.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("The group has %(number)d places.") % {"number": changed.capacity})
    return True


def group_for(request: AuthedRequest, pk: int) -> Group:
    """A group whose applications the reader deals with; 404 outside her scope, 403 for a teacher."""
    visible = Group.objects.visible_to(request.user)
    row = get_object_or_404(
        visible.select_related("run__programme", "school__municipality", "partner_school"), pk=pk
    )
    if not may_see_applications(request.user, row):
        raise PermissionDenied
    return row
