"""Until when an agreement is changed; whose it is, its queryset says."""

from django.utils.translation import gettext as _

from partners.models import Agreement
from portal.audit.saving import Closed


def check_draft(agreement: Agreement) -> None:
    """Raises Closed."""
    if agreement.signed_on:
        raise Closed(
            _("This agreement is signed: what it says is not changed. Renew it, or give notice of its end.")
        )
