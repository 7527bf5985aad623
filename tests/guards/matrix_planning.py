"""The rows of the access matrix about plans, holidays, calendars, and what is decided about a session."""

from tests.guards.access import (
    ANYBODY,
    HIDDEN,
    Access,
    about,
    alone,
    elsewhere,
    everywhere,
    of_school,
    page,
    staffs,
)
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OTHER_SCHOOL, OWN

_ONLY_COORDINATORS = page(coordinator=404)
_NO_DAY = {"starts_on": "", "ends_on": ""}


def _of_group(kind: str, data: dict[str, str] | None = None, **methods: int) -> Access:
    """A coordinator's own; a closed run is read, never changed."""
    rows = {}
    for method, status in methods.items():
        closed = 200 if method == "GET" and status == 200 else 403
        rows[method] = {
            OWN: page(coordinator=status),
            ARCHIVED: page(coordinator=closed),
            **elsewhere(_ONLY_COORDINATORS),
        }
    return about(kind, data, **rows)


def _of_session(kind: str, data: dict[str, str] | None = None, **methods: int) -> Access:
    """Whoever sees the session, as long as its run is open."""
    rows = {
        method: {OWN: staffs(status), ARCHIVED: staffs(403), **elsewhere(HIDDEN)}
        for method, status in methods.items()
    }
    return about(kind, data, **rows)


def _for_coordinators(kind: str, data: dict[str, str] | None = None, **methods: int) -> Access:
    rows = {
        method: {
            OWN: page(coordinator=status),
            ARCHIVED: page(coordinator=403),
            **elsewhere(_ONLY_COORDINATORS),
        }
        for method, status in methods.items()
    }
    return about(kind, data, **rows)


PLANNING: dict[str, Access] = {
    "participants:cancel_session": _of_session("session", {"reason": "illness"}, GET=200, POST=302),
    "participants:take_up_session": _of_session("cancelled", POST=302),
    "participants:move_session": _of_session("session", {"day": ""}, GET=200, POST=422),
    "participants:substitute": _for_coordinators("session", {"user": ""}, GET=200, POST=422),
    "participants:dismiss_substitute": _for_coordinators("substitute", POST=302),
    "participants:family_calendar": everywhere("family", GET=ANYBODY),
    "programmes:plan": _of_group("group", _NO_DAY, GET=200, POST=422),
    "programmes:remove_plan": _of_group("plan", POST=302),
    "programmes:plan_run": about(
        "run",
        _NO_DAY,
        GET={
            OWN: page(coordinator=200),
            ARCHIVED: page(coordinator=200),
            OTHER_MUNICIPALITY: _ONLY_COORDINATORS,
        },
        POST={
            OWN: page(coordinator=422),
            ARCHIVED: page(coordinator=403),
            OTHER_MUNICIPALITY: _ONLY_COORDINATORS,
        },
    ),
    "programmes:holidays": alone(GET=page(coordinator=302)),
    "programmes:school_holidays": of_school("school page", {"name": ""}, GET=200, POST=422),
    # A holiday is the municipality's: the coordinators of all of its schools keep it.
    "programmes:holiday": about(
        "holiday",
        {"name": ""},
        GET={
            OWN: page(coordinator=200),
            OTHER_SCHOOL: page(coordinator=200),
            OTHER_MUNICIPALITY: _ONLY_COORDINATORS,
        },
        POST={
            OWN: page(coordinator=422),
            OTHER_SCHOOL: page(coordinator=422),
            OTHER_MUNICIPALITY: _ONLY_COORDINATORS,
        },
    ),
    "programmes:remove_holiday": about(
        "holiday",
        POST={
            OWN: page(coordinator=302),
            OTHER_SCHOOL: page(coordinator=302),
            OTHER_MUNICIPALITY: _ONLY_COORDINATORS,
        },
    ),
    "programmes:feed": alone(
        GET=page(teacher=200, colleague=200, coordinator=200),
        POST=page(teacher=302, colleague=302, coordinator=302),
    ),
    # Whoever has the signed address, and nobody without it.
    "programmes:calendar": about("calendar", GET={OWN: ANYBODY}),
}
