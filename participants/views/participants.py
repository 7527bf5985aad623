from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from participants.filters import ParticipantFilter
from participants.models import Participant, SuspectedPair
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page

_A_PAGE = 50


@require_safe
@for_roles(Role.COORDINATOR)
def participants(request: AuthedRequest) -> HttpResponse:
    """The people of the schools that one coordinates, found by name or grade."""
    coordinated = rights_of(request.user).of(Role.COORDINATOR)
    people = Participant.objects.visible_to(request.user).filter(school__in=coordinated).with_groups()
    found = ParticipantFilter(
        request.GET, people.order_by("given_name", "family_name", "pk"), request=request
    )
    page = Paginator(found.qs, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page_obj": page,
        "narrowed": any(request.GET.values()),
        "pairs": SuspectedPair.objects.visible_to(request.user).undecided().count(),
    }
    return render_page(
        request, "participants/participants.html", context, partial="participants/_participants.html"
    )
