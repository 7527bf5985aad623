"""Families' own pages: whoever has the signed address, whoever else she is; nobody without it."""

from tests.db.applying import CHILD
from tests.guards.access import ANYBODY, NOWHERE, Access, about, elsewhere, everywhere, page
from tests.guards.world import ARCHIVED, OWN

GOES_ON = page(302, outsider=302)
CORRECTED = page(422, outsider=422)
CHANGED_MEANWHILE = page(409, outsider=409)

OF_FAMILIES: dict[str, Access] = {
    "participants:apply": about(
        "listed group",
        CHILD,
        GET={OWN: ANYBODY, ARCHIVED: NOWHERE, **elsewhere(ANYBODY)},
        POST={OWN: GOES_ON, ARCHIVED: NOWHERE, **elsewhere(GOES_ON)},
    ),
    "participants:apply_step": everywhere("family's draft", GET=ANYBODY, POST=CORRECTED),
    "participants:apply_sent": everywhere("family", GET=ANYBODY),
    "participants:family": everywhere("family", GET=ANYBODY),
    "participants:family_proof": everywhere("family's proof", GET=GOES_ON),
    "participants:family_answer": about(
        "family's wish",
        {"based_on": "applied"},
        GET={OWN: ANYBODY, ARCHIVED: ANYBODY, **elsewhere(ANYBODY)},
        # In a closed run nothing moves, and the page says so.
        POST={OWN: GOES_ON, ARCHIVED: CHANGED_MEANWHILE, **elsewhere(GOES_ON)},
    ),
    "participants:family_contact": everywhere("family", GET=ANYBODY, POST=CORRECTED),
    "participants:family_guardian": everywhere("family's child", GET=ANYBODY, POST=CORRECTED),
    "participants:family_consents": everywhere("family's child", GET=ANYBODY, POST=GOES_ON),
    "participants:family_sibling": everywhere("family", POST=GOES_ON),
    "participants:family_send_link": everywhere("family", POST=GOES_ON),
    "participants:family_access": everywhere("family", GET=ANYBODY),
    "participants:family_access_file": everywhere("family's file", GET=ANYBODY),
}
