from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from participants.models import Attendance, Enrolment, Mark, Participant
from participants.policies.participant import may_see_history
from participants.views.around import read_around
from portal.audit.log import record_reading
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page


@dataclass(frozen=True)
class Part:
    """A person's part in one group: the enrolment, and how often each mark was given."""

    enrolment: Enrolment
    marks: list[tuple[str | Promise, int]]


@require_safe
@for_roles(*SCHOOL_ROLES)
def participant(request: AuthedRequest, pk: int) -> HttpResponse:
    """A person's page. Every opening of it is logged."""
    user = request.user
    person = get_object_or_404(
        Participant.objects.visible_to(user).select_related("school").with_card(timezone.localdate()), pk=pk
    )
    record_reading(user, person, school=person.school_id)
    shows_history = may_see_history(user, person)
    enrolments = Enrolment.objects.visible_to(user).filter(participant=person).for_page()
    if shows_history:
        enrolments = enrolments.with_history()
    marks = Attendance.objects.visible_to(user).filter(participant=person).counted()
    context = {
        "person": person,
        "parts": _parts(enrolments.order_by("-group__run__starts_on", "wish", "pk"), marks),
        "shows_history": shows_history,
        "around": read_around(user, person),
    }
    return render_page(request, "participants/participant.html", context)


def _parts(enrolments: Iterable[Enrolment], marks: Iterable[dict]) -> list[Part]:
    by_group: dict[int, dict[str, int]] = defaultdict(dict)
    for row in marks:
        by_group[row["session__group"]][row["mark"]] = row["number"]
    return [
        Part(
            enrolment,
            [
                (mark.label, by_group[enrolment.group_id][mark])
                for mark in Mark
                if mark in by_group[enrolment.group_id]
            ],
        )
        for enrolment in enrolments
    ]
