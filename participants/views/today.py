import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.querysets.absences import absent_in_a_row
from participants.querysets.gaps import in_conflict, read_adults, with_standing
from participants.querysets.sessions import with_roll_size
from portal.scope.roles import Role
from portal.web.access import for_roles
from portal.web.http import AuthedRequest
from programmes.models import Group, RunState, Session

A_WEEK = datetime.timedelta(days=7)
TASKS, ROWS = 12, 50


@dataclass(frozen=True)
class _Part:
    """Sessions of one section, the first of which are shown; more than these nobody reads on a phone."""

    shown: list[Session]
    count: int

    @classmethod
    def of(cls, sessions: list[Session], most: int) -> "_Part":
        return cls(sessions[:most], len(sessions))

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


@require_safe
@for_roles(Role.TEACHER)
def today(request: AuthedRequest) -> HttpResponse:
    """A teacher's sessions, those not yet logged first; and what else of her groups waits for her."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, next_week = midnight + datetime.timedelta(days=1), midnight + A_WEEK
    taught = Session.objects.visible_to(request.user).taught_by(request.user)
    mine = taught.filter(group__run__state=RunState.OPEN, starts_at__lt=next_week).with_place()
    shown = with_roll_size(with_standing(mine, now))
    sessions = list(shown.not_logged(now) | shown.filter(starts_at__gte=midnight - A_WEEK))
    late = [one for one in sessions if one.standing == "unlogged"]
    rest = [one for one in sessions if one.standing != "unlogged"]
    parts = {
        "not_logged": _Part.of(late, TASKS),
        "today": _Part.of([one for one in rest if midnight <= one.starts_at < tomorrow], ROWS),
        "coming": _Part.of([one for one in rest if one.starts_at >= tomorrow], ROWS),
        "logged": _Part.of([one for one in rest if one.starts_at < midnight], ROWS),
    }
    read_adults([one for part in parts.values() for one in part.shown])
    context = {
        "now": now,
        "conflicts": in_conflict(taught.with_place(), request.user),
        "absent": _absent(request, now),
        **parts,
    }
    return render(request, "participants/today.html", context)


def _absent(request: AuthedRequest, now: datetime.datetime) -> list:
    """In the groups in which she works herself, whatever else she sees."""
    own = Group.objects.visible_to(request.user).filter(staffing__user=request.user)
    away = absent_in_a_row(request.user, timezone.localdate(now))
    return list(away.filter(session__group__in=own.values("pk")))
