from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, PartnerAgency, money_field
from portal.accounts.models import CultureSchool
from portal.geography.models import Country
from programmes.models.format import Format
from programmes.models.run import ProgrammeRun
from programmes.querysets.groups import GroupQuerySet, OfGroupQuerySet


class Weekday(models.IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Group(models.Model):
    """People who meet: gruppe, hold. A grade carries its country, and grade 0 exists in Denmark."""

    run = models.ForeignKey(ProgrammeRun, models.CASCADE, related_name="groups")
    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=80)
    format = models.ForeignKey(Format, models.PROTECT, null=True, blank=True, related_name="groups")
    partner_school = models.ForeignKey(
        PartnerAgency, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    capacity = models.PositiveSmallIntegerField(_("places"))
    venue = models.CharField(_("room"), max_length=80, blank=True)
    grade_from = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_country = models.CharField(max_length=2, choices=Country.choices, blank=True)
    has_solo = models.BooleanField(
        default=False, help_text=_("Some of the participants have lessons alone or in pairs as well.")
    )
    asks_answer = models.BooleanField(
        default=False, help_text=_("A place is offered and answered before it is taken.")
    )

    weekday = models.PositiveSmallIntegerField(
        _("weekday"), null=True, blank=True, choices=Weekday.choices, help_text="ISO: Monday is 1."
    )
    time_from = models.TimeField(_("from"), null=True, blank=True)
    time_to = models.TimeField(_("to"), null=True, blank=True)
    price = money_field(null=True, blank=True, help_text="A semester, in øre; 0 is free.")
    wants_buddies = models.BooleanField(
        _("everybody has a buddy"), default=False, help_text=_("Who has none is shown as missing one.")
    )
    lends_equipment = models.BooleanField(_("instruments or equipment are lent"), default=False)
    in_catalogue = models.BooleanField(
        default=False, help_text=_("Families find it while the season is open.")
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "school", "name"], name="group_once"),
            models.CheckConstraint(
                condition=Q(grade_from=None, grade_to=None, grade_country="")
                | Q(Q(grade_from__isnull=False, grade_to__gte=F("grade_from")), ~Q(grade_country="")),
                name="group_grade_has_country",
            ),
            models.CheckConstraint(
                condition=Q(time_from=None) | Q(time_to=None) | Q(time_to__gt=F("time_from")),
                name="group_time_order",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=0), name="group_price_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(weekday=None) | Q(weekday__gte=1, weekday__lte=7), name="group_weekday"
            ),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Employer(models.TextChoices):
    SCHOOL = "school", _("the culture school")
    PARTNER = "partner", _("the partner")


class Staffing(models.Model):
    """A person who works in a group: a user of the culture school, or a contact of the partner."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="staffing")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="staffing"
    )
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="staffing")

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, contact=None) | Q(user=None, contact__isnull=False),
                name="staffing_user_or_contact",
            ),
            models.UniqueConstraint(fields=["group", "user"], name="staffing_user_once"),
            models.UniqueConstraint(fields=["group", "contact"], name="staffing_contact_once"),
        ]

    def __str__(self) -> str:
        return str(self.user or self.contact)

    @property
    def employer(self) -> Employer:
        return Employer.SCHOOL if self.user_id else Employer.PARTNER
