from programmes.models import Session, Staffing, Substitute

Adult = tuple[int | None, str | None]


def adults_at(session: Session) -> list[Adult]:
    """Who is to be at a session, as user and name: the group's staff and the substitutes, in one question.

    Without those for whom somebody stands in. The partner's people have neither user nor name here.
    """
    stand_ins = Substitute.objects.everything(why="of that session").filter(session=session)
    staff = Staffing.objects.everything(why="the staff of that session's group").filter(
        group=session.group_id
    )
    away = stand_ins.filter(instead_of__isnull=False).values("instead_of")
    facts = ("user_id", "user__name")
    rows = staff.exclude(user__in=away).values_list(*facts).union(stand_ins.values_list(*facts), all=True)
    return sorted(rows, key=lambda row: row[1] or "")
