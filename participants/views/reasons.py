"""Why somebody stands where she does on a waiting list, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.rules import criteria
from participants.rules.criteria import Reason
from participants.rules.waiting_list import ELSEWHERE, GAVE_UP, Candidate, Passed

_MET = {
    criteria.GRADE: gettext_lazy("the grade fits"),
    criteria.AGE: gettext_lazy("%(value)d years: the age fits"),
    criteria.OWN_WISH: gettext_lazy("first wish"),
    criteria.EXTERNAL_DECISION: gettext_lazy("the other service's decision has been seen"),
    criteria.PLACE_KEPT: gettext_lazy("had the place last year"),
    criteria.SIBLINGS: gettext_lazy("a sibling has a place here"),
}
_NOT_MET = {
    criteria.GRADE: gettext_lazy("another grade than the group's"),
    criteria.AGE: gettext_lazy("%(value)d years: outside the ages"),
    criteria.OWN_WISH: gettext_lazy("wish %(value)d"),
    criteria.EXTERNAL_DECISION: gettext_lazy("the other service's decision has not been seen"),
}
_NOT_KNOWN: dict[str, str | Promise] = {
    criteria.GRADE: gettext_lazy("the grade is not known"),
    criteria.AGE: gettext_lazy("the age is not known"),
}


def sentence(candidate: Candidate) -> str:
    """What the criteria say, met or not, in the order in which they decide."""
    parts = [part for part in map(_words, candidate.reasons) if part]
    text = ", ".join(parts) or _("by the time of application")
    return text[:1].upper() + text[1:]


def _words(reason: Reason) -> str:
    if reason.value is None and reason.kind in _NOT_KNOWN:
        return "" if reason.met else str(_NOT_KNOWN[reason.kind])
    words = (_MET if reason.met else _NOT_MET).get(reason.kind, "")
    return str(words) % {"value": reason.value or 0}


def passed_over(passed: Passed) -> str:
    if passed.why == GAVE_UP:
        return _("Passed over: has had a place here and given it up.")
    if passed.why == ELSEWHERE:
        return _("Passed over: a sibling who must be placed along waits for another group.")
    return ngettext(
        "Passed over: %(needed)d siblings must be placed together, and %(free)d place is free.",
        "Passed over: %(needed)d siblings must be placed together, and %(free)d places are free.",
        passed.free,
    ) % {"needed": passed.needed, "free": passed.free}


def marks(candidate: Candidate) -> list[str]:
    """What a coordinator must know before she decides."""
    found = []
    if candidate.gave_up:
        found.append(_("has given up a place here"))
    if len(candidate.party) > 1:
        found.append(_("%(number)d siblings together") % {"number": len(candidate.party)})
    elif candidate.needs_elsewhere:
        found.append(_("siblings together, in another group"))
    return found
