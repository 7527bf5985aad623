"""A school's accounts to a day are closed: from then on what stands in them is not changed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.web.templatetags.face import short_day
from programmes.costs import closed_through
from programmes.models import ClosedPeriod
from programmes.payers import school_locked


class CannotClose(Refused):
    """The message says why."""


@transaction.atomic
def close_accounts(*, actor: Actor, school_id: int, through: datetime.date) -> ClosedPeriod:
    """To and with `through`. Nothing opens them again: a correction is a new line on a later day.

    Raises CultureSchool.DoesNotExist for a school that the actor does not coordinate, and CannotClose.
    """
    school = school_locked(actor, school_id)
    last = closed_through(school)
    if last is not None and through <= last:
        raise CannotClose(_("They are closed to and with %(day)s already.") % {"day": short_day(last)})
    if through >= timezone.localdate():
        raise CannotClose(_("Only days that are over can be closed."))
    closed = ClosedPeriod.objects.create(school=school, through=through, closed_by=actor.signed_in)
    record(actor, "close accounts", closed, school=school, through=str(through))
    return closed
