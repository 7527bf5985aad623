"""Who changes an agreement, and until when."""

from django.utils.translation import gettext as _

from partners.models import Agreement
from portal.audit.saving import Closed
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def may_change_agreement(user: Person, agreement: Agreement) -> bool:
    """The school's coordinators, until all have signed: `AgreementQuerySet.changeable_by`."""
    return agreement.signed_on is None and agreement.school_id in rights_of(user).of(Role.COORDINATOR)


def check_draft(agreement: Agreement) -> None:
    """Raises Closed."""
    if agreement.signed_on:
        raise Closed(
            _("This agreement is signed: what it says is not changed. Renew it, or give notice of its end.")
        )
