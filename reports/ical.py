"""Deadlines as a calendar programme reads them. Titles tell kind and school, never what it is about."""

import datetime
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Event

from portal.deadlines.registry import Deadline
from programmes.ical import empty_calendar, uid_of


def deadline_calendar(name: str, deadlines: Iterable[Deadline], schools: Mapping[int, str]) -> bytes:
    """One whole day each; `schools` are names by key."""
    calendar = empty_calendar(name)
    now = timezone.now().astimezone(datetime.UTC)
    for deadline in deadlines:
        event = Event()
        event.add("uid", uid_of(f"deadline-{deadline.key}"))
        event.add("dtstamp", now)
        event.add("dtstart", deadline.due_on)
        event.add("dtend", deadline.due_on + datetime.timedelta(days=1))
        event.add("summary", f"{schools[deadline.school_id]} · {deadline.kind.label}")
        event.add("transp", "TRANSPARENT")
        event.add("description", settings.SITE_URL + reverse("reports:deadlines"))
        calendar.add_component(event)
    return calendar.to_ical()
