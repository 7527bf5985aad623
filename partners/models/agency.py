from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.clearance import Cleared
from partners.querysets import AgencyQuerySet, ContactQuerySet, OfAgencyQuerySet
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.scope.querysets import OfSchoolQuerySet


class AgencyKind(models.TextChoices):
    """What a partner is, in the words of the documents that name such partners."""

    LABOUR_WELFARE = "labour_welfare", _("labour and welfare office")
    INTEGRATION = "integration", _("integration service")
    SCHOOL = "school", _("school")
    SPECIAL_SCHOOL = "special_school", _("special-needs school")
    ADULT_EDUCATION = "adult_education", _("adult education")
    UPPER_SECONDARY = "upper_secondary", _("upper secondary school")
    LIBRARY = "library", _("library")
    YOUTH_CLUB = "youth_club", _("youth club")
    VOLUNTEER_CENTRE = "volunteer_centre", _("volunteer centre")
    VOLUNTARY_ORGANISATION = "voluntary_organisation", _("voluntary organisation")
    CARE_HOME = "care_home", _("care home")
    ARTS_CENTRE = "arts_centre", _("arts centre")
    MUSIC_VENUE = "music_venue", _("music venue")
    CAREER_CENTRE = "career_centre", _("career centre")
    COMPANY = "company", _("development company")
    FOLK_HIGH_SCHOOL = "folk_high_school", _("folk high school")
    UNIVERSITY = "university", _("university or college")
    VENUE = "venue", _("venue")
    FESTIVAL = "festival", _("festival")
    ENSEMBLE = "ensemble", _("ensemble")
    COUNTY = "county", _("county")
    FOUNDATION = "foundation", _("foundation")
    OTHER = "other", _("other")


class PartnerAgency(models.Model):
    """Whoever a culture school works with: an office, a school, a library, a centre."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="agencies")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=AgencyKind.choices)
    organisation_number = models.CharField(
        _("organisation number"),
        max_length=9,
        blank=True,
        help_text=_("Digits only: nine in Norway, the eight of the CVR number in Denmark."),
    )
    brings = models.CharField(_("what it brings"), max_length=200, blank=True)
    brings_to = models.CharField(_("to whom"), max_length=200, blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text=_("From this day it is no longer offered for anything new.")
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="agency_once"),
            models.UniqueConstraint(
                fields=["municipality", "organisation_number"],
                condition=~Q(organisation_number=""),
                name="agency_number_once",
            ),
        ]
        ordering = ["name"]
        verbose_name_plural = "partner agencies"

    def __str__(self) -> str:
        return self.name


class Contact(Cleared):
    """A person at a partner, by period: people change jobs. Staff of the partner in groups are contacts."""

    agency = models.ForeignKey(PartnerAgency, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("position"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="contact_period_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolPartner(models.Model):
    """A school works with an agency of another municipality; those of its own it sees without this."""

    school = models.ForeignKey(CultureSchool, models.CASCADE, related_name="partners_elsewhere")
    agency = models.ForeignKey(PartnerAgency, models.CASCADE, related_name="schools_elsewhere")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "agency"], name="school_partner_once")]

    def __str__(self) -> str:
        return f"{self.school} · {self.agency}"


class AgencyMembership(models.Model):
    """A user who stands for a partner agency and sees the referrals it made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agency_memberships")
    agency = models.ForeignKey(PartnerAgency, models.CASCADE, related_name="memberships")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfAgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"], condition=Q(ended_at=None), name="agency_membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.agency}"
