from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.participant import Participant
from participants.querysets.loans import LoanQuerySet
from partners.models import Equipment
from portal.accounts.models import CultureSchool


class Loan(models.Model):
    """One thing in one participant's hands, until it is back (utlån, udlån)."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="loans")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="loans")
    lent_on = models.DateField(_("lent"))
    due_on = models.DateField(_("due back"))
    state_when_lent = models.CharField(_("state when lent"), max_length=200, blank=True)
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    returned_on = models.DateField(_("returned"), null=True, blank=True)
    state_when_returned = models.CharField(_("state when returned"), max_length=200, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Annotated by `with_name_for`.
    shows_name: bool

    objects = LoanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["equipment"], condition=Q(returned_on=None), name="loan_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("lent_on")), name="loan_due_after_lent"),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("lent_on")),
                name="loan_returned_after_lent",
            ),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.equipment_id} · {self.participant_id}"
