"""The part of the access matrix that is about a child named or referred by somebody else than the family."""

from tests.guards.access import HIDDEN, Access, about, alone, coordinators, elsewhere, of_person, page
from tests.guards.world import ARCHIVED, OWN

NAMED = {"given_name": "Gry", "family_name": "Prøvedal"}

REFERRALS: dict[str, Access] = {
    "participants:referrals": alone(GET=page(partner=200)),
    # An empty form has no group.
    "participants:new_referral": alone(GET=page(partner=200), POST=page(partner=422)),
    "participants:register": about(
        "group",
        NAMED,
        GET={OWN: coordinators(200), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
        POST={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
    ),
    "participants:details": of_person(NAMED, GET=200, POST=302),
    "participants:link": of_person(GET=200, POST=302),
}
