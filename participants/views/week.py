import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.views.hands import counted
from participants.views.week_page import read_week
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import ProgrammeRun, RunState


@require_safe
@for_roles(Role.COORDINATOR)
def week(request: AuthedRequest) -> HttpResponse:
    """A coordinator's first page: what needs a hand, and the sessions of the week that she has chosen."""
    now = timezone.now()
    day = _day(request.GET.get("day", "")) or timezone.localdate(now)
    hands = counted(request.user)
    runs = ProgrammeRun.objects.visible_to(request.user).set_up_by(request.user).filter(state=RunState.OPEN)
    context = {
        "week": read_week(request.user, day, now),
        "hands": hands,
        "in_all": sum(hand.count for hand in hands),
        "runs": runs.select_related("programme").order_by("programme__public_name", "-starts_on"),
    }
    return render_page(request, "participants/week.html", context)


def _day(written: str) -> datetime.date | None:
    """What the address says, where it is a day that calendars have."""
    try:
        day = datetime.date.fromisoformat(written)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None
