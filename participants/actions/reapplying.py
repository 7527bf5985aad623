"""What keeping, changing and giving up last year's place share. Call it inside the transaction."""

from django.utils import timezone

from participants.models import Answer, Enrolment, Reapplication
from participants.rules.reapplication import Offered, corresponding
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Group, Season
from programmes.policies.run import check_open


class SeasonNotOpen(Exception):
    """The season has not opened or has closed; nothing was changed."""


class AnsweredAlready(Exception):
    """The place is kept for the new year: the application for it is what can be taken back."""


def check_season(season: Season) -> None:
    """Raises SeasonNotOpen, and RunClosed."""
    check_open(season.run)
    if not season.is_open(timezone.localdate()):
        raise SeasonNotOpen


def find(actor: Actor, reapplication_id: int) -> Reapplication:
    """Raises Reapplication.DoesNotExist outside the actor's reach, SeasonNotOpen and RunClosed."""
    asked = Reapplication.objects.within_reach_of(actor).locked().get(pk=reapplication_id)
    check_season(asked.season)
    return asked


def answer(actor: Actor, asked: Reapplication, said: Answer) -> None:
    asked.answer, asked.answered_at = said, timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    record(
        actor,
        "answer on last year's place",
        asked,
        school=asked.school_id,
        answer=str(said),
        season=asked.season_id,
    )


def say(actor: Actor, reapplication_id: int, said: Answer) -> Reapplication:
    """Note an answer by which nothing is kept; saying the same again changes nothing.

    Raises what `find` does, and AnsweredAlready.
    """
    asked = find(actor, reapplication_id)
    if asked.answer == Answer.KEPT:
        raise AnsweredAlready
    if asked.answer != said:
        answer(actor, asked, said)
    return asked


def new_group_of(enrolment: Enrolment, season: Season) -> Group | None:
    """The group of the season's run that goes on with the enrolment's, at the same school."""
    groups = {
        group.pk: group
        for group in Group.objects.everything(why="of the season that the family was asked for").filter(
            run=season.run_id, school=season.school_id
        )
    }
    key = corresponding(_offered(enrolment.group), [_offered(group) for group in groups.values()])
    return groups[key] if key is not None else None


def _offered(group: Group) -> Offered:
    return Offered(group.pk, group.name, group.format_id)
