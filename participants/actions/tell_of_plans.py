"""Telling the families of groups that days, times or places have changed: once, however many sessions."""

import datetime
from collections.abc import Collection

from django.utils import timezone

from participants.actions.tell_family import tell_families
from participants.actions.tell_of_session import told_of
from participants.models import Enrolment, Message, MessageKind
from portal.audit.actor import Actor


def tell_of_plans(*, actor: Actor, groups: Collection[int]) -> list[Message]:
    """All who are enrolled in one of the groups today or later. What holds now stands behind their link."""
    enrolments = Enrolment.objects.everything(why="of groups whose plans the action has judged")
    enrolled = enrolments.filter(group__in=groups).enrolled_between(timezone.localdate(), datetime.date.max)
    return tell_families(actor=actor, families=told_of(enrolled), kind=MessageKind.PLAN)
