import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.querysets.sessions import with_roll_size
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from programmes.models import RunState, Session, SessionState


@require_safe
@for_roles(Role.TEACHER)
def today(request: AuthedRequest) -> HttpResponse:
    """A teacher's sessions: those not yet logged first, then today's and this week's."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, next_week = midnight + datetime.timedelta(days=1), midnight + datetime.timedelta(days=7)
    mine = with_roll_size(
        Session.objects.visible_to(request.user)
        .taught_by(request.user)
        .filter(group__run__state=RunState.OPEN, starts_at__lt=next_week)
        .with_place()
    )
    past = midnight - datetime.timedelta(days=7)
    sessions = list(mine.not_logged(now) | mine.filter(starts_at__gte=past))
    late = [one for one in sessions if one.state == SessionState.PLANNED and one.ends_at <= now]
    rest = [one for one in sessions if one not in late]
    context = {
        "now": now,
        "not_logged": late,
        "today": [one for one in rest if midnight <= one.starts_at < tomorrow],
        "coming": [one for one in rest if one.starts_at >= tomorrow],
        "logged": [one for one in rest if one.starts_at < midnight],
    }
    return render(request, "participants/today.html", context)
