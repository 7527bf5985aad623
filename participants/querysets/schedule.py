"""What goes when: for the coordinators of a school, as numbers."""

import datetime
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Count

from participants.querysets.expiry import with_removal_day
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def people_by_day(user: Person) -> Mapping[datetime.date, int]:
    """How many of the people of the schools one coordinates go on each day; NO_RUN: no run says when."""
    everyone = apps.get_model("participants", "Participant").objects.everything(why="numbers of own schools")
    own = everyone.filter(school__in=rights_of(user).of(Role.COORDINATOR), removed_on=None)
    rows = with_removal_day(own).order_by().values("goes_on").annotate(people=Count("pk"))
    return {row["goes_on"]: row["people"] for row in rows}
