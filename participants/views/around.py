"""What the page of a person shows of the things around her: lent, people beside her, milestones."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from participants.models import BuddyMatch, Loan, Milestone, MilestoneKind, Participant
from participants.querysets.milestones import first_concert
from portal.accounts.models import User
from programmes.models import Session


@dataclass(frozen=True)
class Around:
    """`concert` is the first concert, which nobody has noted yet."""

    today: datetime.date
    loans: list[Loan]
    returned: int
    beside: list[BuddyMatch]
    milestones: list[Milestone]
    concert: Session | None


def read_around(user: User, person: Participant) -> Around:
    today = timezone.localdate()
    loans = Loan.objects.visible_to(user).filter(participant=person).select_related("equipment__owner")
    every = list(loans.order_by("due_on", "pk"))
    matches = BuddyMatch.objects.visible_to(user).filter(participant=person).not_over(today)
    milestones = list(Milestone.objects.visible_to(user).filter(participant=person))
    has_concert = any(one.kind == MilestoneKind.FIRST_CONCERT for one in milestones)
    return Around(
        today=today,
        loans=[loan for loan in every if loan.returned_on is None],
        returned=sum(1 for loan in every if loan.returned_on),
        beside=list(matches.with_names_for(user).select_related("volunteer", "helper")),
        milestones=milestones,
        concert=None if has_concert else first_concert(user, person.pk),
    )
