from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.geography.models import Country
from programmes.querysets.programmes import (
    OfProgrammeQuerySet,
    OfSubRegionQuerySet,
    ProgrammeQuerySet,
    SchoolPeriodQuerySet,
    SubRegionQuerySet,
)


class ProgrammeKind(models.TextChoices):
    """The internal kind: staff see it, families and calendars never do."""

    FORDYPNING = "fordypning", _("fordypning")
    FORDYPNING_CONSORTIUM = "fordypning_consortium", _("fordypning consortium")
    REFUGEE_SUMMER_SCHOOL = "refugee_summer_school", _("refugee summer school")
    SPECIAL_NEEDS_GROUP = "special_needs_group", _("special-needs music group")
    SCHOOL_PROJECT = "school_project", _("school project")
    OPEN_SESSIONS = "open_sessions", _("open sessions")
    OPEN_MEETING_PLACE = "open_meeting_place", _("open meeting place")
    OPEN_EVENT = "open_event", _("open event")
    DANCE_PROJECT = "dance_project", _("dance project")
    ART_PROJECT = "art_project", _("art project")
    YOUTH_PROJECT = "youth_project", _("youth project")
    ACTIVITY_OFFER = "activity_offer", _("activity offer")
    OTHER_PROJECT = "other_project", _("other project")


class AgeGroup(models.TextChoices):
    CHILDREN = "children", _("children")
    CHILDREN_AND_YOUTH = "children_and_youth", _("children and youth")
    YOUTH = "youth", _("youth")
    YOUNG_PEOPLE_AND_ADULTS = "young_people_and_adults", _("young people and adults")
    OLDER_PEOPLE = "older_people", _("older people")
    FAMILIES = "families", _("families")
    ALL = "all", _("all ages")


class Level(models.TextChoices):
    """Bredde-, kjerne- and fordypningsprogram; a project outside the three has none."""

    BREADTH = "breadth", _("breadth")
    CORE = "core", _("core")
    IN_DEPTH = "in_depth", _("in-depth")


class Programme(models.Model):
    """A measure that schools run, for a target group. The target group is a fact of the programme only."""

    public_name = models.CharField(
        _("public name"), max_length=120, help_text=_("Written by the school; tells no target group.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=ProgrammeKind.choices)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, blank=True)
    is_shared = models.BooleanField(
        _("shared by several schools"), default=False, help_text=_("Off: one school's own.")
    )
    country = models.CharField(max_length=2, choices=Country.choices)
    age_group = models.CharField(_("age group"), max_length=30, choices=AgeGroup.choices)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    art_forms = models.CharField(_("art forms"), max_length=120, blank=True)
    vulnerable = models.BooleanField(
        default=True,
        help_text=_("A count of participants from 1 to 4 is hidden; from 1 to 2 where this is off."),
    )
    by_referral_only = models.BooleanField(default=False)
    asks_external_decision = models.BooleanField(
        default=False, help_text=_("Another service decides who may take part.")
    )
    schools = models.ManyToManyField(CultureSchool, through="ProgrammeSchool", related_name="programmes")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="programme_age_order",
            )
        ]
        ordering = ["public_name"]

    def __str__(self) -> str:
        return self.public_name


class ProgrammeSchool(models.Model):
    """A school's part in a programme, by period."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="school_periods")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = SchoolPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "school", "valid_from"], name="programme_school_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="programme_school_period_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.school}"


class SubRegion(models.Model):
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sub_regions")
    name = models.CharField(max_length=80)
    schools = models.ManyToManyField(CultureSchool, through="SubRegionSchool", related_name="+")

    objects = SubRegionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="sub_region_once")]

    def __str__(self) -> str:
        return self.name


class SubRegionSchool(models.Model):
    """A school's part in a sub-region, by period."""

    sub_region = models.ForeignKey(SubRegion, models.CASCADE, related_name="school_periods")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = OfSubRegionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sub_region", "school", "valid_from"], name="sub_region_school_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="sub_region_school_period_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_region} · {self.school}"


class ProgrammeMembership(models.Model):
    """The lead of a programme, or, with a sub-region, its coordinator there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="programme_memberships")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="memberships")
    sub_region = models.ForeignKey(SubRegion, models.CASCADE, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "programme"],
                condition=Q(ended_at=None, sub_region=None),
                name="programme_lead_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.programme}"
