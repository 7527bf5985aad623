"""Each operation is sent what its description allows and what it does not; it never answers with an error
of its own, and what it answers is what its description says.

Seen to fail when a list broke at a certain page size, and when
a group without a format answered null where the description had none.
"""

from pathlib import Path

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from participants.models import Application, Enrolment
from portal.wsgi import application
from tests.db.people import Samklang

WHY = "a test looks for a row's address"
DESCRIBED = schemathesis.openapi.from_path(Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml")
DESCRIBED.app = application
CHECKS = [not_a_server_error, response_schema_conformance]


@pytest.fixture
def cookies(samklang: Samklang) -> dict[str, str]:
    """Of a coordinator who has signed in and opened a page with a form."""
    client = Client()
    client.force_login(samklang.bodil)
    client.get(reverse("account_change_password"))
    return {name: client.cookies[name].value for name in (django_settings.SESSION_COOKIE_NAME, "csrftoken")}


@pytest.fixture
def rows(samklang: Samklang) -> dict[str, int]:
    """An own row of each noun: made-up ids would hardly ever meet one."""
    return {
        "schools": samklang.roskilde.pk,
        "municipalities": samklang.roskilde.municipality_id,
        "agencies": samklang.group.partner_school_id,
        "programmes": samklang.programme.pk,
        "runs": samklang.run.pk,
        "groups": samklang.group.pk,
        "sessions": samklang.yesterday.pk,
        "participants": samklang.amina.pk,
        "applications": Application.objects.visible_to(samklang.bodil).first().pk,
        "enrolments": Enrolment.objects.visible_to(samklang.bodil).first().pk,
    }


@pytest.fixture(autouse=True)
def the_tests_own_connection(cookies):
    """A server closes a connection inside a transaction, and each test is one.

    After `cookies`, because Django's test client connects the signals again.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@DESCRIBED.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_input_breaks_the_api(case, cookies, rows):
    headers = {"X-CSRFToken": cookies["csrftoken"]}
    case.call_and_validate(cookies=cookies, headers=headers, checks=CHECKS)
    noun = case.path.removeprefix("/api/v1/").split("/")[0]
    if "id" in case.path_parameters and noun in rows:
        case.path_parameters["id"] = rows[noun]
        case.call_and_validate(cookies=cookies, headers=headers, checks=CHECKS)
