"""The rows of the access matrix about grants: a closed one is read, its forms are shut."""

from tests.guards.access import Access, alone, of_school, page

SHUT = {"GET": 403, "POST": 403}


def form(kind: str, *, answer: int = 422, data: dict[str, str] | None = None) -> Access:
    return of_school(kind, data, archived=SHUT, GET=200, POST=answer)


GRANTS: dict[str, Access] = {
    "reports:grants": alone(GET=page(coordinator=200)),
    "reports:grant": of_school("grant", archived={"GET": 200, "POST": 403}, GET=200, POST=422),
    "reports:new_grant": of_school("school of a grant", GET=200, POST=422),
    "reports:change_grant": form("grant"),
    "reports:award_grant": form("grant"),
    # The answer stands already: said on the grant's page.
    "reports:refuse_grant": of_school("grant", archived={"POST": 302}, POST=302),
    "reports:grant_conditions": form("grant", data={"age_from": "x"}),
    "reports:grant_papers": form("grant"),
    "reports:new_grant_target": form("grant"),
    "reports:grant_target": form("target number"),
    "reports:grant_runs": form("grant", data={"runs": "x"}),
    "reports:new_grant_payment": form("grant"),
    "reports:grant_payment": form("payment"),
    "reports:new_grant_report": form("grant"),
    "reports:grant_report": of_school(
        "report due", {"do": "sent", "sent_on": ""}, archived={"GET": 200, "POST": 403}, GET=200, POST=422
    ),
    "reports:grant_goes_on": form("grant"),
    "reports:grant_used": of_school("grant", archived={"GET": 200}, GET=200),
    "reports:grant_budget": of_school("grant", archived={"GET": 200}, GET=200),
    "reports:grant_schemes": alone(GET=page(coordinator=200)),
    "reports:new_grant_scheme": of_school("school of a grant", GET=200, POST=422),
    "reports:take_in_grant_scheme": of_school("school of a grant", {"key": "region_hovedstaden"}, POST=302),
    "reports:grant_scheme": of_school("scheme", GET=200, POST=422),
    "reports:scheme_papers": of_school("scheme", GET=200, POST=422),
}
