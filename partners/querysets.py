import datetime
from collections.abc import Mapping
from typing import Self

from django.apps import apps
from django.db.models import Q, QuerySet

from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, SCHOOL_ROLES, Role

KEPT_ROLES = (PARTNER_CONTACT,)


def held_by(user: Person) -> Mapping[str, set[int]]:
    """Which agencies a partner's user stands for."""
    memberships = apps.get_model("partners", "AgencyMembership").objects
    own = memberships.everything(why="the user's own roles").filter(user=user.pk, ended_at=None)
    return {PARTNER_CONTACT: set(own.values_list("agency_id", flat=True))}


class AgencyQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of the municipalities whose schools one works at, those from elsewhere that a school which
        one coordinates works with, and the one that one stands for."""
        schools = CultureSchool.objects.visible_to(user)
        return self.filter(
            Q(municipality__in=schools.values("municipality"))
            | Q(id__in=_from_elsewhere(user))
            | Q(id__in=rights_of(user).of(PARTNER_CONTACT))
        )

    def seen_by_coordinator(self, user: Person) -> Self:
        """Those that a coordinator's own schools may work with."""
        own = CultureSchool.objects.visible_to(user).coordinated_by(user)
        return self.filter(Q(municipality__in=own.values("municipality")) | Q(id__in=_from_elsewhere(user)))

    def offered_on(self, day: datetime.date) -> Self:
        """For what is new, until one no longer works with it."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def changeable_by(self, user: Person) -> Self:
        """By the coordinators of its municipality; where no school is, by those who work with it."""
        schools = CultureSchool.objects.everything(why="where there is a school at all")
        own = schools.coordinated_by(user).values("municipality")
        nobodys = ~Q(municipality__in=schools.values("municipality"))
        return self.filter(Q(municipality__in=own) | Q(nobodys, id__in=_from_elsewhere(user)))


def _from_elsewhere(user: Person) -> QuerySet:
    """Ids of the agencies of other municipalities that schools which one coordinates work with."""
    parts = apps.get_model("partners", "SchoolPartner").objects.visible_to(user)
    return parts.values("agency_id")


class OfAgencyQuerySet(ScopedQuerySet):
    """Rows that hang on an agency: seen by the staff of schools in its municipality."""

    def visible_to(self, user: Person) -> Self:
        rights = rights_of(user)
        schools = set().union(*(rights.of(role) for role in SCHOOL_ROLES))
        own = CultureSchool.objects.visible_to(user).filter(id__in=schools)
        return self.filter(agency__municipality__in=own.values("municipality"))


class ContactQuerySet(OfAgencyQuerySet):
    def known_to(self, user: Person) -> Self:
        """Those of the agencies that a coordinator's schools may work with, from wherever."""
        agencies = apps.get_model("partners", "PartnerAgency").objects.everything(why="narrowed to one's own")
        return self.filter(agency__in=agencies.seen_by_coordinator(user))

    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class OfSchoolStaffQuerySet(ScopedQuerySet):
    """Rows of one school that everybody who works there sees."""

    def visible_to(self, user: Person) -> Self:
        rights = rights_of(user)
        return self.filter(school__in=set().union(*(rights.of(role) for role in SCHOOL_ROLES)))


class FunderQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Funders are public bodies: whoever coordinates a school sees them all."""
        return self.all() if rights_of(user).holds(Role.COORDINATOR) else self.none()


class OfAgreementQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(agreement__school__in=rights_of(user).of(Role.COORDINATOR))


class OfCommitmentQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(commitment__agreement__school__in=rights_of(user).of(Role.COORDINATOR))


class OfGrantQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(grant__school__in=rights_of(user).of(Role.COORDINATOR))


class ReportDueQuerySet(OfGrantQuerySet):
    def to_be_sent(self) -> Self:
        """Of grants that were awarded, and not sent yet."""
        return self.filter(sent_on=None, grant__state="awarded")

    def with_papers(self) -> Self:
        """With what `partners.papers` reads, in as many questions however many there are."""
        return self.select_related("grant__funder").prefetch_related(
            "grant__asked_papers", "grant__attachments", "grant__reports_due"
        )


class SchemePaperQuerySet(ScopedQuerySet):
    """Of a scheme or of a grant."""

    def visible_to(self, user: Person) -> Self:
        schools = rights_of(user).of(Role.COORDINATOR)
        return self.filter(Q(grant__school__in=schools) | Q(scheme__school__in=schools))
