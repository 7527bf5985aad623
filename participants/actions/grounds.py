from django.utils.translation import gettext as _

from participants.grounds import grounds_of
from participants.models import Ground
from portal.accounts.models import CultureSchool


class UnknownGround(Exception):
    """The school's list has no such reason for this decision."""

    def __str__(self) -> str:
        return _("Choose a reason from the list.")


def chosen_ground(*, school: CultureSchool, state: str, text: str) -> Ground | None:
    """The reason with these words; the first choice of a built-in one makes the list the school's own.

    Call it in the transaction of a decision. Raises UnknownGround.
    """
    if not text:
        return None
    rows = grounds_of(school, state)
    if text not in {row.text for row in rows}:
        raise UnknownGround(text)
    if any(row.pk is None for row in rows):
        Ground.objects.bulk_create(rows, ignore_conflicts=True)
        rows = grounds_of(school, state)
    return next(row for row in rows if row.text == text)
