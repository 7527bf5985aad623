"""The signed link of a family, and the referral of a partner."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.querysets.families import FamilyLinkQuerySet, ReferralQuerySet
from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


class FamilyLink(models.Model):
    """The way in of a family that has no account: one link for all that it has applied for at one school.

    The address is the signed id and `nonce` (participants.links): a new nonce ends all older addresses.
    `draft` is what has been typed and not yet sent.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32, default=new_nonce)
    language = models.CharField(_("language"), max_length=7)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    draft = models.JSONField(null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text="Where the link was sent.")
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When an address that only this contact was told was opened."
    )
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When the family last opened it.")

    objects = FamilyLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.school_id} · {self.pk}"


class Referral(models.Model):
    """A partner's request for a child: perhaps no more than a temporary reference."""

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, models.PROTECT, related_name="+")
    application = models.ForeignKey("participants.Application", models.CASCADE, related_name="referrals")
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    referred_at = models.DateTimeField(auto_now_add=True)
    reference = models.CharField(
        _("your reference"), max_length=40, blank=True, help_text=_("Until the name is known.")
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "agency"], name="referral_once_an_agency")
        ]
        ordering = ["-referred_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.agency_id} · {self.pk}"
