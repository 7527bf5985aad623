"""What became of the people of a run: observed values, and their ways through the school's programmes."""

from collections import defaultdict
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet

from participants.rules.transitions import Stay, stage_of
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import Role


def observed_people(user: Person, run: int) -> QuerySet:
    """Places in groups of a run, taken now or until the end, of people whom `user` knows by name."""
    places = apps.get_model("participants", "Enrolment").objects.visible_to(user)
    taken = places.filter(group__run=run, state__in=("enrolled", "completed"), role="participant")
    return taken.select_related("participant", "group").order_by(
        "group__name", "participant__given_name", "participant__family_name", "pk"
    )


def next_to_observe(user: Person, *, run: int, group: int, after: int, moment: str) -> int | None:
    """The place of the next one of a group, by the order of the list, whom staff have not observed then.

    Behind the last one stands the first again.
    """
    seen = apps.get_model("participants", "Observation").objects.everything(why="only whether there are any")
    of_staff = seen.filter(run=run, participant=OuterRef("participant"), moment=moment, source="staff")
    people = observed_people(user, run).filter(group=group).annotate(is_seen=Exists(of_staff))
    rows = list(people.values_list("pk", "is_seen"))
    here = next((number for number, (pk, _is_seen) in enumerate(rows) if pk == after), 0)
    return next((pk for pk, is_seen in rows[here + 1 :] + rows[:here] if not is_seen), None)


def observed_at(user: Person, run: int) -> Mapping[int, set[tuple[str, str]]]:
    """By participant the moments that were observed, each with its source."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = apps.get_model("participants", "Observation").objects.visible_to(user).filter(run=run)
    for participant, moment, source in rows.values_list("participant_id", "moment", "source").distinct():
        found[participant].add((moment, source))
    return found


def means(user: Person, run: int) -> QuerySet:
    """Rows of `scale`, `moment`, `source` with the mean `value` and how many `people` it is of.

    Of those whom `user` knows, and at the schools that she coordinates of those whose details have gone.
    """
    people = apps.get_model("participants", "Participant").objects.visible_to(user)
    gone = Q(participant__removed_on__isnull=False, school__in=rights_of(user).of(Role.COORDINATOR))
    every = apps.get_model("participants", "Observation").objects.everything(why="numbers of own schools")
    rows = every.filter(Q(participant__in=people.values("id")) | gone, run=run)
    grouped = rows.order_by().values("scale", "moment", "source")
    return grouped.annotate(mean=Avg("value"), people=Count("participant", distinct=True))


def stays_of_people_in(run: int, schools: frozenset[int]) -> Mapping[int, list[Stay]]:
    """By participant of `schools` in a run every place that she had, in this run and in others."""
    places = apps.get_model("participants", "Enrolment").objects.everything(why="numbers of own schools")
    taken = places.filter(school__in=schools, enrolled_on__isnull=False, role="participant")
    here = taken.filter(group__run=run).values("participant_id")
    rows = taken.filter(participant__in=here).values_list(
        "participant_id",
        "group__run_id",
        "group__run__programme__kind",
        "group__run__programme__level",
        "enrolled_on",
    )
    stays: dict[int, list[Stay]] = defaultdict(list)
    for participant, of_run, kind, level, first_day in rows:
        assert first_day is not None, "only places that were taken"
        stays[participant].append(Stay(of_run, stage_of(kind, level), first_day))
    return stays
