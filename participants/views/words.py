"""The words of the decisions: on buttons, above the form, and when it is done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BUTTONS = {
    "approve": _("Approve"),
    "waitlist": _("Put on waiting list"),
    "refuse": _("Refuse"),
    "accept": _("Family says yes"),
    "decline": _("Family says no"),
    "withdraw": _("Withdraw"),
}
_WITHDRAW = {
    "waitlisted": _("Family withdraws"),
    "offered": _("Take the offer back"),
    "enrolled": _("Leaves the group"),
}
QUESTIONS = {
    "approve": _("Approve %(name)s?"),
    "waitlist": _("Put %(name)s on the waiting list?"),
    "refuse": _("Refuse %(name)s a place?"),
    "accept": _("Does the family of %(name)s say yes?"),
    "decline": _("Does the family of %(name)s say no?"),
    "withdraw": _("Withdraw %(name)s?"),
}
WHAT_FOLLOWS = {
    "approve": _("A place is taken."),
    "waitlist": _("The child stands last on the list, with your reason."),
    "refuse": _("The application ends here. A new one can be made."),
    "accept": _("The offered place is taken."),
    "decline": _("The offered place is free again."),
    "withdraw": _("It ends here, and a place that was taken is free again."),
}
DONE = {
    "enrolled": _("%(name)s has a place."),
    "offered": _("%(name)s has been offered a place."),
    "waitlisted": _("%(name)s is on the waiting list."),
    "refused": _("%(name)s has been refused."),
    "declined": _("The offer to %(name)s has been declined."),
    "withdrawn": _("%(name)s has been withdrawn."),
}


def button(verb: str, state: str) -> str | Promise:
    """What the button says; a withdrawal in the words of what is withdrawn."""
    return _WITHDRAW.get(state, BUTTONS[verb]) if verb == "withdraw" else BUTTONS[verb]
