import datetime
from typing import Self

from django.apps import apps
from django.db.models import Q

from participants.querysets.enrolments import OfEnrolmentQuerySet
from portal.scope.person import Person
from portal.scope.querysets import OfSchoolQuerySet, ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def holding_between(first: datetime.date, last: datetime.date) -> Q:
    """Free places and shares that hold on a day of the period at least."""
    return Q(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)


class FeeQuerySet(OfEnrolmentQuerySet):
    """Fees and free places: the coordinators', of the places whose names they may know; nobody else's."""


class CostShareQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """A coordinator's school; of a place only whose name she may know."""
        enrolments = apps.get_model("participants", "Enrolment").objects.visible_to(user)
        return self.filter(
            Q(enrolment=None) | Q(enrolment__in=enrolments.values("id")),
            school__in=rights_of(user).of(Role.COORDINATOR),
        )


class OfCostShareQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        shares = apps.get_model("participants", "CostShare").objects.visible_to(user)
        return self.filter(cost_share__in=shares.values("id"))


class SettlementQuerySet(OfSchoolQuerySet):
    def within(self, first: datetime.date, last: datetime.date) -> Self:
        """Of a period that has a day in common: how long they last is a setting that changes."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class OfSettlementQuerySet(ScopedQuerySet):
    """Lines name nobody: all of them are seen with their settlement."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(settlement__school__in=rights_of(user).of(Role.COORDINATOR))


class OfInvoiceFileQuerySet(ScopedQuerySet):
    """Show a name only where the child's may be shown."""

    def visible_to(self, user: Person) -> Self:
        return self.filter(invoice_file__school__in=rights_of(user).of(Role.COORDINATOR))
