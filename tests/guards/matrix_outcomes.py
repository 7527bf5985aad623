"""The rows of the access matrix about what came of a run: observations, goals, quotes."""

from tests.guards.access import ANYBODY, HIDDEN, Access, about, elsewhere, page, staffs
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OWN

AT_SCHOOL = page(teacher=200, colleague=200, coordinator=200)
NOT_THEIRS = page(coordinator=404)


def _handed(kind: str) -> Access:
    places = (OWN, ARCHIVED, OTHER_MUNICIPALITY)
    goes_on = page(302, outsider=302)
    return about(kind, GET=dict.fromkeys(places, ANYBODY), POST=dict.fromkeys(places, goes_on))


OUTCOMES: dict[str, Access] = {
    "participants:outcomes": about(
        "run", GET={OWN: AT_SCHOOL, ARCHIVED: AT_SCHOOL, OTHER_MUNICIPALITY: HIDDEN}
    ),
    "participants:goal_result": about(
        "goal of run",
        {"on": "x"},
        POST={OWN: page(coordinator=422), **elsewhere(NOT_THEIRS)},
    ),
    "participants:quotes": about(
        "run",
        {"text": ""},
        GET={OWN: page(coordinator=200), ARCHIVED: page(coordinator=200), OTHER_MUNICIPALITY: NOT_THEIRS},
        POST={OWN: page(coordinator=422), ARCHIVED: page(coordinator=422), OTHER_MUNICIPALITY: NOT_THEIRS},
    ),
    # A person's right does not end with the run.
    "participants:withdraw_quote": about(
        "quote",
        POST={OWN: page(coordinator=302), ARCHIVED: page(coordinator=302), **elsewhere(NOT_THEIRS)},
    ),
    "participants:observe": about(
        "observed",
        {"community": "4"},
        GET={OWN: staffs(200), ARCHIVED: staffs(200), **elsewhere(HIDDEN)},
        POST={
            OWN: page(teacher=302, colleague=404, coordinator=302),
            ARCHIVED: page(teacher=403, colleague=404, coordinator=403),
            **elsewhere(HIDDEN),
        },
    ),
    # Whoever has the address that staff has made, for an hour.
    "participants:pictograms": _handed("handed"),
    "participants:pictograms_of": _handed("handed question"),
}
