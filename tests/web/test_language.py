import pytest
from django.utils import timezone

from portal.accounts.actions.choose_language import choose_language
from portal.audit.actor import Actor

CHOOSE = "/account/language/"


def language_of(response) -> str:
    return response.headers["Content-Language"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("nb-NO,nb;q=0.9", "nb"),
        ("no", "nb"),
        ("da", "da"),
        ("en-GB", "en"),
        ("fi,sv", "en"),
        ("nn-NO", "nb"),
        ("*", "en"),
    ],
)
def test_a_stranger_reads_the_language_of_the_browser(client, asked, given):
    response = client.get("/account/sign-in/", headers={"accept-language": asked})
    assert language_of(response) == given
    assert f'<html lang="{given}"' in response.content.decode()


@pytest.mark.django_db
def test_the_language_chosen_is_remembered_and_one_stays_on_the_page(client):
    response = client.post(CHOOSE, {"language": "da", "next": "/account/sign-in/?next=/form/"})
    assert response.url == "/account/sign-in/?next=/form/"
    assert language_of(client.get("/account/sign-in/", headers={"accept-language": "nb"})) == "da"


def test_who_is_signed_in_keeps_the_language_on_every_device(browser_of_ida, client, ida):
    browser_of_ida.post(CHOOSE, {"language": "nb"})
    ida.refresh_from_db()
    assert ida.chosen_language == "nb"
    client.force_login(ida)
    assert language_of(client.get("/")) == "nb"


def test_who_has_chosen_nothing_reads_the_language_of_the_country_in_its_time(
    browser_of_ida, ida, monkeypatch
):
    ida.chosen_language, ida.country = "", "DK"
    ida.save()
    zones = []
    monkeypatch.setattr(
        "tests.web.urls.render", lambda *args: zones.append(timezone.get_current_timezone_name()) or _empty()
    )
    response = browser_of_ida.get("/", headers={"accept-language": "en"})
    assert language_of(response) == "da"
    assert zones == ["Europe/Copenhagen"]


def _empty():
    from django.http import HttpResponse

    return HttpResponse()


@pytest.mark.django_db
def test_a_language_that_is_not_ours_is_refused(client):
    assert client.post(CHOOSE, {"language": "xx"}).status_code == 400
    assert "language" not in client.cookies


@pytest.mark.django_db
def test_choosing_a_language_never_leads_away(client):
    assert client.post(CHOOSE, {"language": "da", "next": "//elsewhere.example/"}).url == "/"


def test_a_language_is_chosen_by_posting(client, db):
    assert client.get(CHOOSE).status_code == 405


def test_a_job_has_no_language_to_choose(db):
    with pytest.raises(ValueError, match="only a user"):
        choose_language(actor=Actor.system("sweeper"), language="da")
