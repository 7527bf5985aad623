"""What the form of a decision shows: the question, what was typed, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.actions.places import GroupFull, numbers_taken
from participants.forms.decision import DecisionForm
from participants.models import Enrolment
from participants.rules.decisions import APPROVE, WAITLIST, can
from participants.views.words import QUESTIONS, WHAT_FOLLOWS, button


@dataclass
class DecisionPage:
    """`refused` says that something was sent and not done; `obstacle` says why, in a sentence."""

    enrolment: Enrolment
    verb: str
    form: DecisionForm | None
    obstacle: str = ""
    is_full: bool = False
    typed: str = ""
    refused: bool = False

    @classmethod
    def opened(cls, enrolment: Enrolment, verb: str) -> DecisionPage:
        """A full group is said at once, before anybody has written grounds in vain."""
        if not can(verb, enrolment.state):
            return cls.moved_on(enrolment, verb, "", refused=False)
        taken = len(numbers_taken(enrolment.group)) if verb == APPROVE else 0
        if verb == APPROVE and taken >= enrolment.group.capacity:
            obstacle = str(GroupFull(taken=taken, capacity=enrolment.group.capacity))
            return cls.full(enrolment, obstacle, "", refused=False)
        form = _form(enrolment, verb)
        form.fields["grounds"].widget.attrs["autofocus"] = True
        return cls(enrolment, verb, form)

    @classmethod
    def corrected(cls, enrolment: Enrolment, verb: str, form: DecisionForm) -> DecisionPage:
        return cls(enrolment, verb, form, refused=True)

    @classmethod
    def full(cls, enrolment: Enrolment, obstacle: str, grounds: str, *, refused: bool = True) -> DecisionPage:
        """The way on is the waiting list, with what was typed; or, for whoever is on it, more places."""
        form = _form(enrolment, WAITLIST, grounds) if can(WAITLIST, enrolment.state) else None
        if form is None:
            group = enrolment.group
            obstacle = _(
                "The group is full: %(taken)d of %(capacity)d. Wait for a free place, or raise the places."
            ) % {"taken": len(numbers_taken(group)), "capacity": group.capacity}
        return cls(enrolment, WAITLIST, form, obstacle=obstacle, is_full=True, typed=grounds, refused=refused)

    @classmethod
    def moved_on(cls, enrolment: Enrolment, verb: str, grounds: str, *, refused: bool = True) -> DecisionPage:
        obstacle = _("This has been decided in the meantime: see below.")
        return cls(enrolment, verb, None, obstacle=obstacle, typed=grounds, refused=refused)

    @property
    def question(self) -> str:
        return QUESTIONS[self.verb] % {"name": self.enrolment.participant.short_name}

    @property
    def title(self) -> str:
        return str(self.enrolment.participant) if self.obstacle and not self.form else self.question

    @property
    def what_follows(self) -> str:
        if self.verb == APPROVE and self.enrolment.group.asks_answer:
            return _("A place is offered, and kept free until the family has answered.")
        return str(WHAT_FOLLOWS[self.verb])

    @property
    def button(self) -> str:
        return str(button(self.verb, self.enrolment.state))


def _form(enrolment: Enrolment, verb: str, grounds: str = "") -> DecisionForm:
    initial = {"based_on": enrolment.state, "grounds": grounds}
    return DecisionForm(initial=initial, verb=verb, auto_id=f"id_%s_{enrolment.pk}")
