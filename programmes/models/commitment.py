from django.db import models
from django.db.models import Q

from partners.models import Commitment
from portal.accounts.models import CultureSchool
from portal.scope.querysets import OfSchoolQuerySet
from programmes.models.group import Group
from programmes.models.run import ProgrammeRun


class CommitmentUse(models.Model):
    """What is logged in a run, or in one of its groups, counts towards a commitment of an agreement."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="uses")
    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="commitment_uses")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="commitment_uses")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "run"], condition=Q(group=None), name="commitment_use_of_run_once"
            ),
            models.UniqueConstraint(
                fields=["commitment", "group"],
                condition=Q(group__isnull=False),
                name="commitment_use_of_group_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} · {self.run_id}"
