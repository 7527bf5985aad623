"""The personas with something to report on: one held session of autumn 2024 in each of two schools."""

import datetime

from participants.models import Attendance, Participant
from portal.accounts.models import User
from programmes.models import Group, Session
from tests.db.people import Samklang, child, group


def log_autumn(samklang: Samklang, *, roskilde: int = 7, koege: int = 6) -> Samklang:
    """So many children came in Roskilde and in Køge."""
    in_koege = group(samklang.closed_run, samklang.koege, "Havnen 2024")
    for of, number in ((samklang.closed_group, roskilde), (in_koege, koege)):
        hold(of, [child(of.school, f"Barn{place}") for place in range(number)])
    return samklang


def hold(of: Group, children: list[Participant]) -> Session:
    starts_at = datetime.datetime(2024, 10, 1, 11, 0, tzinfo=datetime.UTC)
    ends_at = starts_at + datetime.timedelta(minutes=45)
    held = Session.objects.create(
        school=of.school, group=of, starts_at=starts_at, ends_at=ends_at, state="held"
    )
    teacher = User.objects.get(email="ida@example.org")
    Attendance.objects.bulk_create(
        Attendance(
            school=of.school,
            session=held,
            participant=row,
            mark="present",
            marked_at=starts_at,
            marked_by=teacher,
        )
        for row in children
    )
    return held
