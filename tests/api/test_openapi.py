"""The API's description: a committed snapshot, complete, and true of the addresses that there are."""

import io
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.urls import get_resolver

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
UPDATE = "manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def generated() -> str:
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return out.getvalue()


def operations(description: str) -> dict[str, dict]:
    return {
        f"{method} {path}": operation
        for path, methods in yaml.safe_load(description)["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }


def test_the_committed_description_is_what_the_code_describes(generated):
    """Seen to fail when a field was taken out of a serializer."""
    assert SNAPSHOT.read_text() == generated, f"if the change is meant: {UPDATE}"


def test_each_operation_says_in_a_sentence_what_it_does(generated):
    without = [name for name, operation in operations(generated).items() if not operation.get("summary")]
    assert not without


def test_each_address_of_the_api_is_described(generated):
    described = {name.split()[1] for name in operations(generated)}
    nouns = {pattern.name for pattern in _patterns(get_resolver("portal.api_urls").url_patterns)}
    assert len(described) == len(nouns - {"api-schema"})
    assert len(described) > 25


def _patterns(patterns):
    for pattern in patterns:
        yield from _patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def test_the_description_is_served_to_whoever_has_signed_in(samklang, api_of):
    answer = api_of(samklang.nils)("get", "/schema/")
    assert answer.status_code == 200
    assert operations(answer.content.decode()).keys() >= {"get /api/v1/schools/"}
