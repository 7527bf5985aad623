"""The rows of the access matrix about programmes, runs, groups, formats and goals."""

from tests.guards.access import Access, about, alone, elsewhere, of_school, page
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OWN

HOSTS = page(coordinator=200)


def led(kind: str, data: dict[str, str] | None = None, **methods: int) -> Access:
    """What the lead of a shared programme does; its coordinators see the programme, but not this."""
    rows = {
        method: {OWN: page(lead=status), OTHER_MUNICIPALITY: page(lead=404)}
        for method, status in methods.items()
    }
    return about(kind, data, **rows)


def of_programme(data: dict[str, str] | None = None, *, lead: int = 403, **methods: int) -> Access:
    """A shared programme for the coordinators of its schools."""
    missing = page(coordinator=404, lead=404 if lead != 403 else 403)
    rows = {
        method: {OWN: page(coordinator=status, lead=lead), OTHER_MUNICIPALITY: missing}
        for method, status in methods.items()
    }
    return about("shared programme", data, **rows)


def of_run(kind: str, archived: int, data: dict[str, str] | None = None, **methods: int) -> Access:
    rows = {
        method: {
            OWN: page(coordinator=status),
            ARCHIVED: page(coordinator=archived),
            OTHER_MUNICIPALITY: page(coordinator=404),
        }
        for method, status in methods.items()
    }
    return about(kind, data, **rows)


SETUP: dict[str, Access] = {
    "programmes:list": alone(GET=page(coordinator=200, lead=200)),
    "programmes:new": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
    "programmes:focus": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
    "programmes:sub_region": alone(GET=page(sub_region=200)),
    "programmes:programme": of_programme(lead=200, GET=200),
    # A shared one is its lead's.
    "programmes:change": about(
        "shared programme",
        {"public_name": ""},
        GET={OWN: page(lead=200), OTHER_MUNICIPALITY: page(coordinator=404, lead=404)},
        POST={OWN: page(lead=422), OTHER_MUNICIPALITY: page(coordinator=404, lead=404)},
    ),
    "programmes:share": led("shared programme", {"do": "region", "name": ""}, GET=200, POST=422),
    "programmes:end_school": led("school in programme", {"valid_to": ""}, GET=200, POST=422),
    "programmes:end_role": led("role in programme", POST=302),
    "programmes:new_format": about(
        "shared programme",
        {"name": ""},
        GET={
            OWN: page(coordinator=200, lead=200, sub_region=200),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
        POST={
            OWN: page(coordinator=422, lead=422, sub_region=422),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
    ),
    "programmes:ready_formats": about(
        "shared programme",
        POST={
            OWN: page(coordinator=302, lead=302, sub_region=302),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
    ),
    # A format of all schools of a shared programme is not for one school's coordinators to change.
    "programmes:format": about(
        "format",
        {"name": ""},
        GET={
            OWN: page(lead=200, sub_region=200),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
        POST={
            OWN: page(lead=422, sub_region=422),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
    ),
    "programmes:remove_format": about(
        "format",
        POST={
            OWN: page(lead=302, sub_region=302),
            OTHER_MUNICIPALITY: page(coordinator=404, lead=404, sub_region=404),
        },
    ),
    "programmes:new_goal": of_programme({"text": ""}, GET=200, POST=422),
    "programmes:goal": of_school("goal", {"text": ""}, GET=200, POST=422),
    "programmes:focus_area": of_school("focus area", {"name": ""}, GET=200, POST=422),
    "programmes:new_run": of_programme({"name": ""}, GET=200, POST=422),
    "programmes:setup": of_run("run", 200, GET=200),
    "programmes:change_run": of_run("run", 403, {"name": ""}, GET=200, POST=422),
    "programmes:open_run": of_run("run", 403, POST=302),
    "participants:close_run": of_run("run", 403, GET=200, POST=302),
    "programmes:run_partners": of_run("run and school", 403, {"chosen": "x"}, GET=200, POST=422),
    "programmes:new_group": of_run("run and school", 403, {"name": ""}, GET=200, POST=422),
    "programmes:group_setup": about(
        "group",
        {"name": ""},
        GET={OWN: HOSTS, ARCHIVED: HOSTS, **elsewhere(page(coordinator=404))},
        POST={
            OWN: page(coordinator=422),
            ARCHIVED: page(coordinator=403),
            **elsewhere(page(coordinator=404)),
        },
    ),
    "programmes:staff": of_school("group", {"add": ""}, POST=302, archived={"POST": 302}),
    "programmes:remove_group": of_school("group", POST=302, archived={"POST": 403}),
}
