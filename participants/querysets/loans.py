import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from participants.querysets.people import OfParticipantQuerySet
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


class LoanQuerySet(OfParticipantQuerySet):
    def in_scope_of(self, user: Person) -> Self:
        """A coordinator's school, whoever has the thing; else those of the people whom one sees.

        Show a name only where `with_name_for` allows it.
        """
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.filter(
            Q(school__in=rights_of(user).of(Role.COORDINATOR)) | Q(participant__in=people.values("id"))
        )

    def with_name_for(self, user: Person) -> Self:
        """Annotates `shows_name`: false for a protected address kept from `user`, and once removed."""
        people = apps.get_model("participants", "Participant").objects.visible_to(user)
        return self.annotate(shows_name=Exists(people.filter(pk=OuterRef("participant"))))

    def out(self) -> Self:
        return self.filter(returned_on=None)

    def overdue(self, on: datetime.date) -> Self:
        return self.out().filter(due_on__lt=on)

    def to_remind(self, today: datetime.date, until: datetime.date) -> Self:
        """Due by then, and nobody has been reminded of this day."""
        return self.out().filter(due_on__gte=today, due_on__lte=until, reminded_at=None)


OUT, OVERDUE, FREE = "out", "overdue", "free"


def things(user: Person) -> QuerySet:
    """What is lent at the schools where one works, each with the loan that is out as `out_now`."""
    loans = apps.get_model("participants", "Loan").objects.everything(why="of the things one sees")
    now = loans.out().with_name_for(user).select_related("participant")
    equipment = apps.get_model("partners", "Equipment").objects.visible_to(user)
    lent = equipment.select_related("owner", "school__municipality")
    return lent.prefetch_related(Prefetch("loans", now, to_attr="out_now"))


def in_state(equipment: QuerySet, state: str, on: datetime.date) -> QuerySet:
    loans = apps.get_model("participants", "Loan").objects.everything(why="says what is out")
    out = loans.out().filter(equipment=OuterRef("pk"))
    if state == OUT:
        return equipment.filter(Exists(out))
    if state == OVERDUE:
        return equipment.filter(Exists(out.overdue(on)))
    return equipment.exclude(Exists(out)) if state == FREE else equipment
