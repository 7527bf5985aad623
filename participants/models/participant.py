from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.querysets.people import OfParticipantQuerySet, ParticipantQuerySet
from portal.accounts.models import CultureSchool
from portal.geography.models import Country


class AddressProtection(models.TextChoices):
    """Norway's fortrolig and strengt fortrolig adresse, Denmark's navne- og adressebeskyttelse."""

    NONE = "", _("none")
    CONFIDENTIAL = "confidential", _("confidential")
    STRICTLY_CONFIDENTIAL = "strictly", _("strictly confidential")


class Participant(models.Model):
    """A person at one school. No national identity number, diagnosis, origin or address is ever stored."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="participants")
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    is_reference = models.BooleanField(
        default=False, help_text="The name is not known yet: the given name holds a partner's reference."
    )
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)
    grade_country = models.CharField(max_length=2, choices=Country.choices, blank=True)
    address_protection = models.CharField(
        max_length=12, choices=AddressProtection.choices, blank=True, default=AddressProtection.NONE
    )
    registered_at = models.DateTimeField(auto_now_add=True)
    age_band = models.CharField(
        max_length=5, blank=True, help_text="All that is left of the age once the details are removed."
    )
    removed_on = models.DateField(
        null=True, blank=True, help_text="When name, birth and contact were removed."
    )

    # Annotated by `on_roll`.
    helps_out: bool

    # Annotated by `with_need_cards`.
    what_helps: str | None

    # Prefetched by `with_card`.
    cards: "list[SupportNeed]"

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grade=None, grade_country="") | Q(Q(grade__isnull=False), ~Q(grade_country="")),
                name="participant_grade_has_country",
            )
        ]
        ordering = ["given_name", "family_name"]

    def __str__(self) -> str:
        if self.is_reference:
            return gettext("Reference %(reference)s") % {"reference": self.given_name}
        return f"{self.given_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        """Given name and the first letter of the family name, as a roll call reads it."""
        return str(self) if self.is_reference else f"{self.given_name} {self.family_name[:1]}."


class NamedKeeper(models.Model):
    """A user who is named for a child with a protected address, and so sees the name."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="keepers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "user"], name="named_keeper_once")]

    def __str__(self) -> str:
        return f"{self.participant_id} · {self.user_id}"


class Guardian(models.Model):
    """Who speaks for a child. Another guardian without responsibility gets nothing."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="guardians")
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    has_parental_responsibility = models.BooleanField(_("parental responsibility"), default=True)
    is_representative = models.BooleanField(
        _("appointed representative"), default=False, help_text=_("Of a child without its parents.")
    )
    contact_verified_at = models.DateTimeField(null=True, blank=True)

    objects = OfParticipantQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SupportNeed(models.Model):
    """The need card: what helps, in the family's or the school's words, never a diagnosis.

    It expires at the end of a school year unless it is renewed.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs")
    what_helps = models.CharField(_("what helps"), max_length=200)
    to_avoid = models.CharField(_("what to avoid"), max_length=200, blank=True)
    pause = models.CharField(_("how to take a pause"), max_length=200, blank=True)
    same_adult = models.BooleanField(_("the same adult each time"), default=False)
    needs_companion = models.BooleanField(_("comes with a companion"), default=False)
    expires_on = models.DateField()
    renewed_on = models.DateField(null=True, blank=True)

    objects = OfParticipantQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what_helps
