from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.agency import PartnerAgency
from partners.models.clearance import Cleared
from partners.querysets import OfSchoolStaffQuerySet
from portal.accounts.models import CultureSchool


class VolunteerKind(models.TextChoices):
    """What a volunteer is for the participant whom she is matched to."""

    BUDDY = "buddy", _("buddy")
    LANGUAGE_HOST = "language_host", _("language host")
    REFUGEE_GUIDE = "refugee_guide", _("refugee guide")
    VISITING_HOME = "visiting_home", _("visiting home")
    COMPANION = "companion", _("companion")


class Volunteer(Cleared):
    """Somebody who helps without pay (frivillig), found by the school itself or by an agency."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        PartnerAgency, models.PROTECT, null=True, blank=True, related_name="volunteers"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=VolunteerKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = OfSchoolStaffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="volunteer_period_order"
            )
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
