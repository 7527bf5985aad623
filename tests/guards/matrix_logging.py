"""The rows of the access matrix about what is logged beside the marks: hours, heads, courses, photos."""

from tests.guards.access import HIDDEN, Access, about, alone, coordinators, elsewhere, page, staffs
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OTHER_SCHOOL, OWN

STAFF = page(teacher=200, colleague=200, coordinator=200)
HOST, REFUSED, NOT_THERE = page(coordinator=200), page(), page(coordinator=404)
NOT_YOURS = page(teacher=404, colleague=404, coordinator=404)

LOGGING: dict[str, Access] = {
    "programmes:new_session": about(
        "group",
        {"kind": "concert"},
        GET={OWN: staffs(200), ARCHIVED: staffs(403), **elsewhere(HIDDEN)},
        POST={OWN: staffs(422), ARCHIVED: staffs(403), **elsewhere(HIDDEN)},
    ),
    "participants:photos": about(
        "session",
        GET={OWN: staffs(200), ARCHIVED: staffs(200), **elsewhere(HIDDEN)},
        POST={OWN: staffs(422), ARCHIVED: staffs(403), **elsewhere(HIDDEN)},
    ),
    "participants:photo": about("photo", GET={OWN: staffs(200), ARCHIVED: staffs(200), **elsewhere(HIDDEN)}),
    # In a closed run as well: what ought not to be there goes.
    "participants:remove_photo": about(
        "photo", POST={OWN: staffs(302), ARCHIVED: staffs(302), **elsewhere(HIDDEN)}
    ),
    "programmes:hours": alone(GET=STAFF, POST=page(teacher=422, colleague=422, coordinator=422)),
    # The teacher's own; a coordinator reads them and changes none.
    "programmes:change_hours": about(
        "hours",
        {"hours": "0,75", "based_on": "30"},
        GET={
            OWN: page(teacher=200, colleague=404, coordinator=403),
            ARCHIVED: coordinators(403),
            **elsewhere(HIDDEN),
        },
        POST={
            OWN: page(teacher=302, colleague=404, coordinator=403),
            ARCHIVED: coordinators(403),
            **elsewhere(HIDDEN),
        },
    ),
    "programmes:run_hours": about(
        "run",
        GET={
            OWN: page(coordinator=200),
            ARCHIVED: page(coordinator=200),
            OTHER_MUNICIPALITY: page(coordinator=404),
        },
    ),
    "programmes:trainings": alone(GET=page(coordinator=200)),
    "programmes:new_training": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
    # Archived: its hours stand in a closed run. The other school of Roskilde has asked ours to send people.
    "programmes:training": about(
        "training",
        {"all": "1"},
        GET={OWN: HOST, ARCHIVED: HOST, OTHER_SCHOOL: HOST, OTHER_MUNICIPALITY: NOT_THERE},
        POST={OWN: REFUSED, ARCHIVED: REFUSED, OTHER_SCHOOL: REFUSED, OTHER_MUNICIPALITY: NOT_THERE},
    ),
    "programmes:edit_training": about(
        "training",
        {"name": ""},
        GET={OWN: HOST, ARCHIVED: REFUSED, OTHER_SCHOOL: REFUSED, OTHER_MUNICIPALITY: NOT_THERE},
        POST={
            OWN: page(coordinator=422),
            ARCHIVED: REFUSED,
            OTHER_SCHOOL: REFUSED,
            OTHER_MUNICIPALITY: NOT_THERE,
        },
    ),
    "programmes:new_training_day": about(
        "training",
        {"hours": ""},
        GET={OWN: HOST, ARCHIVED: REFUSED, OTHER_SCHOOL: REFUSED, OTHER_MUNICIPALITY: NOT_THERE},
        POST={
            OWN: page(coordinator=422),
            ARCHIVED: REFUSED,
            OTHER_SCHOOL: REFUSED,
            OTHER_MUNICIPALITY: NOT_THERE,
        },
    ),
    "programmes:change_training_day": about(
        "training day",
        {"hours": ""},
        GET={OWN: HOST, ARCHIVED: REFUSED, OTHER_SCHOOL: REFUSED, OTHER_MUNICIPALITY: NOT_THERE},
        POST={
            OWN: page(coordinator=422),
            ARCHIVED: REFUSED,
            OTHER_SCHOOL: REFUSED,
            OTHER_MUNICIPALITY: NOT_THERE,
        },
    ),
    "programmes:head_counts": alone(GET=STAFF),
    # The colleague works in a group of the open run, and in none of the closed one.
    "programmes:head_count": about(
        "run",
        {"countries": "8"},
        GET={
            OWN: STAFF,
            ARCHIVED: page(teacher=200, colleague=404, coordinator=200),
            OTHER_MUNICIPALITY: NOT_YOURS,
        },
        POST={
            OWN: page(teacher=403, colleague=403, coordinator=302),
            ARCHIVED: page(teacher=403, colleague=404, coordinator=403),
            OTHER_MUNICIPALITY: NOT_YOURS,
        },
    ),
}
