from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """What a paper of an agreement or a grant is; a funder's conditions ask for some of them."""

    SIGNED_AGREEMENT = "signed_agreement", _("signed agreement")
    APPLICATION = "application", _("application")
    AWARD_LETTER = "award_letter", _("award letter")
    PARTNER_DECLARATION = "partner_declaration", _("partner's declaration")
    RECEIPTS = "receipts", _("receipts")
    ACCOUNTS = "accounts", _("project accounts")
    ACCOUNTS_TWO_SIGNATURES = "accounts_two_signatures", _("project accounts with two signatures")
    AUDITOR_STATEMENT = "auditor_statement", _("auditor's statement")
    REPORT = "report", _("report")
    OTHER = "other", _("other")
