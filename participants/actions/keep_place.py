"""The family keeps last year's place for another year: an application that goes before others."""

from django.db import transaction
from django.utils import timezone

from participants.actions.history import first_step
from participants.actions.reapplying import answer, find, new_group_of
from participants.actions.tell_family import tell_family
from participants.actions.tell_staff import tell_coordinators
from participants.models import (
    Answer,
    Applicant,
    Application,
    Enrolment,
    MessageKind,
    NoticeKind,
    Reapplication,
)
from participants.rules.enrolment import ENDED
from portal.audit.actor import Actor
from programmes.models import Group

_WHY = "of the child that the link was asked about"
_CARRIED_OVER = ("home_language", "attends_school", "what_helps", "wants_free_place", "together")


class NoSuchGroup(Exception):
    """Nothing goes on with last year's group: the family may apply for something else."""


@transaction.atomic
def keep_place(*, actor: Actor, reapplication_id: int) -> Enrolment:
    """Apply for the place again, with `kept_from` last year's. Keeping it again changes nothing.

    Raises Reapplication.DoesNotExist outside the actor's reach, SeasonNotOpen, RunClosed and NoSuchGroup.
    """
    asked = find(actor, reapplication_id)
    if asked.answer == Answer.KEPT and (kept := _kept(asked)):
        return kept
    group = new_group_of(asked.enrolment, asked.season)
    if group is None:
        raise NoSuchGroup
    wish = _wish(actor, asked, group)
    answer(actor, asked, Answer.KEPT)
    tell_family(
        actor=actor, participant=asked.enrolment.participant, link=asked.link, kind=MessageKind.RECEIVED
    )
    tell_coordinators(actor=actor, school=asked.season.school, kind=NoticeKind.APPLICATION)
    return wish


def _kept(asked: Reapplication) -> Enrolment | None:
    wishes = Enrolment.objects.everything(why=_WHY).exclude(state__in=ENDED)
    return wishes.filter(kept_from=asked.enrolment, group__run=asked.season.run_id).first()


def _wish(actor: Actor, asked: Reapplication, group: Group) -> Enrolment:
    """The open wish for the group where there is one, else a new one."""
    application = _application(asked)
    wishes = Enrolment.objects.everything(why=_WHY)
    last_year = asked.enrolment
    there = wishes.filter(group=group, participant=last_year.participant).exclude(state__in=ENDED).first()
    if there:
        there.kept_from = last_year
        there.save(update_fields=["kept_from"])
        return there
    wish = Enrolment.objects.create(
        school_id=asked.school_id,
        group=group,
        participant=last_year.participant,
        application=application,
        wish=wishes.filter(application=application).count() + 1,
        applied_at=timezone.now(),
        kept_from=last_year,
    )
    first_step(actor, wish).save()
    return wish


def _application(asked: Reapplication) -> Application:
    """That for the new run; made from last year's where there is none yet."""
    last_year = asked.enrolment.application
    carried = {name: getattr(last_year, name) for name in _CARRIED_OVER} if last_year else {}
    application, _is_new = Application.objects.everything(why=_WHY).get_or_create(
        run=asked.season.run,
        participant=asked.enrolment.participant,
        defaults={
            "school_id": asked.school_id,
            "link": asked.link,
            "applicant": last_year.applicant if last_year else Applicant.PARENT,
            "submitted_at": timezone.now(),
            "language": asked.link.language,
            **carried,
        },
    )
    return application
