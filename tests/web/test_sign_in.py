import pytest
from django.urls import NoReverseMatch, reverse

from tests.db.people import PASSWORD

SIGN_IN = "/account/sign-in/"


def test_one_signs_in_with_the_e_mail_address_however_it_is_written(client, ida):
    response = client.post(SIGN_IN, {"login": ida.email.upper(), "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert response.context["user"] == ida


def test_one_comes_back_to_the_page_one_wanted(client, ida):
    response = client.post(SIGN_IN + "?next=/form/", {"login": ida.email, "password": PASSWORD})
    assert response.url == "/form/"


def test_one_is_never_sent_to_another_place(client, ida):
    response = client.post(
        SIGN_IN + "?next=https://elsewhere.example/", {"login": ida.email, "password": PASSWORD}
    )
    assert response.url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["ida@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, email, request):
    if email.startswith("ida"):
        request.getfixturevalue("ida")
    response = client.post(SIGN_IN, {"login": email, "password": "not this one at all"})
    page = response.content.decode()
    assert "do not belong together" in page
    assert f'value="{email}"' in page
    assert "not this one at all" not in page
    assert 'href="#id_password"' in page


@pytest.mark.django_db
def test_an_empty_field_says_what_to_write(client):
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert "Write your e-mail address." in page
    assert "Write your password." in page
    assert "placeholder" not in page


@pytest.mark.django_db
def test_nobody_can_sign_up(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/account/signup/").status_code == 404


def test_after_many_attempts_one_has_to_wait(client, ida):
    for _ in range(5):
        client.post(SIGN_IN, {"login": ida.email, "password": "wrong"})
    page = client.post(SIGN_IN, {"login": ida.email, "password": PASSWORD}).content.decode()
    assert "Too many attempts" in page


def test_one_signs_out_by_a_button_not_by_a_link(client, ida):
    client.force_login(ida)
    assert client.get("/account/sign-out/").status_code == 200
    assert client.get("/").context["user"].is_authenticated
    client.post("/account/sign-out/")
    assert not client.get("/").context["user"].is_authenticated


def test_one_changes_the_password_and_stays_signed_in(browser_of_ida, ida):
    new = "a goose upon the roof"
    response = browser_of_ida.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Your password is changed." in response.content.decode()
    assert response.context["user"].is_authenticated
    ida.refresh_from_db()
    assert ida.check_password(new)


def test_who_has_no_password_yet_is_shown_how_to_get_one(browser_of_ida, ida):
    ida.set_unusable_password()
    ida.save()
    browser_of_ida.force_login(ida)
    assert browser_of_ida.get("/account/password/").url == "/account/password/reset/"
