"""The part of the access matrix that is about overviews: the week, what needs a hand, a run's life."""

from tests.guards.access import Access, about, alone, page
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OWN

COORDINATOR = page(coordinator=200)
OF_A_RUN = {OWN: COORDINATOR, ARCHIVED: COORDINATOR, OTHER_MUNICIPALITY: page(coordinator=404)}

OVERVIEW: dict[str, Access] = {
    "participants:week": alone(GET=COORDINATOR),
    "participants:needs_a_hand": alone(GET=COORDINATOR),
    "participants:needs_a_hand_kind": about("kind of need", GET={OWN: COORDINATOR}),
    "reports:run": about("run", GET=OF_A_RUN),
    "reports:run_attendance": about("run", GET=OF_A_RUN),
}
