"""The rows of the access matrix about partners, agreements and their papers."""

from tests.guards.access import Access, about, alone, of_school, page
from tests.guards.world import OTHER_MUNICIPALITY, OTHER_SCHOOL, OWN

COORDINATOR = page(coordinator=200)
DAY = {"on": "2026-01-01"}


def of_partner(kind: str, data: dict[str, str] | None = None, **methods: int) -> Access:
    """Agencies are the municipality's, so another school in it works with them too."""
    places = {
        method: {
            OWN: page(coordinator=status),
            OTHER_SCHOOL: page(coordinator=status),
            OTHER_MUNICIPALITY: page(coordinator=404),
        }
        for method, status in methods.items()
    }
    return about(kind, data, **places)


AGREEMENTS: dict[str, Access] = {
    "partners:attachment": of_school("paper", GET=200),
    "reports:agreements": alone(GET=COORDINATOR),
    "reports:agreement": of_school("agreement", archived={"GET": 200, "POST": 422}, GET=200, POST=422),
    "partners:new_agreement": alone(GET=COORDINATOR, POST=page(coordinator=422)),
    # Archived: all have signed it. Who looks after it may be changed still, what it says not.
    "partners:change_agreement": of_school(
        "agreement", archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
    "partners:remove_agreement": of_school("agreement", archived={"POST": 403}, POST=302),
    "partners:new_party": of_school("agreement", archived={"GET": 403, "POST": 403}, GET=200, POST=422),
    "partners:party": of_school(
        "party", {"contact": "0"}, archived={"GET": 403, "POST": 403}, GET=200, POST=422
    ),
    "partners:new_commitment": of_school("agreement", archived={"GET": 403, "POST": 403}, GET=200, POST=422),
    "partners:commitment": of_school("commitment", archived={"GET": 403, "POST": 403}, GET=200, POST=422),
    "partners:given": of_school("commitment", archived={"GET": 200, "POST": 422}, GET=200, POST=422),
    "partners:sign_agreement": of_school(
        "agreement", DAY, archived={"GET": 200, "POST": 302}, GET=200, POST=422
    ),
    "partners:unsign_agreement": of_school("agreement", archived={"POST": 302}, POST=302),
    "partners:end_agreement": of_school(
        "agreement", {"on": ""}, archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
    "partners:renew_agreement": of_school("agreement", archived={"POST": 302}, POST=302),
    "partners:ask_for_agreement": of_school("agreement", archived={"POST": 302}, POST=302),
    "partners:agreement_document": of_school("agreement", archived={"GET": 200}, GET=200),
    "programmes:partners": alone(GET=COORDINATOR),
    "programmes:partner": of_partner("partner", GET=200),
    "programmes:partner_runs": of_partner("partner", {"chosen": "x"}, GET=200, POST=422),
    "partners:new_partner": alone(GET=COORDINATOR, POST=page(coordinator=422)),
    "partners:change_partner": of_partner("partner", GET=200, POST=422),
    # By number alone, and of one's own country; without one nobody learns that it is there.
    "partners:take_up_partner": of_partner("partner", POST=404),
    "partners:new_contact": of_partner("partner", GET=200, POST=422),
    "partners:contact": of_partner("partner's contact", GET=200, POST=422),
    "programmes:uses": of_school(
        "commitment", {"counts": "x"}, archived={"GET": 200, "POST": 422}, GET=200, POST=422
    ),
}
