"""Telling the families of a session that it is cancelled, or that another time or room holds."""

import datetime

from django.db.models import Q
from django.utils import timezone

from participants.actions.tell_family import Told, tell_families
from participants.models import Application, Enrolment, FamilyLink, Message, MessageKind
from participants.querysets.enrolments import EnrolmentQuerySet
from portal.audit.actor import Actor
from programmes.models import Session


def tell_of_session(
    *, actor: Actor, session: Session, kind: MessageKind, before: datetime.datetime | None = None
) -> list[Message]:
    """All who are enrolled on its day, or on that `before` it was moved; nobody of one that is over."""
    moments = [session.starts_at, before or session.starts_at]
    if max(moments) <= timezone.now():
        return []
    first, last = (timezone.localdate(at) for at in (min(moments), max(moments)))
    enrolments = Enrolment.objects.everything(why="of a session that the action has judged")
    enrolled = enrolments.filter(group=session.group_id).enrolled_between(first, last)
    return tell_families(actor=actor, families=told_of(enrolled), kind=kind, session=session)


def told_of(enrolled: EnrolmentQuerySet) -> list[Told]:
    """Everybody once, each by the newest link of hers that has not ended."""
    people = {row.participant_id: row.participant for row in enrolled.select_related("participant")}
    links = _links(people)
    return [Told(person, links.get(pk)) for pk, person in people.items()]


def _links(people: dict) -> dict[int, FamilyLink]:
    sent = Application.objects.everything(why="of those who are told").filter(
        Q(link__expires_at__gt=timezone.now()), participant__in=people
    )
    rows = sent.select_related("link").order_by("link__created_at", "link")
    return {row.participant_id: row.link for row in rows if row.link}
