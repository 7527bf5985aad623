from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.family import FamilyLink
from participants.models.participant import Participant
from participants.querysets.people import CoordinatorsQuerySet
from portal.accounts.models import CultureSchool
from programmes.models import ProgrammeRun


class Applicant(models.TextChoices):
    """Who applied. Design, privacy rule 7."""

    PARENT = "parent", _("parent with parental responsibility")
    REPRESENTATIVE = "representative", _("appointed representative")
    STAFF = "staff", _("staff on the family's behalf")
    PARTNER = "partner", _("partner on the family's behalf")
    PERSON = "person", _("the person")


class Application(models.Model):
    """What a family asked for; each wish is an enrolment of its own.

    `run` is that of the first wish. Applications with one `link` and `together` are siblings who must be
    placed together: none of them gets a place before all fit.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    run = models.ForeignKey(ProgrammeRun, models.PROTECT, related_name="applications")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="applications")
    link = models.ForeignKey(FamilyLink, models.SET_NULL, null=True, blank=True, related_name="applications")
    applicant = models.CharField(max_length=15, choices=Applicant.choices)
    submitted_at = models.DateTimeField()
    language = models.CharField(_("language"), max_length=7, blank=True)
    home_language = models.CharField(_("language at home"), max_length=60, blank=True)
    attends_school = models.CharField(_("school"), max_length=120, blank=True)
    what_helps = models.TextField(_("what helps the child"), blank=True, max_length=1000)
    message = models.TextField(_("message"), blank=True, max_length=1000)
    wants_free_place = models.BooleanField(_("needs a free place"), default=False)
    together = models.BooleanField(_("siblings must be placed together"), default=False)
    awaits_follow_up = models.BooleanField(
        default=False, help_text="Pairs are to be looked for, and people to be told."
    )
    external_decision_seen_on = models.DateField(_("other service's decision seen"), null=True, blank=True)

    objects = CoordinatorsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "participant"], name="application_once_a_run")]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.participant_id}"
