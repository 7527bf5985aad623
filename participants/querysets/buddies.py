import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.querysets.people import OfParticipantQuerySet, ParticipantQuerySet
from portal.scope.person import Person


class BuddyMatchQuerySet(OfParticipantQuerySet):
    def current(self, on: datetime.date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, on: datetime.date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def with_names_for(self, user: Person) -> Self:
        """Annotates `shows_name` and `shows_helper`: whether `user` may know the two."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.annotate(
            shows_name=Exists(people.filter(pk=OuterRef("participant"))),
            shows_helper=Exists(people.filter(pk=OuterRef("helper"))),
        )


def missing_buddy(people: ParticipantQuerySet, on: datetime.date) -> ParticipantQuerySet:
    """Who is to have somebody beside her and has nobody on that day; only those with a place.

    Annotates `without_buddy`, in a group where everybody has one, and `without_companion`, whom the need card
    asks for.
    """
    why = "says who has nobody beside her"
    enrolments = apps.get_model("participants", "Enrolment").objects.everything(why=why)
    places = enrolments.as_participants().filter(
        participant=OuterRef("pk"), state="enrolled", enrolled_on__lte=on, group__run__state="open"
    )
    matches = apps.get_model("participants", "BuddyMatch").objects.everything(why=why)
    beside = matches.current(on).filter(participant=OuterRef("pk"))
    needs = apps.get_model("participants", "SupportNeed").objects.everything(why=why)
    asks = needs.filter(participant=OuterRef("pk"), needs_companion=True, expires_on__gte=on)
    found = people.filter(removed_on=None).annotate(
        without_buddy=Exists(places.filter(group__wants_buddies=True)) & ~Exists(beside),
        without_companion=Exists(asks) & Exists(places) & ~Exists(beside.filter(kind="companion")),
    )
    return found.filter(Q(without_buddy=True) | Q(without_companion=True))


def helpers_at(user: Person, school: int) -> QuerySet:
    """The people of a school who help in a group now, as far as `user` may know them."""
    enrolments = apps.get_model("participants", "Enrolment").objects.everything(why="who helps now")
    helping = enrolments.as_helpers().filter(state="enrolled", school=school)
    people = apps.get_model("participants", "Participant").objects.visible_to(user)
    return people.filter(school=school, id__in=helping.values("participant_id"))
