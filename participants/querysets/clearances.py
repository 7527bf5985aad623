"""Whose papers were never seen, or too long ago: volunteers and the partner's staff in groups."""

import datetime
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.rules.clearance import oldest_valid
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.models import Staffing

_WHY = "narrowed to the schools that the user coordinates"
PAPERS = ("police_certificate_seen_on", "confidentiality_seen_on")


def volunteers_of(user: Person) -> QuerySet:
    """Those of the schools that one coordinates, who are still there or not."""
    volunteers = apps.get_model("partners", "Volunteer").objects.visible_to(user)
    rows = volunteers.filter(school__in=rights_of(user).of(Role.COORDINATOR))
    return rows.select_related("agency", "school__municipality")


def partner_staff_of(user: Person, on: datetime.date) -> QuerySet:
    """Contacts who work in a group of a school that one coordinates, in a run that is not closed."""
    contacts = apps.get_model("partners", "Contact").objects.everything(why=_WHY)
    works = _staffing(rights_of(user).of(Role.COORDINATOR))
    return contacts.valid_on(on).filter(Exists(works)).select_related("agency")


def oldest_by_school(user: Person, on: datetime.date) -> Mapping[int, datetime.date]:
    """For each school that one coordinates the first day on which a paper may have been seen to count."""
    model = apps.get_model("participants", "SchoolSettings")
    schools = rights_of(user).of(Role.COORDINATOR)
    usual = model._meta.get_field("clearance_years").default
    rows = model.objects.everything(why=_WHY).filter(school__in=schools)
    years = dict.fromkeys(schools, usual) | dict(rows.values_list("school", "clearance_years"))
    return {school: oldest_valid(on, number) for school, number in years.items()}


def volunteers_lacking_papers(user: Person, on: datetime.date) -> QuerySet:
    """Volunteers who are there now, or are matched to somebody, without papers that count."""
    matches = apps.get_model("participants", "BuddyMatch").objects.everything(why="of these volunteers")
    matched = Exists(matches.current(on).filter(volunteer=OuterRef("pk")))
    there = Q(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    lacking = Q(pk__in=[])
    for school, oldest in oldest_by_school(user, on).items():
        lacking |= Q(_lacks(oldest), school=school)
    return volunteers_of(user).filter(lacking, Q(matched) | there)


def partner_staff_lacking_papers(user: Person, on: datetime.date) -> QuerySet:
    """Partner's staff in groups of runs that are not closed, without papers that count where they work."""
    lacking = Q(pk__in=[])
    for school, oldest in oldest_by_school(user, on).items():
        lacking |= Q(_lacks(oldest), Exists(_staffing({school})))
    return partner_staff_of(user, on).filter(lacking)


def _staffing(schools: frozenset[int] | set[int]) -> QuerySet:
    staffing = Staffing.objects.everything(why=_WHY).filter(contact=OuterRef("pk"), school__in=schools)
    return staffing.exclude(group__run__state="closed")


def _lacks(oldest: datetime.date) -> Q:
    lacking = Q()
    for paper in PAPERS:
        lacking |= Q(**{paper: None}) | Q(**{f"{paper}__lt": oldest})
    return lacking
