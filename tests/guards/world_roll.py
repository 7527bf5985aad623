"""What two people gave differently, of each place."""

from collections.abc import Mapping

from django.utils import timezone

from participants.models import RollConflict
from portal.accounts.models import User
from programmes.models import Group
from tests.db import people

Arguments = Mapping[str, object]


def of_rolls(groups: Mapping[str, Group], sender: User) -> dict[str, dict[str, Arguments]]:
    return {"roll conflict": {place: {"pk": _conflict(group, sender).pk} for place, group in groups.items()}}


def _conflict(group: Group, sender: User) -> RollConflict:
    return RollConflict.objects.create(
        school=group.school,
        session=people.session(group, -3),
        field="partner",
        stored="1",
        arrived="2",
        arrived_at=timezone.now(),
        sent_by=sender,
    )
