"""What each collaboration of a culture school with a partner school did: groups, staff, sessions."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from programmes.models import Staffing
from reports.figures.window import WHY, Window

NO_PARTNER = 0


@dataclass(frozen=True)
class Collaboration:
    """A culture school and one partner school; `partner` is NO_PARTNER for groups of the school alone."""

    school: int
    partner: int


@dataclass(frozen=True)
class Place:
    """Where a collaboration is, by name."""

    municipality: int
    school_name: str
    partner_name: str


@dataclass(frozen=True)
class GroupFacts:
    groups: int
    with_solo: int
    grade_from: int | None
    grade_to: int | None


@dataclass(frozen=True)
class Adults:
    """People, each once in this collaboration; who works in two counts in both."""

    teachers: int
    partner_staff: int


def _key(row: dict) -> Collaboration:
    return Collaboration(row["school"], row["partner_school"] or NO_PARTNER)


def groups(window: Window) -> dict[Collaboration, tuple[Place, GroupFacts]]:
    rows = window.groups().values(
        "school", "school__name", "school__municipality", "partner_school", "partner_school__name"
    )
    counted = rows.annotate(
        groups=Count("pk"),
        with_solo=Count("pk", filter=Q(has_solo=True)),
        lowest=Min("grade_from"),
        highest=Max("grade_to"),
    )
    return {
        _key(row): (
            Place(row["school__municipality"], row["school__name"], row["partner_school__name"] or ""),
            GroupFacts(row["groups"], row["with_solo"], row["lowest"], row["highest"]),
        )
        for row in counted
    }


def adults(window: Window) -> dict[Collaboration, Adults]:
    rows = (
        Staffing.objects.everything(why=WHY)
        .filter(group__in=window.groups().values("pk"))
        .values("group__school", "group__partner_school")
        .annotate(teachers=Count("user", distinct=True), partner_staff=Count("contact", distinct=True))
        .order_by()
    )
    return {
        Collaboration(row["group__school"], row["group__partner_school"] or NO_PARTNER): Adults(
            row["teachers"], row["partner_staff"]
        )
        for row in rows
    }


@dataclass(frozen=True)
class GroupFormat:
    """A format in use: its template's sizes, and how many groups of each collaboration follow it."""

    name: str
    size_from: int | None
    size_to: int | None
    session_minutes: int | None
    groups: int
    school: int


def formats(window: Window) -> list[GroupFormat]:
    rows = (
        window.groups()
        .values("school", "format__name", "format__size_from", "format__size_to", "format__session_minutes")
        .annotate(groups=Count("pk"))
    )
    return [
        GroupFormat(
            row["format__name"] or "",
            row["format__size_from"],
            row["format__size_to"],
            row["format__session_minutes"],
            row["groups"],
            row["school"],
        )
        for row in rows
    ]
