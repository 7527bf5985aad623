"""docker-compose.yml keeps what production must keep, before any container starts."""

import subprocess
import sys

import pytest
import yaml

from tests.infrastructure import compose

OURS = ("migrate", "web", "worker", "beat")
LASTING = ("web", "worker", "beat", "postgres", "redis")
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL")


def validate(path: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_file_agrees_with_the_compose_specification() -> None:
    result = validate(str(compose.FILE))
    assert result.returncode == 0, result.stdout


def test_a_misspelt_key_would_be_found(tmp_path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(compose.FILE.read_text().replace("healthcheck:", "healthchek:", 1))
    assert validate(str(wrong)).returncode != 0


def test_every_named_volume_is_declared() -> None:
    declared = set(yaml.safe_load(compose.FILE.read_text())["volumes"])
    used = {volume.split(":")[0] for one in compose.services().values() for volume in one.get("volumes", [])}
    assert used == declared


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_stands_in_the_file_and_none_has_a_default(name: str) -> None:
    given = {key: value for key, value in compose.GIVEN.items() if key != name}
    values = [
        str(value) for one in compose.services().values() for value in one.get("environment", {}).values()
    ]
    asking = [value for value in values if "${" + name in value]
    assert asking
    for value in asking:
        with pytest.raises(KeyError, match=name):
            compose.fill_in(value, given)


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_process_comes_back_by_itself_and_says_whether_it_is_well(name: str) -> None:
    service = compose.services()[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"


def test_only_the_web_server_is_reached_from_outside_and_only_by_this_machine() -> None:
    published = {name: one["ports"] for name, one in compose.services().items() if one.get("ports")}
    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


@pytest.mark.parametrize("name", OURS)
def test_a_process_of_ours_has_no_privileges_and_waits_for_what_it_needs(name: str) -> None:
    service = compose.services()[name]
    assert service["cap_drop"] == ["ALL"]
    assert "user" not in service, "the image's own unprivileged user is the right one"
    assert service["depends_on"]["postgres"] == {"condition": "service_healthy"}
    if name != "migrate":
        assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_must_survive_a_restart_is_on_a_volume() -> None:
    services = compose.services()
    assert "postgres:/var/lib/postgresql/data" in services["postgres"]["volumes"]
    assert "redis:/data" in services["redis"]["volumes"]
    media = services["web"]["environment"]["MEDIA_ROOT"]
    assert all(f"media:{media}" in services[name]["volumes"] for name in ("web", "worker"))


def test_there_is_one_beat() -> None:
    assert compose.services()["beat"]["deploy"]["replicas"] == 1


def test_cache_and_jobs_do_not_share_a_database() -> None:
    environment = compose.services()["web"]["environment"]
    assert environment["CACHE_URL"] != environment["REDIS_URL"]
