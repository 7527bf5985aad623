"""What arrived from a phone and differs from what somebody else had stored is kept beside it."""

from collections.abc import Mapping

from django.utils import timezone

from participants.models import RollConflict
from participants.roll import Roll, participant_of
from participants.rules.roll_call import Conflict, Values
from portal.accounts.models import User

_WHY = "of a session that the action has locked"


def keep_roll_conflicts(
    *, roll: Roll, user: User, shown: Values, values: Values, conflicts: Mapping[str, Conflict]
) -> int:
    """Keeps both values of each conflict and returns how many there are.

    One word of a sender follows another: what she changes of a value of hers that is kept already takes its
    place, and where she now says what is stored, there is no difference left.
    """
    if not roll.is_logged:
        return 0
    mine = {row.key: row for row in _open_of(roll, user)}
    new = []
    for key, both in conflicts.items():
        before = mine.get(key)
        if before and shown.get(key) == before.arrived:
            _replace(before, both)
        elif not (before and before.arrived == both.mine):
            new.append(_row(roll, user, key, both))
    RollConflict.objects.bulk_create(new)
    for key, before in mine.items():
        if before.arrived == shown.get(key) and values.get(key) == roll.stored.get(key):
            _agree(before, user)
    return len(conflicts)


def _open_of(roll: Roll, user: User) -> list[RollConflict]:
    rows = RollConflict.objects.everything(why=_WHY).open()
    return list(rows.filter(session=roll.session, sent_by=user))


def _row(roll: Roll, user: User, key: str, both: Conflict) -> RollConflict:
    participant = participant_of(key)
    return RollConflict(
        school_id=roll.session.school_id,
        session_id=roll.session.pk,
        participant_id=participant,
        field="mark" if participant else key,
        stored=both.theirs,
        arrived=both.mine,
        arrived_at=timezone.now(),
        sent_by=user,
    )


def _replace(row: RollConflict, both: Conflict) -> None:
    row.stored, row.arrived, row.arrived_at = both.theirs, both.mine, timezone.now()
    row.save(update_fields=["stored", "arrived", "arrived_at"])


def _agree(row: RollConflict, user: User) -> None:
    row.settled_at, row.settled_by = timezone.now(), user
    row.save(update_fields=["settled_at", "settled_by"])
