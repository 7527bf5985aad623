"""Participants who become helpers of a group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.help_out import AlreadyInGroup, NeverTookPart, end_helping, register_helper
from participants.forms.helper import HelperForm
from participants.models import Enrolment, Participant
from participants.models.enrolment import ENDED
from participants.views.retention import managed
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import SCHOOL_ROLES, Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Group
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def helper(request: AuthedRequest, pk: int) -> HttpResponse:
    person = managed(request, pk)
    form = HelperForm(request.POST if request.method == "POST" else None, groups=_groups(request, person))
    if request.method == "POST" and form.is_valid() and _register(request, person, form):
        return redirect("participants:participant", pk=pk)
    context = {"person": person, "form": form}
    return render_page(request, "participants/helper.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*SCHOOL_ROLES)
def end_helper(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        ended = end_helping(actor=Actor.of(request.user), enrolment_id=pk)
    except Enrolment.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("Today is the last day as a helper."))
    return redirect("participants:group", pk=ended.group_id)


def _register(request: AuthedRequest, person: Participant, form: HelperForm) -> bool:
    try:
        registered = register_helper(
            actor=Actor.of(request.user),
            participant_id=person.pk,
            group_id=int(form.cleaned_data["group"]),
        )
    except (NeverTookPart, AlreadyInGroup, RunClosed) as refusal:
        form.add_error("group", str(refusal))
        return False
    except Group.DoesNotExist:
        raise Http404 from None
    values = {"name": person.short_name, "group": registered.group}
    messages.success(request, _("%(name)s helps in %(group)s.") % values)
    return True


def _groups(request: AuthedRequest, person: Participant) -> QuerySet[Group]:
    """The school's in runs that are not closed, but those in which she waits or has a place."""
    own = Enrolment.objects.visible_to(request.user).filter(participant=person).exclude(state__in=ENDED)
    coordinated = rights_of(request.user).of(Role.COORDINATOR) & {person.school_id}
    groups = Group.objects.visible_to(request.user).filter(school__in=coordinated)
    open_ones = groups.exclude(run__state="closed").exclude(pk__in=own.values("group"))
    return open_ones.select_related("run__programme").order_by("-run__starts_on", "name")
