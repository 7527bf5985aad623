from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participants.models import FamilyLink
from participants.views.families.by_link import by_link, slow_down, too_often
from participants.views.families.sessions import sessions_of
from programmes.ical import answer_with, calendar_of


@require_safe
@by_link
def family_calendar(request: HttpRequest, link: FamilyLink) -> HttpResponse:
    """What a family's calendar programme reads. Of a protected address it is empty, so that it forgets."""
    if too_often(request, link=link):
        return slow_down(request)
    sessions = sessions_of(link).for_calendar(timezone.now())
    return answer_with(calendar_of(link.school.name, sessions, cancelled=_("Cancelled")))
