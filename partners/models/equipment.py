from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.agency import PartnerAgency
from partners.querysets import OfSchoolStaffQuerySet
from portal.accounts.models import CultureSchool


class EquipmentKind(models.TextChoices):
    INSTRUMENT = "instrument", _("instrument")
    OTHER = "other", _("other equipment")


class Quality(models.TextChoices):
    """Fordypning lends instruments of ordinary and of high quality."""

    ORDINARY = "ordinary", _("ordinary quality")
    HIGH = "high", _("high quality")


class Equipment(models.Model):
    """One thing that a school lends out, its own or an agency's: a library's, a pool's."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        PartnerAgency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="equipment",
        help_text=_("Empty: the culture school's own."),
    )
    name = models.CharField(_("name"), max_length=80)
    label = models.CharField(_("number on it"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EquipmentKind.choices)
    quality = models.CharField(_("quality"), max_length=10, choices=Quality.choices, blank=True)
    loan_days = models.PositiveSmallIntegerField(
        _("days of a loan"), null=True, blank=True, help_text=_("Empty: to the end of the run.")
    )
    ended_on = models.DateField(null=True, blank=True, help_text="No longer lent.")

    objects = OfSchoolStaffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "label"],
                condition=~Q(label="") & Q(ended_on=None),
                name="equipment_label_once",
            ),
            models.CheckConstraint(
                condition=Q(loan_days=None) | Q(loan_days__gte=1), name="equipment_loan_of_a_day"
            ),
        ]
        ordering = ["name", "label"]

    def __str__(self) -> str:
        return f"{self.name} {self.label}".strip()
