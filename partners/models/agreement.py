from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models.agency import Contact, PartnerAgency
from partners.models.money import currency_field
from partners.querysets import OfAgreementQuerySet, OfCommitmentQuerySet
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.jobs.models import Job
from portal.scope.querysets import OfSchoolQuerySet


class AgreementKind(models.TextChoices):
    PARTNERSHIP = "partnership", _("partnership agreement")
    COOPERATION = "cooperation", _("cooperation agreement")
    PLACE_PURCHASE = "place_purchase", _("purchase of places between municipalities")
    CONSORTIUM = "consortium", _("county consortium")


class Agreement(models.Model):
    """What a school and others have promised each other for a period (samarbeidsavtale, samarbejdsaftale).

    It is a draft until the day on which all have signed; from then on what it says is not changed.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind.choices)
    title = models.CharField(_("title"), max_length=160)
    aims = models.TextField(_("what we want to reach together"), max_length=3000)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    ended_early_on = models.DateField(null=True, blank=True, help_text=_("Where it was given notice."))
    remind_days = models.PositiveSmallIntegerField(
        _("remind of renewal"), default=90, help_text=_("Days before its last day.")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    renews = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="renewed_by",
        help_text=_("The agreement of which this one is the continuation."),
    )

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_period_order"),
            models.CheckConstraint(
                condition=Q(ended_early_on=None)
                | Q(ended_early_on__gte=F("starts_on"), ended_early_on__lte=F("ends_on")),
                name="agreement_ends_early_within",
            ),
        ]
        ordering = ["-starts_on", "title"]

    def __str__(self) -> str:
        return self.title


class AgreementParty(models.Model):
    """Who has promised: a culture school, an agency or a municipality."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField(default=0)
    school = models.ForeignKey(CultureSchool, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(
        PartnerAgency, models.PROTECT, null=True, blank=True, related_name="agreement_parts"
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who speaks for the agency in this agreement."),
    )

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, agency=None, municipality=None, contact=None)
                | Q(school=None, agency__isnull=False, municipality=None)
                | Q(school=None, agency=None, municipality__isnull=False, contact=None),
                name="party_is_one",
            ),
            models.UniqueConstraint(
                fields=["agreement", "school"], condition=Q(school__isnull=False), name="party_school_once"
            ),
            models.UniqueConstraint(
                fields=["agreement", "agency"], condition=Q(agency__isnull=False), name="party_agency_once"
            ),
            models.UniqueConstraint(
                fields=["agreement", "municipality"],
                condition=Q(municipality__isnull=False),
                name="party_municipality_once",
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        if self.municipality:
            return gettext("%(name)s municipality") % {"name": self.municipality}
        return str(self.school or self.agency)


class AgreementDocument(models.Model):
    """The agreement as a PDF for signing, made by a job from what the agreement said at `version`."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    version = models.CharField(max_length=16, help_text="Of what the agreement said.")
    file = models.CharField(max_length=120, blank=True, help_text="Path within the private storage.")
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", made_at=None) | Q(~Q(file=""), made_at__isnull=False),
                name="agreement_document_made_has_file",
            ),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.version}"


class CommitmentUnit(models.TextChoices):
    """What a commitment is counted in; hours are of 60 minutes and stored as minutes, money as øre."""

    ROOM_HOURS = "room_hours", _("room-hours")
    STAFF_HOURS = "staff_hours", _("hours of staff")
    PLACES = "places", _("places")
    MONEY = "money", _("money")
    TIMES = "times", _("times")


class Commitment(models.Model):
    """One promise of an agreement: which party gives which service, how much of it, and who pays."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField(default=0)
    giver = models.ForeignKey(AgreementParty, models.RESTRICT, related_name="gives")
    service = models.CharField(_("what is given"), max_length=200)
    unit = models.CharField(_("counted in"), max_length=12, choices=CommitmentUnit.choices)
    quantity = models.BigIntegerField(
        _("how much"), help_text="Minutes for hours, øre for money, else a number."
    )
    currency = currency_field(blank=True)
    payer = models.ForeignKey(
        AgreementParty,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="pays",
        help_text=_("Empty: nobody pays for it."),
    )

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="commitment_quantity_positive"),
            models.CheckConstraint(
                condition=Q(Q(unit="money"), ~Q(currency="")) | Q(~Q(unit="money"), currency=""),
                name="commitment_money_has_currency",
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.service

    @property
    def paid_by(self) -> AgreementParty:
        """Where nobody else pays, whoever gives."""
        return self.payer or self.giver


class Delivery(models.Model):
    """Something given of a commitment, noted by hand, where nothing is logged that it follows from."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="deliveries")
    on = models.DateField(_("day"))
    quantity = models.BigIntegerField(_("how much"), help_text="As of the commitment; less than 0 corrects.")
    note = models.CharField(_("note"), max_length=200, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfCommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="delivery_quantity_not_zero"),
        ]
        ordering = ["on", "pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.quantity}"
