"""The rows of the access matrix about the things around a child."""

from tests.guards.access import (
    COORDINATORS,
    HIDDEN,
    Access,
    about,
    alone,
    coordinators,
    elsewhere,
    of_card,
    of_person,
    of_school,
    page,
    staffs,
)
from tests.guards.world import ARCHIVED, OWN

FORM = {"name": "Cello", "kind": "instrument", "owner": "own"}


def at_school(status: int) -> dict[str, int]:
    return page(teacher=status, colleague=status, coordinator=status)


def of_child(kind: str, row, data: dict[str, str] | None = None, **methods: int) -> Access:
    """A row about a child, in a closed run as in an open one."""
    places = {
        method: {OWN: row(status), ARCHIVED: row(status), **elsewhere(HIDDEN)}
        for method, status in methods.items()
    }
    return about(kind, data, **places)


AROUND: dict[str, Access] = {
    "participants:equipment": alone(GET=at_school(200)),
    "participants:new_equipment": alone(GET=COORDINATORS, POST=page(coordinator=422)),
    "participants:thing": about("thing", GET={OWN: at_school(200), **elsewhere(HIDDEN)}),
    "participants:edit_equipment": of_school("thing", FORM, GET=200, POST=302),
    "participants:end_equipment": of_school("thing", POST=302),
    # Nobody is chosen.
    "participants:lend": about(
        "thing",
        GET={OWN: at_school(200), **elsewhere(HIDDEN)},
        POST={OWN: at_school(422), **elsewhere(HIDDEN)},
    ),
    "participants:lend_to": of_card({"state": ""}, GET=200, POST=422),
    "participants:give_back": of_child("loan", staffs, {"state": "Fin"}, GET=200, POST=302),
    "participants:extend_loan": of_child("loan", staffs, {"due_on": ""}, GET=200, POST=422),
    "participants:volunteers": alone(GET=COORDINATORS),
    "participants:new_volunteer": alone(GET=COORDINATORS, POST=page(coordinator=422)),
    "participants:volunteer": of_school("volunteer", {"name": ""}, GET=200, POST=422),
    "participants:end_volunteer": of_school("volunteer", POST=302),
    "participants:volunteer_papers": of_school(
        "volunteer", {"paper": "police_certificate_seen_on"}, POST=302
    ),
    "participants:partner_staff": alone(GET=COORDINATORS),
    # In a closed run nobody works any more.
    "participants:contact_papers": of_school(
        "contact", {"paper": "confidentiality_seen_on"}, POST=302, archived={"POST": 404}
    ),
    "participants:buddies": of_person({"who": ""}, GET=200, POST=422),
    "participants:end_match": of_child("match", coordinators, POST=302),
    "participants:milestones": of_card({"kind": ""}, GET=200, POST=422),
    "participants:first_concert": of_card(POST=302),
    "participants:remove_milestone": of_child("milestone", staffs, POST=302),
    "participants:helper": of_person({"group": ""}, GET=200, POST=422),
    "participants:end_helper": about(
        "helper",
        POST={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
    ),
}
