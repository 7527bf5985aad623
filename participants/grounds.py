"""The reasons that a school keeps for its decisions, or built-in ones until it has written its own."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from participants.models import EnrolmentState, Ground
from portal.accounts.models import CultureSchool
from portal.geography.models import Country

_WHY = "the reasons of the school that the caller works for"
_BUILT_IN: dict[str, tuple[str, ...]] = {
    EnrolmentState.OFFERED: (
        _("A place is free, and the criteria are met."),
        _("Next on the waiting list by the criteria."),
    ),
    EnrolmentState.ENROLLED: (
        _("A place is free, and the criteria are met."),
        _("Next on the waiting list by the criteria."),
    ),
    EnrolmentState.WAITLISTED: (
        _("The group is full."),
        _("Others go before by the criteria."),
        _("Siblings wait until there is room for all of them."),
    ),
    EnrolmentState.REFUSED: (
        _("Outside the grades or ages that the places are for."),
        _("Another service's decision is asked for, and has not been seen."),
        _("No place has become free this season."),
        _("Has a place in another group."),
    ),
    EnrolmentState.WITHDRAWN: (
        _("The family has asked for it."),
        _("Has moved away."),
        _("Could not be reached."),
    ),
    EnrolmentState.EXPIRED: (_("No answer, and nobody could be reached."),),
}


def grounds_of(school: CultureSchool, state: str) -> list[Ground]:
    """What may be chosen, in the school's order; unsaved rows in its language where it keeps none."""
    kept = Ground.objects.everything(why=_WHY).filter(school=school, for_state=state)
    rows = list(kept)
    return [row for row in rows if row.ended_at is None] if rows else _built_in(school, state)


def _built_in(school: CultureSchool, state: str) -> list[Ground]:
    with translation.override(Country(school.country).language):
        texts = [gettext(text) for text in _BUILT_IN.get(state, ())]
    return [
        Ground(school=school, for_state=state, text=text, position=position)
        for position, text in enumerate(texts, start=1)
    ]
