"""What applications add to a group; `programmes` does not know participants."""

from django.db.models import Count, F, Q

from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from programmes.querysets.groups import GroupQuerySet

_TAKES_PART = Q(enrolments__role="participant")
_STATES = {"new": "applied", "waiting": "waitlisted", "offered": "offered", "enrolled": "enrolled"}


def with_applications(groups: GroupQuerySet, user: Person) -> GroupQuerySet:
    """Those whose applications `user` deals with: open runs first, in them what is to be decided.

    Annotates how many are `new`, `waiting`, `offered`, `enrolled` and `taken`.
    """
    counts = {
        name: Count("enrolments", filter=_TAKES_PART & Q(enrolments__state=state))
        for name, state in _STATES.items()
    }
    return (
        groups.filter(school__in=rights_of(user).of(Role.COORDINATOR))
        .annotate(closed=Q(run__state="closed"), **counts)
        .annotate(taken=F("offered") + F("enrolled"))
        .select_related("run__programme", "school", "partner_school")
        .order_by("closed", "-run__starts_on", "run", "-new", "name")
    )
