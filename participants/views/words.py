"""The words of the decisions: on buttons, above the form, and when it is done."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

BUTTONS = {
    "approve": _("Approve"),
    "offer": _("Offer a place"),
    "enrol": _("Enrol at once"),
    "waitlist": _("Put on waiting list"),
    "move-up": _("Move up"),
    "refuse": _("Refuse"),
    "accept": _("Family says yes"),
    "decline": _("Family says no"),
    "withdraw": _("Withdraw"),
    "expire": _("Let the offer expire"),
}
_WITHDRAW = {
    "waitlisted": _("Family withdraws"),
    "offered": _("Take the offer back"),
    "enrolled": _("Leaves the group"),
}
QUESTIONS = {
    "approve": _("Approve %(name)s?"),
    "offer": _("Offer %(name)s a place?"),
    "enrol": _("Enrol %(name)s at once?"),
    "waitlist": _("Put %(name)s on the waiting list?"),
    "move-up": _("Move %(name)s up the waiting list?"),
    "refuse": _("Refuse %(name)s a place?"),
    "accept": _("Does the family of %(name)s say yes?"),
    "decline": _("Does the family of %(name)s say no?"),
    "withdraw": _("Withdraw %(name)s?"),
    "expire": _("Let the offer to %(name)s expire?"),
}
WHAT_FOLLOWS = {
    "approve": _("A place is taken."),
    "offer": _("A place is offered, and kept free until the family has answered."),
    "enrol": _("A place is taken without asking the family again."),
    "waitlist": _("The criteria decide the place on the list, the time of application last."),
    "move-up": _("The child stands where you say, by your decision, and the reason shows in the list."),
    "refuse": _("The application ends here. A new one can be made."),
    "accept": _("The offered place is taken."),
    "decline": _("The offered place is free again."),
    "withdraw": _("It ends here, and a place that was taken is free again."),
    "expire": _("The last day for an answer is over. The place is free again."),
}
DONE = {
    "enrolled": _("%(name)s has a place."),
    "offered": _("%(name)s has been offered a place."),
    "waitlisted": _("%(name)s is on the waiting list."),
    "refused": _("%(name)s has been refused."),
    "declined": _("The offer to %(name)s has been declined."),
    "expired": _("The offer to %(name)s has expired."),
    "withdrawn": _("%(name)s has been withdrawn."),
}


def button(verb: str, state: str) -> str | Promise:
    """What the button says; a withdrawal in the words of what is withdrawn."""
    return _WITHDRAW.get(state, BUTTONS[verb]) if verb == "withdraw" else BUTTONS[verb]


_QUESTIONS_OF_MANY = {
    "approve": _("Approve %(number)d applications?"),
    "waitlist": _("Put %(number)d on the waiting list?"),
    "refuse": _("Refuse %(number)d a place?"),
}


def many_buttons(verbs: Iterable[str]) -> list[tuple[str, str | Promise]]:
    return [(verb, BUTTONS[verb]) for verb in verbs]


def question_of_many(verb: str, number: int) -> str:
    return str(_QUESTIONS_OF_MANY[verb]) % {"number": number}


def done_of_many(state: str, number: int) -> str:
    """What was done, where it was done with more than one."""
    words = {
        "enrolled": ngettext("%(number)d has a place.", "%(number)d have a place.", number),
        "offered": ngettext(
            "%(number)d has been offered a place.", "%(number)d have been offered a place.", number
        ),
        "waitlisted": ngettext(
            "%(number)d is on the waiting list.", "%(number)d are on the waiting list.", number
        ),
        "refused": ngettext("%(number)d has been refused.", "%(number)d have been refused.", number),
    }
    return words[state] % {"number": number}
