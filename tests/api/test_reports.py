"""Reports through the API: what may be asked for, how far it is, and the file."""

import hashlib
import uuid

import pytest

from reports.models import ReportRun
from tests.reports.making import WHY, build
from tests.reports.world import log_autumn


@pytest.fixture
def world(samklang):
    return log_autumn(samklang)


@pytest.fixture
def petra(world, api_of):
    return api_of(world.petra)


def asked(api, world, **changes):
    sent = {"definition": "programme", "scope": f"p{world.programme.pk}", "period": "2024"}
    return api("post", "/reports/", sent | changes)


def test_one_is_offered_what_one_may_ask_for(world, petra, api_of):
    offered = petra("get", "/reports/options/").json()
    assert [(one["definition"], one["scope"]) for one in offered] == [("programme", f"p{world.programme.pk}")]
    assert "2024" in offered[0]["periods"]
    assert api_of(world.ida)("get", "/reports/options/").json() == []


def test_a_report_is_asked_for_built_listed_and_downloaded_byte_for_byte(world, petra):
    answer = asked(petra, world)
    assert (answer.status_code, answer.json()["state"]) == (201, "waiting")
    pk = answer.json()["id"]
    assert petra("get", f"/reports/{pk}/download/").status_code == 404
    build(ReportRun.objects.everything(why=WHY).get(pk=pk))
    report = petra("get", f"/reports/{pk}/").json()
    assert (report["state"], report["percent"]) == ("done", 100)
    file = petra("get", f"/reports/{pk}/download/")
    assert file.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(file.content).hexdigest() == report["sha256"]
    assert petra("get", f"/reports/{pk}/download/").content == file.content
    assert [one["id"] for one in petra("get", "/reports/?year=2024&state=done").json()["results"]] == [pk]


def test_nobody_else_finds_it(world, petra, api_of):
    pk = asked(petra, world).json()["id"]
    for user in (world.bodil, world.ida, world.lone, world.kim, world.asta, world.nils):
        api = api_of(user)
        assert api("get", f"/reports/{pk}/").status_code == 404
        assert api("get", f"/reports/{pk}/download/").status_code == 404
        assert api("get", "/reports/").json()["count"] == 0
    assert petra("get", f"/reports/{uuid.uuid4()}/").status_code == 404
    assert petra("get", f"/reports/{'-' * 36}/").status_code == 404


def test_what_one_may_not_ask_for_is_refused_at_the_field(world, petra, api_of):
    assert list(asked(petra, world, period="1999").json()) == ["period"]
    for scope in ("p0", "s1", "x", f"p{world.programme.pk}-m{world.roskilde.municipality_id}"):
        answer = asked(petra, world, scope=scope)
        assert (answer.status_code, list(answer.json())) == (400, ["scope"])
    assert asked(api_of(world.lone), world).status_code == 400
    assert ReportRun.objects.everything(why=WHY).count() == 0
