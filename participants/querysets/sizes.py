"""Groups with fewer or more people than they work with."""

import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.querysets.groups import GroupQuerySet

_taking_part = Q(enrolments__role="participant")


def out_of_size(groups: GroupQuerySet, user: Person, today: datetime.date) -> GroupQuerySet:
    """Those of `groups` that `user` coordinates, in runs that go on, under or over their size.

    Annotates `enrolled` (helpers are not counted), `offered`, `waiting`, and between which `least` and `most`
    a group works: as its format says, or up to its places.
    """
    states = {"enrolled": ("enrolled",), "offered": ("offered",), "waiting": ("applied", "waitlisted")}
    counts = {
        name: Count("enrolments", filter=_taking_part & Q(enrolments__state__in=those))
        for name, those in states.items()
    }
    counted = groups.filter(
        school__in=rights_of(user).of(Role.COORDINATOR), run__state="open", run__ends_on__gte=today
    ).annotate(**counts, least=F("format__size_from"), most=Coalesce(F("format__size_to"), F("capacity")))
    wrong = Q(enrolled__gt=F("most")) | Q(enrolled__lt=F("least"))
    return counted.filter(wrong).select_related("run", "format").order_by("run", "name", "pk")
