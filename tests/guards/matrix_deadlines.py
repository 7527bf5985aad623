"""The rows of the access matrix about deadlines and strategy: what a school's coordinators alone see."""

from tests.guards.access import ANYBODY, Access, about, alone, of_school, page
from tests.guards.world import OWN

DEADLINES: dict[str, Access] = {
    "reports:deadlines": alone(GET=page(coordinator=200)),
    "reports:new_deadline": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
    "reports:deadline": of_school("deadline", {"title": ""}, GET=200, POST=422),
    "reports:deadline_done": of_school("deadline", POST=302),
    "reports:deadline_reminders": of_school("reminders", {"days": "never"}, GET=200, POST=422),
    "reports:deadline_address": alone(POST=page(coordinator=302)),
    # The address is the right, for as long as its owner coordinates a school.
    "reports:deadline_calendar": about("deadlines' calendar", GET={OWN: ANYBODY}),
    "reports:strategy": alone(GET=page(coordinator=200)),
    "programmes:focus_contents": of_school("focus area", {"do": "line", "text": ""}, GET=200, POST=422),
    "programmes:focus_line": of_school("focus line", {"done": "1"}, POST=302),
    "programmes:remove_target": of_school("focus target", POST=302),
    "programmes:ready_areas": of_school("reminders", POST=302),
}
