"""The rows of the access matrix about seasons and about the settings of a school."""

from tests.guards.access import ANYBODY, NOWHERE, Access, alone, everywhere, of_school, page

SEASONS: dict[str, Access] = {
    "participants:seasons": alone(GET=page(coordinator=200)),
    "participants:new_season": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
    "participants:season": of_school(
        "season",
        {"opens_on": "2027-03-01", "closes_on": "2027-04-01"},
        GET=200,
        POST=422,
        archived={"GET": 200, "POST": 403},
    ),
    "participants:invite_last_years": of_school("season", POST=302, archived={"POST": 403}),
    "participants:season_text": of_school(
        "season text", {"name": "Музика"}, GET=200, POST=422, archived={"GET": 200, "POST": 422}
    ),
    "participants:season_group": of_school(
        "season group", {"price": "-1"}, GET=200, POST=422, archived={"GET": 403, "POST": 403}
    ),
    "participants:family_season": everywhere(
        "family's season", {"say": "everything"}, GET=ANYBODY, POST=NOWHERE
    ),
    "participants:settings": alone(GET=page(coordinator=302)),
    "participants:school_settings": of_school("school page", GET=200),
    "participants:settings_section": of_school(
        "settings section", {"mails-tells_partners_of_decisions": "on"}, POST=422
    ),
    "participants:settings_grounds": of_school(
        "school page", {"add": "1", "grounds-state": "refused", "grounds-text": "Andet tilbud"}, POST=302
    ),
    "participants:settings_criteria": of_school("criteria", {"kinds": "", "add": "grade"}, POST=302),
}
