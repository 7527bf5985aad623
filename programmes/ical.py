"""Sessions as a calendar programme reads them. Titles tell the school and a room, never whose it is."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from icalendar import Calendar, Event

from programmes.models import Session, SessionState
from programmes.public_room import public_room


def title_of(session: Session, cancelled: str) -> str:
    """`cancelled` is the word for it in the reader's language."""
    parts = (session.school.name, public_room(session.group, session.room))
    title = " · ".join(part for part in parts if part)
    return f"{cancelled}: {title}" if session.state == SessionState.CANCELLED else title


def empty_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Samklang//samklang//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return calendar


def uid_of(name: str) -> str:
    return f"{name}@{urlsplit(settings.SITE_URL).hostname}"


def calendar_of(
    name: str, sessions: Iterable[Session], *, cancelled: str, with_address: bool = False
) -> bytes:
    """Times are in UTC, which every programme shows in its own zone. `with_address` adds that of the roll."""
    calendar = empty_calendar(name)
    now = timezone.now()
    for session in sessions:
        calendar.add_component(_event(session, now, cancelled, with_address))
    return calendar.to_ical()


def _event(session: Session, now: datetime.datetime, cancelled: str, with_address: bool) -> Event:
    event = Event()
    event.add("uid", uid_of(f"session-{session.pk}"))
    event.add("dtstamp", now.astimezone(datetime.UTC))
    event.add("dtstart", session.starts_at.astimezone(datetime.UTC))
    event.add("dtend", session.ends_at.astimezone(datetime.UTC))
    event.add("summary", title_of(session, cancelled))
    event.add("sequence", session.changes)
    event.add("status", "CANCELLED" if session.state == SessionState.CANCELLED else "CONFIRMED")
    if with_address:
        event.add("description", settings.SITE_URL + reverse("participants:roll_call", args=[session.pk]))
    return event


def answer_with(calendar: bytes) -> HttpResponse:
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
