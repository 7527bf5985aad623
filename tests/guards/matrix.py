"""The access matrix: for each address and method the status for every role, and for an outsider.

A row names the roles that get another answer than the rest. What an address is about stands in
`tests/guards/world.py`: rows of one's own, of another school, of another municipality, and archived ones.
"""

from tests.guards.access import (
    ANYBODY,
    AT_SCHOOL,
    COORDINATORS,
    HIDDEN,
    IN_API,
    NOWHERE,
    OWN_GROUP,
    SIGNED_IN,
    WITH_REPORTS,
    Access,
    about,
    alone,
    answer,
    api,
    api_reports,
    coordinators,
    decision,
    elsewhere,
    everywhere,
    invitations,
    of_card,
    of_decision,
    of_person,
    page,
    reports,
    scoped,
    staffs,
)
from tests.guards.matrix_accounts import ACCOUNTS
from tests.guards.matrix_agreements import AGREEMENTS
from tests.guards.matrix_around import AROUND
from tests.guards.matrix_deadlines import DEADLINES
from tests.guards.matrix_families import OF_FAMILIES
from tests.guards.matrix_grants import GRANTS
from tests.guards.matrix_logging import LOGGING
from tests.guards.matrix_outcomes import OUTCOMES
from tests.guards.matrix_overview import OVERVIEW
from tests.guards.matrix_places import PLACES
from tests.guards.matrix_planning import PLANNING
from tests.guards.matrix_referrals import REFERRALS
from tests.guards.matrix_roll import ROLL
from tests.guards.matrix_seasons import SEASONS
from tests.guards.matrix_setup import SETUP
from tests.guards.matrix_sharing import SHARING
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OTHER_SCHOOL, OWN

