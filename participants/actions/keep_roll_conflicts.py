"""What arrived from a phone and differs from what somebody else had stored is kept beside it."""

from collections.abc import Mapping

from django.utils import timezone

from participants.models import RollConflict
from participants.roll import Roll, participant_of
from participants.rules.roll_call import Conflict, Values
from portal.accounts.models import User

_WHY = "of a session that the action has locked"
Open = dict[str, dict[str, RollConflict]]
"""The sender's open conflicts, by key of the roll and by what arrived."""


def keep_roll_conflicts(
    *, roll: Roll, user: User, shown: Values, values: Values, conflicts: Mapping[str, Conflict]
) -> int:
    """Keeps both values of each conflict and returns how many there are.

    One word of a sender follows another: what she changes of a value of hers that is kept already takes its
    place, and where she now says what is stored, there is no difference left.
    """
    if not roll.is_logged:
        return 0
    mine = _open_of(roll, user)
    for key, both in conflicts.items():
        _keep(roll, user, key, both, kept=mine.get(key, {}), before=shown.get(key))
    for key, kept in mine.items():
        before = kept.get(shown.get(key, ""))
        if before and key in values and values[key] == roll.stored.get(key):
            _let_go(before, user)
    return len(conflicts)


def _open_of(roll: Roll, user: User) -> Open:
    rows = RollConflict.objects.everything(why=_WHY).open().filter(session=roll.session, sent_by=user)
    found: Open = {}
    for row in rows:
        found.setdefault(row.key, {})[row.arrived] = row
    return found


def _keep(
    roll: Roll, user: User, key: str, both: Conflict, *, kept: Mapping[str, RollConflict], before: str | None
) -> None:
    followed = kept.get(before) if before is not None else None
    if both.mine in kept:
        if followed:
            _let_go(followed, user)
    elif followed:
        followed.stored, followed.arrived, followed.arrived_at = both.theirs, both.mine, timezone.now()
        followed.save(update_fields=["stored", "arrived", "arrived_at"])
    else:
        _add(roll, user, key, both)


def _add(roll: Roll, user: User, key: str, both: Conflict) -> None:
    participant = participant_of(key)
    RollConflict.objects.create(
        school_id=roll.session.school_id,
        session_id=roll.session.pk,
        participant_id=participant,
        field="mark" if participant else key,
        stored=both.theirs,
        arrived=both.mine,
        arrived_at=timezone.now(),
        sent_by=user,
    )


def _let_go(row: RollConflict, user: User) -> None:
    """Its sender says something else now."""
    row.settled_at, row.settled_by = timezone.now(), user
    row.save(update_fields=["settled_at", "settled_by"])
