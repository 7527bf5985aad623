"""Who waits for a place in a group, with what the school's criteria say of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.utils import timezone

from participants.models import Application, Enrolment
from participants.querysets.enrolments import EnrolmentQuerySet
from participants.rules.criteria import Facts, Terms, reasons
from participants.rules.enrolment import APPLIED, TAKES_A_PLACE, WAITLISTED
from participants.rules.waiting_list import Candidate
from programmes.models import Criterion, Group, Season

_WHY = "says what the criteria say of the enrolments handed in"
_UNDECIDED = (APPLIED, WAITLISTED)


def waiting_in(group: Group) -> EnrolmentQuerySet:
    """The waiting list in its order; whoever has no number yet stands last."""
    rows = Enrolment.objects.everything(why="the order of one group's list, whose right has been judged")
    return rows.filter(group=group, state=WAITLISTED).order_by(*IN_ORDER)


IN_ORDER = (F("waiting_rank").asc(nulls_last=True), "waiting_since", "pk")


def read_candidates(
    group: Group, enrolments: Iterable[Enrolment], *, kinds: tuple[str, ...] | None = None
) -> list[Candidate]:
    """One for each of `enrolments`, in their order. They need `participant` and `application` at hand."""
    rows = list(enrolments)
    if not rows:
        return []
    kinds, terms = kinds_of(group) if kinds is None else kinds, _terms(group)
    families, gave_up = _Families(group, rows), _gave_up(group)
    return [
        Candidate(
            key=row.pk,
            applied_at=row.applied_at,
            reasons=reasons(kinds, terms, _facts(row, families)),
            moved_up=row.moved_up,
            gave_up=row.participant_id in gave_up,
            together=families.together(row),
            needs_elsewhere=families.needs_elsewhere(row),
        )
        for row in rows
    ]


def kinds_of(group: Group) -> tuple[str, ...]:
    """The criteria of the group's school for its programme, in the order in which they decide."""
    criteria = Criterion.objects.everything(why=_WHY)
    found = criteria.filter(school=group.school_id, programme=group.run.programme_id)
    return tuple(found.order_by("position", "pk").values_list("kind", flat=True))


def _terms(group: Group) -> Terms:
    season = Season.objects.everything(why=_WHY).filter(school=group.school_id, run=group.run_id)
    run, programme = group.run, group.run.programme
    return Terms(
        starts_on=run.starts_on,
        grades=None if group.grade_from is None else (group.grade_from, group.grade_to or group.grade_from),
        grade_country=group.grade_country,
        age_from=programme.age_from,
        age_to=programme.age_to,
        priority_until=season.values_list("priority_until", flat=True).first(),
    )


def _gave_up(group: Group) -> set[int]:
    given_up = Enrolment.objects.everything(why=_WHY).filter(group=group).given_up()
    return set(given_up.values_list("participant_id", flat=True))


def _facts(row: Enrolment, families: "_Families") -> Facts:
    child, application = row.participant, row.application
    return Facts(
        applied_on=timezone.localdate(row.applied_at),
        wish=row.wish,
        grade=child.grade,
        grade_country=child.grade_country,
        birth_date=child.birth_date,
        birth_year=child.birth_year,
        decision_seen=bool(application and application.external_decision_seen_on),
        keeps_place=row.kept_from_id is not None,
        sibling_has_place=families.has_place(row),
    )


class _Families:
    """What was applied for by the same link, for each of the enrolments."""

    def __init__(self, group: Group, rows: Sequence[Enrolment]) -> None:
        self.group = group
        links = {row.application.link_id for row in rows if row.application and row.application.link_id}
        self.of_link: dict[int, list[Application]] = defaultdict(list)
        applications = Application.objects.everything(why=_WHY).filter(link__in=links)
        for application in applications.prefetch_related("wishes") if links else ():
            self.of_link[application.link_id or 0].append(application)

    def has_place(self, row: Enrolment) -> bool:
        return any(
            wish.group_id == self.group.pk and wish.state in TAKES_A_PLACE
            for sibling in self._siblings(row)
            for wish in sibling.wishes.all()
        )

    def together(self, row: Enrolment) -> frozenset[int]:
        """The enrolments in this group, one's own among them, of siblings who must be placed together."""
        wishes = [wish for sibling in self._set(row) for wish in sibling.wishes.all()]
        here = {wish.pk for wish in wishes if wish.group_id == self.group.pk and wish.state in _UNDECIDED}
        return frozenset(here | {row.pk}) if here else frozenset()

    def needs_elsewhere(self, row: Enrolment) -> bool:
        """Whether one of the set has no wish for this group, no place, and an open wish for another."""
        for sibling in self._set(row):
            open_wishes = [wish for wish in sibling.wishes.all() if wish.state in _UNDECIDED]
            has_place = any(wish.state in TAKES_A_PLACE for wish in sibling.wishes.all())
            here = any(wish.group_id == self.group.pk for wish in open_wishes)
            if open_wishes and not here and not has_place:
                return True
        return False

    def _siblings(self, row: Enrolment) -> list[Application]:
        link = row.application.link_id if row.application else None
        family = self.of_link.get(link, []) if link else []
        return [one for one in family if one.participant_id != row.participant_id]

    def _set(self, row: Enrolment) -> list[Application]:
        application = row.application
        if application is None or not application.together:
            return []
        return [one for one in self._siblings(row) if one.together and one.run_id == application.run_id]
