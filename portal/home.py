"""The way in: each role to its first page. Knows no app's rows."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, PROGRAMME_LEAD, SUB_REGION_COORDINATOR, Role
from portal.web.access import signed_in
from portal.web.http import AuthedRequest

_FIRST_PAGES = (
    (Role.TEACHER, "participants:today"),
    (Role.COORDINATOR, "participants:week"),
    (PROGRAMME_LEAD, "reports:list"),
    (SUB_REGION_COORDINATOR, "programmes:sub_region"),
    (Role.LEADER, "reports:list"),
    (PARTNER_CONTACT, "participants:referrals"),
    (Role.ADMINISTRATOR, "participants:openings"),
)


@require_safe
@signed_in
def home(request: AuthedRequest) -> HttpResponse:
    """Send each role to what its person does first; without a role, say whom to ask."""
    rights = rights_of(request.user)
    for role, page in _FIRST_PAGES:
        if rights.holds(role):
            return redirect(page)
    return render(request, "home.html")


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the process answers and its database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
