"""The roles of the design and what each is scoped to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership lets a person do; the scope is a school, a municipality or the whole portal."""

    TEACHER = "teacher", _("teacher")
    COORDINATOR = "coordinator", _("coordinator")
    LEADER = "leader", _("municipal leader")
    ADMINISTRATOR = "administrator", _("administrator")


SCHOOL_ROLES = (Role.TEACHER, Role.COORDINATOR)
MUNICIPALITY_ROLES = (Role.LEADER,)

PROGRAMME_LEAD = "programme lead"
SUB_REGION_COORDINATOR = "sub-region coordinator"
PARTNER_CONTACT = "partner contact"
