"""What the form of a decision shows: the question, what was typed, and what stands in the way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.actions.offers import usual_answer_by
from participants.actions.places import GroupFull, number_taken
from participants.forms.decision import DecisionForm, GroundsForm, MoveUpForm
from participants.grounds import grounds_of
from participants.models import Enrolment, EnrolmentState
from participants.rules.decisions import ENROL, GIVES_A_PLACE, MOVE_UP, OFFER, WAITLIST, can, makes_an_offer
from participants.rules.enrolment import approved_state
from participants.views.words import QUESTIONS, WHAT_FOLLOWS, button
from participants.waiting import IN_ORDER
from portal.accounts.models import User
from programmes.models import Group

LEADS_TO = {
    "offer": EnrolmentState.OFFERED,
    "enrol": EnrolmentState.ENROLLED,
    "waitlist": EnrolmentState.WAITLISTED,
    "refuse": EnrolmentState.REFUSED,
    "withdraw": EnrolmentState.WITHDRAWN,
    "expire": EnrolmentState.EXPIRED,
}
"""Whose list of reasons a verb shows; the family's answers have none."""


@dataclass
class DecisionPage:
    """`refused` says that something was sent and not done; `obstacle` says why, in a sentence."""

    enrolment: Enrolment
    verb: str
    form: GroundsForm | None
    obstacle: str = ""
    is_full: bool = False
    typed: str = ""
    refused: bool = False

    @classmethod
    def opened(cls, enrolment: Enrolment, verb: str, user: User) -> DecisionPage:
        """A full group is said at once, before anybody has written grounds in vain."""
        if not can(verb, enrolment.state):
            return cls.moved_on(enrolment, verb, "", refused=False)
        taken = number_taken(enrolment.group) if verb in GIVES_A_PLACE else 0
        if verb in GIVES_A_PLACE and taken >= enrolment.group.capacity:
            obstacle = str(GroupFull(taken=taken, capacity=enrolment.group.capacity))
            return cls.full(enrolment, obstacle, "", refused=False)
        form = form_for(enrolment, verb, user)
        next(iter(form.visible_fields())).field.widget.attrs["autofocus"] = True
        return cls(enrolment, verb, form)

    @classmethod
    def corrected(cls, enrolment: Enrolment, verb: str, form: GroundsForm) -> DecisionPage:
        return cls(enrolment, verb, form, refused=True)

    @classmethod
    def full(cls, enrolment: Enrolment, obstacle: str, grounds: str, *, refused: bool = True) -> DecisionPage:
        """The way on is the waiting list, with what was typed; or, for whoever is on it, more places."""
        form = None
        if can(WAITLIST, enrolment.state):
            form = _decision_form(enrolment, WAITLIST, grounds=grounds)
        else:
            group = enrolment.group
            obstacle = _(
                "The group is full: %(taken)d of %(capacity)d. Wait for a free place, or raise the places."
            ) % {"taken": number_taken(group), "capacity": group.capacity}
        return cls(enrolment, WAITLIST, form, obstacle=obstacle, is_full=True, typed=grounds, refused=refused)

    @classmethod
    def moved_on(
        cls, enrolment: Enrolment, verb: str, grounds: str, *, refused: bool = True, obstacle: str = ""
    ) -> DecisionPage:
        obstacle = obstacle or _("This has been decided in the meantime: see below.")
        return cls(enrolment, verb, None, obstacle=obstacle, typed=grounds, refused=refused)

    @property
    def question(self) -> str:
        return QUESTIONS[self.verb] % {"name": self.enrolment.participant.short_name}

    @property
    def title(self) -> str:
        return str(self.enrolment.participant) if self.obstacle and not self.form else self.question

    @property
    def what_follows(self) -> str:
        offers = makes_an_offer(self.verb, asks_answer=self.enrolment.group.asks_answer)
        return str(WHAT_FOLLOWS[OFFER if offers else self.verb])

    @property
    def instead(self) -> tuple[str, str] | None:
        """The other way of giving a place, as verb and words."""
        if self.verb not in GIVES_A_PLACE or self.is_full:
            return None
        if makes_an_offer(self.verb, asks_answer=self.enrolment.group.asks_answer):
            return ENROL, _("Enrol at once instead")
        return OFFER, _("Offer with a last day instead")

    @property
    def button(self) -> str:
        return str(button(self.verb, self.enrolment.state))


def form_for(enrolment: Enrolment, verb: str, user: User, data: Any = None) -> GroundsForm:
    if verb == MOVE_UP:
        return MoveUpForm(data, verb=verb, above=_above(enrolment, user), auto_id=f"id_%s_{enrolment.pk}")
    return _decision_form(enrolment, verb, data)


def _decision_form(enrolment: Enrolment, verb: str, data: Any = None, *, grounds: str = "") -> DecisionForm:
    return DecisionForm(
        data,
        verb=verb,
        initial={
            "based_on": enrolment.state,
            "grounds": grounds,
            "answer_by": usual_day(enrolment.group, verb),
        },
        auto_id=f"id_%s_{enrolment.pk}",
        **asked_for(enrolment.group, verb),
    )


def asked_for(group: Group, verb: str) -> dict[str, Any]:
    """What a form asks for: the school's reasons for where the verb leads, and the last day of an offer."""
    state = LEADS_TO.get(verb)
    if verb in GIVES_A_PLACE and not state:
        state = EnrolmentState(approved_state(asks_answer=group.asks_answer))
    reasons = [ground.text for ground in grounds_of(group.school, state)] if state else []
    return {"reasons": reasons, "asks_day": makes_an_offer(verb, asks_answer=group.asks_answer)}


def usual_day(group: Group, verb: str) -> datetime.date | None:
    return usual_answer_by(group) if makes_an_offer(verb, asks_answer=group.asks_answer) else None


def _above(enrolment: Enrolment, user: User) -> list[tuple[int, str]]:
    """Who stands before `enrolment`, with their numbers; names as far as the reader knows them."""
    waiting = Enrolment.objects.in_scope_of(user).filter(group=enrolment.group_id, state="waitlisted")
    rows = waiting.with_name_for(user).select_related("participant").order_by(*IN_ORDER)
    above: list[tuple[int, str]] = []
    for number, row in enumerate(rows, start=1):
        if row.pk == enrolment.pk:
            break
        name = str(row.participant) if row.shows_name else _("a child whom a colleague deals with")
        above.append((row.pk, f"{number}. {name}"))
    return above
