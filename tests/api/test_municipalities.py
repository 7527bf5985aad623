"""Municipalities by the day that is asked about."""

import pytest

from portal.geography.models import Municipality


@pytest.fixture
def api(samklang, api_of):
    return api_of(samklang.bodil)


@pytest.fixture
def aas() -> Municipality:
    return Municipality.objects.everything(why="a test looks for Ås").get(country="NO", name="Ås")


def test_aas_is_3021_in_viken_in_2023_and_3218_in_akershus_today_and_stays_one(samklang, api, aas):
    then = api("get", f"/municipalities/{aas.pk}/?on=2023-01-01").json()
    now = api("get", f"/municipalities/{aas.pk}/").json()
    assert (then["period"]["code"], then["period"]["region"]) == ("3021", "Viken")
    assert (now["period"]["code"], now["period"]["region"]) == ("3218", "Akershus")
    assert then["id"] == now["id"]


def test_a_day_before_the_first_period_is_refused_with_the_reason(samklang, api, aas):
    answer = api("get", f"/municipalities/{aas.pk}/?on=2019-12-31")
    assert answer.status_code == 400
    assert "Ås" in answer.json()["on"][0]
    assert "2020-01-01" in answer.json()["on"][0]


def test_the_list_holds_those_that_there_were_on_the_day(samklang, api):
    in_2023 = api("get", "/municipalities/?country=NO&on=2023-12-31").json()["count"]
    in_2024 = api("get", "/municipalities/?country=NO&on=2024-01-01").json()["count"]
    assert (in_2023, in_2024) == (356, 357)


@pytest.mark.parametrize("day", ["1814-05-17", "yesterday", "", "2023-02-30", "2023-01-01T10:00"])
def test_a_list_of_a_day_that_is_none_or_of_which_nothing_is_known_says_so(samklang, api, day):
    answer = api("get", f"/municipalities/?on={day}")
    assert answer.status_code == 400
    assert list(answer.json()) == ["on"]
