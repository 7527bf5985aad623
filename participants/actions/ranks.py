"""The numbers of a waiting list, from 1 without gaps. Call them where the group has been locked."""

from collections.abc import Sequence

from django.db.models import F

from participants.models import Enrolment
from participants.rules.waiting_list import inserted
from participants.waiting import read_candidates, waiting_in


def join_waiting_list(*, enrolment: Enrolment) -> None:
    """Give `enrolment` its place by the criteria; the others keep their order."""
    waiting = list(waiting_in(enrolment.group).exclude(pk=enrolment.pk).select_related(*_AT_HAND))
    *others, newcomer = read_candidates(enrolment.group, [*waiting, enrolment])
    keys = [one.key for one in inserted(newcomer, others)]
    enrolment.waiting_rank, enrolment.moved_up = keys.index(enrolment.pk) + 1, False
    number([*waiting, enrolment], keys)


def leave_waiting_list(*, enrolment: Enrolment) -> None:
    """Close the gap that `enrolment` leaves."""
    if enrolment.waiting_rank is not None:
        behind = waiting_in(enrolment.group).filter(waiting_rank__gt=enrolment.waiting_rank)
        behind.order_by().update(waiting_rank=F("waiting_rank") - 1)
    enrolment.waiting_rank, enrolment.moved_up = None, False


def number(rows: Sequence[Enrolment], keys: Sequence[int]) -> None:
    """Store the order `keys`; only who stands elsewhere than before is written."""
    ranks = {key: rank for rank, key in enumerate(keys, start=1)}
    changed = [row for row in rows if row.waiting_rank != ranks[row.pk]]
    for row in changed:
        row.waiting_rank = ranks[row.pk]
    Enrolment.objects.bulk_update(changed, ["waiting_rank"])


_AT_HAND = ("participant", "application")
