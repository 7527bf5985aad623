"""Taking and freeing a numbered place in a group. Call them inside the transaction of a move."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participants.models import Enrolment, Place
from participants.rules.enrolment import lowest_free
from programmes.models import Group

_OF_ONE_GROUP = "counts the places of one group, whose right has been judged"


class GroupFull(Exception):
    """No place is free; the message says how many there are and what can be done."""

    def __init__(self, *, taken: int, capacity: int) -> None:
        self.taken, self.capacity = taken, capacity
        super().__init__(taken, capacity)

    def __str__(self) -> str:
        return _(
            "The group is full: %(taken)d of %(capacity)d. Put on the waiting list, or raise the places."
        ) % {"taken": self.taken, "capacity": self.capacity}


def numbers_taken(group: Group) -> set[int]:
    places = Place.objects.everything(why=_OF_ONE_GROUP)
    return set(places.filter(group=group).values_list("number", flat=True))


def number_taken(group: Group) -> int:
    return Enrolment.objects.everything(why=_OF_ONE_GROUP).filter(group=group).taking_a_place().count()


def take_place(*, enrolment: Enrolment) -> Place:
    """Give `enrolment` the lowest free number. Raises GroupFull.

    Where somebody takes the same number at the same moment, the unique key refuses it and the next is tried:
    each refusal means one more place taken, so there are never more tries than places.
    """
    for _attempt in range(enrolment.group.capacity):
        try:
            with transaction.atomic():
                return _take_lowest(enrolment)
        except IntegrityError:
            continue
    return _take_lowest(enrolment)


def _take_lowest(enrolment: Enrolment) -> Place:
    group = enrolment.group
    taken = number_taken(group)
    number = lowest_free(numbers_taken(group), group.capacity)
    if number is None or taken >= group.capacity:
        raise GroupFull(taken=taken, capacity=group.capacity)
    return Place.objects.create(school_id=group.school_id, group=group, number=number, enrolment=enrolment)


def free_place(*, enrolment: Enrolment) -> None:
    Place.objects.everything(why=_OF_ONE_GROUP).filter(enrolment=enrolment).delete()
