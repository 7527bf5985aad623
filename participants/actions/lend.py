"""A thing goes into a participant's hands, and comes back."""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from participants.actions.remove_person import local_day
from participants.models import Enrolment, EnrolmentState, Loan, Participant
from participants.rules.loans import due_day
from partners.models import Equipment
from portal.audit.actor import Actor
from portal.audit.log import record

_WHY = "of the thing and the person just looked up in scope"


class NotFree(Exception):
    """Somebody has the thing; the message says who, if the actor may know."""


class NoDueDay(Exception):
    """Neither the thing nor a run says until when."""

    def __str__(self) -> str:
        return _("This person has a place in no run that goes on. Write the day on which it is due back.")


class WrongDueDay(Exception):
    """The day lies before the loan, or before the one that holds."""


@transaction.atomic
def lend(
    *,
    actor: Actor,
    equipment_id: int,
    participant_id: int,
    due_on: datetime.date | None = None,
    state: str = "",
) -> Loan:
    """From today; without `due_on` the thing's own days, else the end of the run in which she has a place.

    Raises Equipment.DoesNotExist and Participant.DoesNotExist outside the actor's scope, NotFree, NoDueDay
    and WrongDueDay.
    """
    things = Equipment.objects.visible_to(actor.person).filter(ended_on=None)
    thing = things.select_for_update(of=("self",)).get(pk=equipment_id)
    people = Participant.objects.visible_to(actor.person).filter(school=thing.school_id)
    person = people.select_related("school__municipality").get(pk=participant_id)
    _check_free(actor, thing)
    today = local_day(person.school)
    due = due_on or due_day(today, loan_days=thing.loan_days, run_ends_on=_run_ends_on(person, today))
    if due is None:
        raise NoDueDay
    if due < today:
        raise WrongDueDay(_("That day is over. Write one that is still to come."))
    loan = Loan.objects.create(
        school_id=thing.school_id,
        equipment=thing,
        participant=person,
        lent_on=today,
        due_on=due,
        state_when_lent=state,
        lent_by=actor.signed_in,
    )
    record(actor, "lend", loan, school=thing.school_id, equipment=thing.pk)
    return loan


@transaction.atomic
def give_back(*, actor: Actor, loan_id: int, state: str = "") -> Loan:
    """It is back today. A coordinator takes back also what somebody has whose name she may not know.

    Once more changes nothing. Raises Loan.DoesNotExist outside the actor's scope.
    """
    loan = _locked(actor, loan_id)
    if loan.returned_on:
        return loan
    loan.returned_on, loan.state_when_returned = local_day(loan.school), state
    loan.received_by = actor.signed_in
    loan.save(update_fields=["returned_on", "state_when_returned", "received_by"])
    record(actor, "take back", loan, school=loan.school_id, equipment=loan.equipment_id)
    return loan


@transaction.atomic
def extend_loan(*, actor: Actor, loan_id: int, due_on: datetime.date) -> Loan:
    """A later day; the family is reminded of it anew.

    Raises Loan.DoesNotExist outside the actor's scope and once it is back, and WrongDueDay.
    """
    loan = _locked(actor, loan_id)
    if loan.returned_on:
        raise Loan.DoesNotExist
    if due_on == loan.due_on:
        return loan
    if due_on < max(loan.due_on, local_day(loan.school)):
        raise WrongDueDay(_("Write a day after the one that holds now."))
    loan.due_on, loan.reminded_at = due_on, None
    loan.save(update_fields=["due_on", "reminded_at"])
    record(actor, "extend loan", loan, school=loan.school_id, equipment=loan.equipment_id)
    return loan


def _locked(actor: Actor, loan_id: int) -> Loan:
    loans = Loan.objects.in_scope_of(actor.person).select_related("school__municipality", "equipment")
    return loans.select_for_update(of=("self",)).get(pk=loan_id)


def _check_free(actor: Actor, thing: Equipment) -> None:
    out = Loan.objects.everything(why=_WHY).out().filter(equipment=thing)
    loan = out.with_name_for(actor.person).select_related("participant").first()
    if loan is None:
        return
    if loan.shows_name:
        raise NotFree(_("%(name)s has it already.") % {"name": loan.participant.short_name})
    raise NotFree(_("Somebody else has it already."))


def _run_ends_on(person: Participant, today: datetime.date) -> datetime.date | None:
    """Of the runs that have begun, else of those that are to come."""
    places = Enrolment.objects.everything(why=_WHY).filter(participant=person, state=EnrolmentState.ENROLLED)
    open_ones = places.exclude(group__run__state="closed").filter(group__run__ends_on__gte=today)
    begun = Q(group__run__starts_on__lte=today)
    last = open_ones.aggregate(now=Max("group__run__ends_on", filter=begun), all=Max("group__run__ends_on"))
    day: datetime.date | None = last["now"] or last["all"]
    return day
