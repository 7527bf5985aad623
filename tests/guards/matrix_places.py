"""The part of the access matrix that is about giving places: many at once, the next offer, the call list."""

from tests.guards.access import HIDDEN, Access, about, alone, api, coordinators, decision, elsewhere, page
from tests.guards.world import ARCHIVED, OWN

CALLS = page(coordinator=200)
ON_NO_LIST = page(coordinator=404)

PLACES: dict[str, Access] = {
    "participants:decide_many": about(
        "decisions",
        {"chosen": "0:applied", "grounds": "Gruppen er fuld"},
        # Nobody has that id: the page says to tick somebody first.
        GET={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
        POST={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
    ),
    "participants:offer_to_next": about(
        "group",
        {"shown": "0"},
        POST={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
    ),
    "participants:calls": alone(GET=CALLS),
    "participants:reached": about(
        "offer",
        {"answer_by": ""},
        GET={OWN: CALLS, ARCHIVED: page(coordinator=403), **elsewhere(ON_NO_LIST)},
        POST={OWN: page(coordinator=422), ARCHIVED: page(coordinator=403), **elsewhere(ON_NO_LIST)},
    ),
    "participants:reached_message": about(
        "message",
        POST={OWN: page(coordinator=302), ARCHIVED: page(coordinator=302), **elsewhere(ON_NO_LIST)},
    ),
    "api-enrolment-offer": decision(),
    "api-enrolment-enrol": decision(),
    "api-enrolment-expire": about(
        "enrolment",
        {"based_on": "applied", "grounds": "Ikke truffet"},
        POST={OWN: api(coordinator=409), ARCHIVED: api(coordinator=403), **elsewhere(api())},
    ),
    # Only who waits moves up; the enrolment asked about has just been applied for.
    "api-enrolment-move-up": about(
        "enrolment",
        {"before": "1", "grounds": "Søskende"},
        POST={OWN: api(coordinator=409), ARCHIVED: api(coordinator=403), **elsewhere(api())},
    ),
}
