"""The part of the access matrix that is about roll calls on a bad network."""

from tests.guards.access import ANYBODY, HIDDEN, Access, about, alone, elsewhere, page, staffs
from tests.guards.world import ARCHIVED, OWN

ROLL: dict[str, Access] = {
    # Who may send an entry is judged entry by entry; what is sent here is none.
    "participants:roll_calls": alone(POST=page(400, outsider=401)),
    "participants:settle_roll_conflict": about(
        "roll conflict", POST={OWN: staffs(302), ARCHIVED: staffs(403), **elsewhere(HIDDEN)}
    ),
    "participants:offline": alone(GET=ANYBODY),
    "participants:service_worker": alone(GET=ANYBODY),
}