MATRIX: dict[str, Access] = {
    **PLACES,
    **AGREEMENTS,
    **PLANNING,
    **OVERVIEW,
    **ROLL,
    **SEASONS,
    **OF_FAMILIES,
    **AROUND,
    **REFERRALS,
    **GRANTS,
    **LOGGING,
    **OUTCOMES,
    **SETUP,
    **SHARING,
    **DEADLINES,
    **ACCOUNTS,
    "home": alone(GET=page(302, lead=302, nobody=200)),
    "health": alone(GET=ANYBODY),
    "account_login": alone(GET=page(302, outsider=200), POST=page(302, outsider=200)),
    "account_logout": alone(GET=SIGNED_IN, POST=page(302)),
    "account_inactive": alone(GET=ANYBODY),
    "account_change_password": alone(GET=SIGNED_IN, POST=SIGNED_IN),
    "account_reset_password": alone(GET=ANYBODY, POST=ANYBODY),
    "account_reset_password_done": alone(GET=ANYBODY),
    "account_reset_password_from_key": about("reset link", GET={OWN: ANYBODY}, POST={OWN: ANYBODY}),
    "account_reset_password_from_key_done": alone(GET=ANYBODY),
    "choose_language": alone(POST=page(400, outsider=400)),
    "colleagues": alone(GET=page(coordinator=302)),
    "school_colleagues": about(
        "school page",
        {"email": "ny@example.org", "role": "teacher"},
        GET={
            OWN: page(404, teacher=403, colleague=403, coordinator=200, leader=403),
            OTHER_SCHOOL: page(404, leader=403),
            OTHER_MUNICIPALITY: page(404),
        },
        POST={
            OWN: page(404, teacher=403, colleague=403, coordinator=302, leader=403),
            OTHER_SCHOOL: page(404, leader=403),
            OTHER_MUNICIPALITY: page(404),
        },
    ),
    "end_role": about(
        "membership",
        GET={OWN: page(404, coordinator=200), **elsewhere(page(404))},
        POST={OWN: page(404, coordinator=302), **elsewhere(page(404))},
    ),
    "mfa_authenticate": alone(GET=page(302), POST=page(302)),
    "second_factor": alone(GET=page(200), POST=page(422)),
    "reset_second_factor": about(
        "membership",
        GET={OWN: page(404, coordinator=200), **elsewhere(page(404))},
        POST={OWN: page(404, coordinator=302), **elsewhere(page(404))},
    ),
    "invite_again": invitations(302),
    "withdraw_invitation": invitations(302),
    "invitation": about(
        "invitation link",
        {"name": ""},
        GET={OWN: ANYBODY, **elsewhere(ANYBODY)},
        POST={OWN: page(200, outsider=422), **elsewhere(page(200, outsider=422))},
    ),
    "participants:catalogue": alone(GET=ANYBODY),
    # What stands in it is for anybody; what does not, or is over, is not there.
    "participants:catalogue_group": about(
        "listed group", GET={OWN: ANYBODY, ARCHIVED: NOWHERE, **elsewhere(ANYBODY)}
    ),
    "participants:today": alone(GET=page(teacher=200, colleague=200)),
    "participants:roll_call": about(
        "session",
        {"note": "", "partner": "0", "preparation": "0"},
        GET={OWN: staffs(200), ARCHIVED: staffs(200), **elsewhere(HIDDEN)},
        POST={OWN: staffs(302), ARCHIVED: staffs(403), **elsewhere(HIDDEN)},
    ),
    "participants:groups": alone(GET=page(coordinator=200)),
    "participants:group": about(
        "group", GET={OWN: coordinators(200), ARCHIVED: coordinators(200), **elsewhere(HIDDEN)}
    ),
    "participants:places": about(
        "group",
        {"capacity": "9"},
        GET={OWN: coordinators(200), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
        POST={OWN: coordinators(302), ARCHIVED: coordinators(403), **elsewhere(HIDDEN)},
    ),
    "participants:decide": about(
        "decision",
        {"based_on": "applied", "grounds": "Gruppen er fuld"},
        # A teacher sees who has a place in her group, not who has applied for one.
        GET={
            OWN: page(teacher=404, colleague=404, coordinator=200),
            ARCHIVED: page(teacher=404, colleague=404, coordinator=403),
            **elsewhere(HIDDEN),
        },
        POST={
            OWN: page(teacher=404, colleague=404, coordinator=302),
            ARCHIVED: page(teacher=404, colleague=404, coordinator=403),
            **elsewhere(HIDDEN),
        },
    ),
    "participants:participants": alone(GET=page(coordinator=200)),
    "participants:participant": about(
        "participant", GET={OWN: staffs(200), ARCHIVED: staffs(200), **elsewhere(HIDDEN)}
    ),
    "participants:retention": alone(GET=page(coordinator=200)),
    "participants:erase": of_person(GET=200, POST=302),
    "participants:pairs": alone(GET=page(coordinator=200)),
    "participants:pair": about(
        "pair",
        {"decision": "different"},
        GET={OWN: COORDINATORS, ARCHIVED: COORDINATORS, **elsewhere(page(coordinator=404))},
        POST={
            OWN: page(coordinator=302),
            ARCHIVED: page(coordinator=302),
            **elsewhere(page(coordinator=404)),
        },
    ),
    "participants:access": of_person(GET=200),
    "participants:card": of_card(GET=200),
    "participants:edit_card": of_card({"what_helps": "Pauser"}, GET=200, POST=302),
    "participants:renew_card": of_card(POST=302),
    "participants:openings": alone(
        GET=page(coordinator=200, administrator=200), POST=page(administrator=422)
    ),
    "participants:opening": about("opening", GET={OWN: page(administrator=200)}),
    "participants:protection": of_person({"level": ""}, GET=200, POST=302),
    "participants:access_file": about(
        "person's file",
        GET={OWN: coordinators(200), ARCHIVED: coordinators(200), **elsewhere(HIDDEN)},
    ),
    "participants:letter": of_decision("letter", GET=200),
    "participants:letter_again": of_decision("letter", POST=302),
    "participants:register_appeal": of_decision("decided", {"text": ""}, GET=200, POST=422),
    "participants:answer_appeal": of_decision(
        "appeal", {"outcome": "upheld", "answer": "Afgørelsen står ved magt."}, GET=200, POST=302
    ),
    # Whoever has the signed address, and nobody without it.
    "participants:family_letter": everywhere("family's letter", GET=ANYBODY),
    "participants:family_appeal": everywhere(
        "family's decision", {"text": "Vi er uenige."}, GET=ANYBODY, POST=page(302, outsider=302)
    ),
    "participants:sms_receipt": everywhere("receipt", POST=page(400, outsider=400)),
    "reports:list": alone(GET=WITH_REPORTS),
    "reports:choose": alone(GET=page(coordinator=302, leader=200, lead=302)),
    "reports:ask": reports("asking", GET=200, POST=302),
    "reports:report": reports("report", GET=200),
    "reports:view": reports("published", GET=200),
    "reports:download": reports("published", GET=200),
    "api-schema": alone(GET=IN_API),
    "api-school-list": alone(GET=IN_API),
    "api-school-detail": about(
        "school",
        GET={OWN: api(**AT_SCHOOL), OTHER_SCHOOL: api(leader=200), OTHER_MUNICIPALITY: api()},
    ),
    "api-municipality-list": alone(GET=IN_API),
    # Reference data: whoever has signed in may read it.
    "api-municipality-detail": about("municipality", GET={OWN: IN_API, **elsewhere(IN_API)}),
    "api-agency-list": alone(GET=IN_API),
    "api-agency-detail": about("agency", GET={OWN: api(**AT_SCHOOL, partner=200), OTHER_MUNICIPALITY: api()}),
    "api-programme-list": alone(GET=IN_API),
    "api-programme-detail": about(
        "programme", GET={OWN: api(**AT_SCHOOL, lead=200), OTHER_MUNICIPALITY: api()}
    ),
    "api-run-list": alone(GET=IN_API),
    "api-run-detail": about(
        "run",
        GET={
            OWN: api(**AT_SCHOOL, lead=200),
            ARCHIVED: api(**AT_SCHOOL, lead=200),
            OTHER_MUNICIPALITY: api(),
        },
    ),
    "api-group-list": alone(GET=IN_API),
    "api-group-detail": scoped("group", OWN_GROUP),
    "api-session-list": alone(GET=IN_API),
    "api-session-detail": scoped("session", OWN_GROUP),
    "api-session-cancel": about(
        "session",
        {"reason": "illness"},
        POST={OWN: OWN_GROUP, ARCHIVED: api(teacher=403, coordinator=403), **elsewhere(api())},
    ),
    "api-session-roll-call": about(
        "session",
        GET={OWN: OWN_GROUP, ARCHIVED: OWN_GROUP, **elsewhere(api())},
        PUT={
            OWN: api(teacher=400, coordinator=400),
            ARCHIVED: api(teacher=403, coordinator=403),
            **elsewhere(api()),
        },
    ),
    "api-participant-list": alone(GET=IN_API),
    "api-participant-detail": scoped("participant", OWN_GROUP),
    "api-application-list": alone(GET=IN_API),
    "api-application-detail": scoped("application", api(coordinator=200)),
    "api-enrolment-list": alone(GET=IN_API),
    "api-enrolment-detail": scoped("enrolment", api(coordinator=200)),
    "api-enrolment-approve": decision(),
    "api-enrolment-waitlist": decision(),
    "api-enrolment-refuse": decision(),
    "api-enrolment-withdraw": decision(),
    "api-enrolment-accept": answer(),
    "api-enrolment-decline": answer(),
    # What one asks for stands in what is sent, so an empty one is wrong for everybody.
    "api-report-list": alone(GET=IN_API, POST=api(400)),
    "api-report-options": alone(GET=IN_API),
    "api-report-detail": api_reports("report"),
    "api-report-download": api_reports("published"),
}
