"""The rows of the access matrix about fees and what several pay together: the coordinators' alone."""

from tests.guards.access import COORDINATORS, Access, about, alone, of_school, page
from tests.guards.world import OTHER_MUNICIPALITY, OWN

SHARE = {"title": ""}

SHARING: dict[str, Access] = {
    "participants:settlements": alone(GET=COORDINATORS),
    "participants:agency_settlement": of_school("payer", GET=404, POST=404),
    # No total is sent.
    "participants:municipality_settlement": of_school("payer", GET=200, POST=422),
    "participants:settlement": of_school("settlement", GET=200),
    "participants:settlement_pdf": of_school("settlement", GET=200),
    "participants:settlement_csv": of_school("settlement", GET=200),
    "participants:invoices": alone(GET=COORDINATORS, POST=page(coordinator=302)),
    "participants:invoice_csv": of_school("invoice file", GET=200),
    "participants:fees": alone(GET=COORDINATORS, POST=page(coordinator=302)),
    "participants:fee": of_school(
        "fee", {"factor": ""}, archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
    "participants:group_fees": of_school("group", archived={"GET": 200}, GET=200),
    "participants:payment": of_school(
        "enrolled", {"free": "no"}, archived={"GET": 200, "POST": 302}, GET=200, POST=302
    ),
    "participants:shares": alone(GET=COORDINATORS),
    "participants:what_to_share": alone(GET=COORDINATORS),
    "participants:share_run": about(
        "run of a share",
        SHARE,
        GET={OWN: page(coordinator=200), OTHER_MUNICIPALITY: page(coordinator=404)},
        POST={OWN: page(coordinator=422), OTHER_MUNICIPALITY: page(coordinator=404)},
    ),
    "participants:share_group": of_school(
        "group", SHARE, archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
    "participants:share_equipment": of_school("paying thing", SHARE, GET=200, POST=422),
    "participants:share_enrolment": of_school(
        "enrolled", SHARE, archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
    "participants:share": of_school("share", {"amount": ""}, GET=200, POST=422),
    "participants:edit_share": of_school("share", SHARE, GET=200, POST=422),
    "participants:correct_cost": of_school("shared cost", {"amount": ""}, GET=200, POST=422),
}
