"""Applications and ways to a place go from `second` to `first`, where a run and a group have only one."""

from django.db.models import Max
from django.utils import timezone

from participants.actions.join_money import join_money
from participants.actions.offers import end_offer
from participants.actions.places import free_place
from participants.actions.ranks import leave_waiting_list
from participants.models import (
    Appeal,
    Application,
    Enrolment,
    EnrolmentMove,
    EnrolmentRole,
    EnrolmentState,
    Letter,
    Offer,
    Participant,
    Reapplication,
    Referral,
)
from participants.models.enrolment import ENDED
from programmes.models import Group

_FURTHEST = (
    EnrolmentState.ENROLLED,
    EnrolmentState.OFFERED,
    EnrolmentState.WAITLISTED,
    EnrolmentState.APPLIED,
)
_HISTORY = (EnrolmentMove, Offer, Letter, Appeal)
_FILLED = ("link", "language", "home_language", "attends_school", "external_decision_seen_on")
_WORDS = ("what_helps", "message")
_WHY = "of two people whom a coordinator has said to be one"


def join_applications(first: Participant, second: Participant) -> None:
    """Of two for one run the first's stays, with the words and wishes of the other."""
    applications = Application.objects.everything(why=_WHY)
    own = {one.run_id: one for one in applications.filter(participant=first)}
    for application in applications.filter(participant=second):
        if stays := own.get(application.run_id):
            _add(stays, application)
        else:
            application.participant = first
            application.save(update_fields=["participant"])


def _add(stays: Application, goes: Application) -> None:
    for field in _FILLED:
        setattr(stays, field, getattr(stays, field) or getattr(goes, field))
    for field in _WORDS:
        words = dict.fromkeys((getattr(stays, field), getattr(goes, field)))
        setattr(stays, field, "\n".join(filter(None, words)))
    stays.wants_free_place |= goes.wants_free_place
    stays.together |= goes.together
    stays.submitted_at = min(stays.submitted_at, goes.submitted_at)
    stays.save()
    _add_wishes(stays, goes)
    referrals = Referral.objects.everything(why=_WHY)
    agencies = referrals.filter(application=stays).values("agency")
    referrals.filter(application=goes).exclude(agency__in=agencies).update(application=stays)
    goes.delete()


def _add_wishes(stays: Application, goes: Application) -> None:
    """After the wishes that are there already."""
    wishes = Enrolment.objects.everything(why=_WHY)
    last = wishes.filter(application=stays).aggregate(last=Max("wish"))["last"] or 0
    added = wishes.filter(application=goes).order_by("wish", "pk")
    for number, wish in enumerate(added, start=last + 1):
        wish.application, wish.wish = stays, number
        wish.save(update_fields=["application", "wish"])


def join_enrolments(first: Participant, second: Participant) -> None:
    """Of two open ways to a place in one group the one that is further on stays, else the first's."""
    enrolments = Enrolment.objects.everything(why=_WHY)
    both = enrolments.filter(participant__in=(first, second)).values("group")
    # The groups first, as wherever a place changes hands.
    list(Group.objects.everything(why=_WHY).filter(pk__in=both).order_by("pk").locked())
    open_ones = enrolments.exclude(state__in=ENDED)
    own = {one.group_id: one for one in open_ones.filter(participant=first)}
    for enrolment in enrolments.filter(participant=second).select_related("group__school", "application"):
        mine = own.get(enrolment.group_id) if enrolment.state not in ENDED else None
        if mine is not None and mine.role != enrolment.role:
            _stop_helping(mine if mine.role == EnrolmentRole.HELPER else enrolment)
        elif mine is not None:
            stays, goes = sorted((mine, enrolment), key=_how_far)
            _merge(stays, goes)
            enrolment = stays
        enrolment.participant = first
        enrolment.save()


def _stop_helping(enrolment: Enrolment) -> None:
    """Whoever waits for a place or has one is no helper in the same group any more."""
    today = timezone.localdate()
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.left_on = max(today, enrolment.enrolled_on or today)
    enrolment.save(update_fields=["state", "left_on"])


def _how_far(enrolment: Enrolment) -> tuple[int, int]:
    """Lower is further on; of two who wait, the one that stands first."""
    return _FURTHEST.index(EnrolmentState(enrolment.state)), enrolment.waiting_rank or 0


def _merge(stays: Enrolment, goes: Enrolment) -> None:
    """One way to the place, with the history of both, as early as the earlier of them."""
    stays.applied_at = min(stays.applied_at, goes.applied_at)
    stays.wish = min(stays.wish, goes.wish)
    stays.application = stays.application or goes.application
    stays.kept_from = stays.kept_from or goes.kept_from
    if stays.enrolled_on and goes.enrolled_on:
        stays.enrolled_on = min(stays.enrolled_on, goes.enrolled_on)
    free_place(enrolment=goes)
    end_offer(enrolment=goes)
    if goes.state == EnrolmentState.WAITLISTED:
        leave_waiting_list(enrolment=goes)
    for model in _HISTORY:
        model.objects.everything(why=_WHY).filter(enrolment=goes).update(enrolment=stays)
    asked = Reapplication.objects.everything(why=_WHY)
    seasons = asked.filter(enrolment=stays).values("season")
    asked.filter(enrolment=goes).exclude(season__in=seasons).update(enrolment=stays)
    Enrolment.objects.everything(why=_WHY).filter(kept_from=goes).update(kept_from=stays)
    join_money(stays, goes)
    goes.delete()
