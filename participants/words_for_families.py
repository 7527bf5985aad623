"""How families read what the portal calls by other names."""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from participants.models import EnrolmentState
from participants.public_group import PublicGroup
from portal.web import formats

STATES = {
    EnrolmentState.APPLIED: _("We have got the application. The school has not decided yet."),
    EnrolmentState.WAITLISTED: _("On the waiting list. We tell you when there is a place."),
    EnrolmentState.OFFERED: _("The school offers a place. Do you want it?"),
    EnrolmentState.ENROLLED: _("Has a place."),
    EnrolmentState.REFUSED: _("Did not get a place."),
    EnrolmentState.DECLINED: _("You said no to the place."),
    EnrolmentState.EXPIRED: _("The offer has ended. The time to answer is over."),
    EnrolmentState.WITHDRAWN: _("The application is taken back."),
    EnrolmentState.COMPLETED: _("Has finished."),
}


def line_of_group(group: PublicGroup) -> str:
    """What it is, when and where, in one line."""
    language = get_language() or "en"
    when = formats.weekday(group.weekday, language) if group.weekday else ""
    if when and group.time_from:
        when = f"{when} {formats.clock(group.time_from, language)}"
    return " · ".join(part for part in (group.title.text, when, group.place) if part)


def yes_or_no(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")
