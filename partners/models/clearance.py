from django.db import models
from django.utils.translation import gettext_lazy as _


class Cleared(models.Model):
    """Somebody who meets children: of each paper only the day on which it was seen is stored."""

    police_certificate_seen_on = models.DateField(_("police certificate seen"), null=True, blank=True)
    confidentiality_seen_on = models.DateField(_("confidentiality declaration seen"), null=True, blank=True)

    class Meta:
        abstract = True
