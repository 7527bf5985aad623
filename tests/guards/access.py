"""The rows of the access matrix: who gets which answer, in the words in which it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OTHER_SCHOOL, OWN, ROLES

Row = Mapping[str, int]
Places = Mapping[str, Row]
NOTHING = ""


@dataclass(frozen=True)
class Access:
    """`about` is a kind of object, or nothing; `data` is what a writing method sends."""

    about: str
    methods: Mapping[str, Places]
    data: Mapping[str, str] = field(default_factory=dict)


def page(rest: int = 403, outsider: int = 302, **roles: int) -> Row:
    """Whoever has not signed in is sent to do so; a role without such a page gets 403."""
    return {**dict.fromkeys(ROLES, rest), "outsider": outsider, **roles}


def api(rest: int = 404, outsider: int = 401, **roles: int) -> Row:
    return page(rest, outsider, **roles)


def alone(**methods: Row) -> Access:
    """An address about no object."""
    return Access(NOTHING, {method: {NOTHING: row} for method, row in methods.items()})


def about(kind: str, data: Mapping[str, str] | None = None, **methods: Places) -> Access:
    return Access(kind, methods, data or {})


def elsewhere(row: Row) -> Places:
    return {OTHER_SCHOOL: row, OTHER_MUNICIPALITY: row}


def coordinators(status: int) -> Row:
    """Of a page that teachers reach too, though not for this: they see the object, but may not."""
    return page(teacher=403, colleague=404, coordinator=status)


def of_card(data: Mapping[str, str] | None = None, **methods: int) -> Access:
    """Whoever sees the person."""
    rows = {
        method: {OWN: staffs(status), ARCHIVED: staffs(status), **elsewhere(HIDDEN)}
        for method, status in methods.items()
    }
    return about("participant", data, **rows)


def of_person(data: Mapping[str, str] | None = None, **methods: int) -> Access:
    """What the coordinators do for one person, whether her run is open or closed."""
    rows = {
        method: {OWN: coordinators(status), ARCHIVED: coordinators(status), **elsewhere(HIDDEN)}
        for method, status in methods.items()
    }
    return about("participant", data, **rows)


def staffs(status: int) -> Row:
    """The coordinators and the group's own teacher; another teacher does not see the group."""
    return page(teacher=status, colleague=404, coordinator=status)


def invitations(status: int) -> Access:
    rows = {OWN: page(404, coordinator=status), **elsewhere(page(404))}
    return about("invitation", POST=rows)


def decision() -> Access:
    """An applicant's enrolment is the coordinators'; a closed run is read, never changed."""
    undecided = {OWN: api(coordinator=200), ARCHIVED: api(coordinator=403), **elsewhere(api())}
    return about("enrolment", {"based_on": "applied", "grounds": "Plads fundet"}, POST=undecided)


def of_decision(kind: str, data: Mapping[str, str] | None = None, **methods: int) -> Access:
    """What follows from a decision is the coordinators', in a closed run as well."""
    rows = {method: page(teacher=404, colleague=404, coordinator=code) for method, code in methods.items()}
    places = {method: {OWN: row, ARCHIVED: row, **elsewhere(HIDDEN)} for method, row in rows.items()}
    return about(kind, data, **places)


def everywhere(kind: str, data: Mapping[str, str] | None = None, **methods: Row) -> Access:
    """The same answer about every row."""
    places = {method: {OWN: row, ARCHIVED: row, **elsewhere(row)} for method, row in methods.items()}
    return about(kind, data, **places)


def answer() -> Access:
    """Only an offer is answered; the enrolment asked about is not offered."""
    rows = {OWN: api(coordinator=409), ARCHIVED: api(coordinator=403), **elsewhere(api())}
    return about("enrolment", {"based_on": "applied", "grounds": ""}, POST=rows)


def scoped(kind: str, own: Row) -> Access:
    """A row of the API that is read in a closed run as in an open one."""
    return about(kind, GET={OWN: own, ARCHIVED: own, **elsewhere(api())})


def reports(kind: str, **methods: int) -> Access:
    """Each report for whoever holds its scope; the others with reports do not learn that it exists."""
    others = {"coordinator": 404, "leader": 404, "lead": 404}
    by_role = {"programme": "lead", "municipality": "leader", "school": "coordinator"}
    places = {
        method: {
            **{place: page(**(others | {role: status})) for place, role in by_role.items()},
            **elsewhere(page(**others)),
        }
        for method, status in methods.items()
    }
    return about(kind, {"period": "2024"}, **places)


def api_reports(kind: str) -> Access:
    """As `reports`, where an object out of scope is missing for everybody."""
    by_role = {"programme": "lead", "municipality": "leader", "school": "coordinator"}
    own = {place: api(**{role: 200}) for place, role in by_role.items()}
    return about(kind, GET={**own, **elsewhere(api())})


def of_school(
    kind: str,
    data: Mapping[str, str] | None = None,
    *,
    archived: Mapping[str, int] | None = None,
    **methods: int,
) -> Access:
    """What a school has set: its coordinators alone; a closed run's as `archived` says."""
    places = {
        method: {OWN: page(coordinator=status), **elsewhere(page(coordinator=404))}
        for method, status in methods.items()
    }
    for method, status in (archived or {}).items():
        places[method][ARCHIVED] = page(coordinator=status)
    return about(kind, data, **places)


ANYBODY, SIGNED_IN, IN_API = page(200, outsider=200), page(200), api(200)
NOWHERE = page(404, outsider=404)
HIDDEN = page(teacher=404, colleague=404, coordinator=404)
OWN_GROUP = api(teacher=200, coordinator=200)
WITH_REPORTS = page(coordinator=200, leader=200, lead=200)
COORDINATORS = page(coordinator=200)
AT_SCHOOL = {"teacher": 200, "colleague": 200, "coordinator": 200, "leader": 200}
