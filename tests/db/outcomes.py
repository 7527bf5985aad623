"""Goals, quotes and observations of a group's run."""

import datetime

from django.utils import timezone

from participants.actions.observe import observe
from participants.models import Enrolment, Moment, Quote, Source
from portal.accounts.models import User
from portal.audit.actor import Actor
from programmes.models import Goal, Group
from tests.db.people import WHY


def goal_of(group: Group, **fields) -> Goal:
    values = {"text": "I skole eller arbejde", "unit": "percent", "target": 90, **fields}
    return Goal.objects.create(school=group.school, programme=group.run.programme, **values)


def quote_of(group: Group, **fields) -> Quote:
    by = User.objects.order_by("pk").first()
    values = {
        "text": "Nu glæder vi os til tirsdag.",
        "name": "Gry",
        "role": "deltager",
        "consented_on": timezone.localdate() - datetime.timedelta(days=3),
        "noted_by": by,
        **fields,
    }
    return Quote.objects.create(school=group.school, run=group.run, **values)


def seen(
    by: User, place: Enrolment, *, moment=Moment.START, source=Source.STAFF, **values: int | None
) -> None:
    observe(actor=Actor.of(by), enrolment_id=place.pk, moment=moment, source=source, values=values)


def values_of(place: Enrolment) -> dict[tuple[str, str, str], int]:
    rows = place.participant.observations.everything(why=WHY)
    return {(row.moment, row.source, row.scale): row.value for row in rows}
