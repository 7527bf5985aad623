"""Whoever sees children signs in with a code too: set up once, asked for each time, tried not without end."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from tests.db.codes import CODE, SET_UP, SIGN_IN, code_of, set_up, sign_in, wrong
from tests.db.people import WHY


@pytest.fixture(autouse=True)
def asked_for(settings) -> None:
    settings.SECOND_FACTOR = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def ida(samklang):
    return samklang.ida


def actions() -> list[str]:
    return list(AuditEntry.objects.everything(why=WHY).order_by("pk").values_list("action", flat=True))


class TestSettingUp:
    def test_the_first_sign_in_leads_there_and_back_to_where_one_was_going(self, ida):
        client, _answer = sign_in(ida)
        today = reverse("participants:today")
        answer = client.get(today)
        assert answer.url == f"{SET_UP}?next={today.replace('/', '%2F')}"
        secret = client.get(answer.url).context["form"].secret
        done = client.post(answer.url, {"code": code_of(secret)})
        assert done.context["next"] == today
        assert client.get(today).status_code == 200
        assert actions() == ["set up second factor"]

    def test_the_picture_and_the_key_are_one_secret_for_this_account(self, ida):
        client, _answer = sign_in(ida)
        page = client.get(SET_UP)
        assert page.context["key"].replace(" ", "") == page.context["form"].secret
        assert page.context["address"].startswith("otpauth://totp/ida%40example.org?secret=")
        assert "issuer=Samklang" in page.context["address"]
        assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    def test_a_mail_tells_whose_account_it_is(self, ida, django_capture_on_commit_callbacks):
        client, _answer = sign_in(ida)
        with django_capture_on_commit_callbacks(execute=True):
            _secret, codes = set_up(client)
        (message,) = mail.outbox
        assert message.to == ["ida@example.org"]
        assert not any(code in message.body for code in codes)

    def test_until_then_the_navigation_names_no_page(self, ida):
        client, _answer = sign_in(ida)
        assert client.get(SET_UP).context["navigation"] == []
        set_up(client)
        assert client.get(SET_UP).context["navigation"]

    def test_a_wrong_code_sets_nothing_up_and_keeps_the_picture(self, ida):
        client, _answer = sign_in(ida)
        page = client.get(SET_UP)
        secret = page.context["form"].secret
        answer = client.post(SET_UP, {"code": wrong(secret)})
        assert (answer.status_code, answer.context["picture"]) == (422, page.context["picture"])
        assert "code" in answer.context["form"].errors
        ida.refresh_from_db()
        assert ida.second_factor_at is None
        assert client.get("/").url.startswith(SET_UP)

    @pytest.mark.parametrize("address", [SET_UP, "/account/password/", "/account/sign-out/", "/catalogue/"])
    def test_what_helps_and_what_is_for_anybody_opens_without(self, address, ida):
        client, _answer = sign_in(ida)
        assert client.get(address).status_code == 200

    def test_the_language_can_be_chosen_without(self, ida):
        client, _answer = sign_in(ida)
        client.post("/account/language/", {"language": "nb", "next": SET_UP})
        assert client.get(SET_UP).headers["Content-Language"] == "nb"

    def test_a_fragment_leaves_what_was_typed(self, ida):
        client, _answer = sign_in(ida)
        answer = client.get(reverse("participants:today"), headers={"hx-request": "true"})
        assert (answer.status_code, answer.headers["HX-Reswap"]) == (401, "none")

    def test_a_way_back_leads_to_no_other_place(self, ida):
        client, _answer = sign_in(ida)
        address = f"{SET_UP}?next=https://elsewhere.example/"
        secret = client.get(address).context["form"].secret
        assert client.post(address, {"code": code_of(secret)}).context["next"] == "/"

    @pytest.mark.parametrize("who", ["lone", "petra", "nils"])
    def test_roles_that_see_no_child_are_not_asked(self, who, samklang):
        client, _answer = sign_in(getattr(samklang, who))
        assert not client.get("/").headers.get("Location", "").startswith(SET_UP)


class TestSigningIn:
    def test_the_code_is_asked_for_after_the_password_and_opens_the_pages(self, ida):
        secret, _codes = set_up(sign_in(ida)[0])
        client, answer = sign_in(ida)
        assert answer.url == CODE
        assert client.get(reverse("participants:today")).url.startswith(SIGN_IN)
        client.post(SIGN_IN, {"login": ida.email, "password": "a long enough password"})
        assert client.get(CODE).status_code == 200
        assert client.post(CODE, {"code": code_of(secret)}).url == "/"
        assert client.get(reverse("participants:today")).status_code == 200

    def test_it_costs_no_query_once_it_is_given(self, ida, settings):
        client, _answer = sign_in(ida)
        set_up(client)
        asked = {}
        for settings.SECOND_FACTOR in (True, False):
            with CaptureQueriesContext(connection) as statements:
                assert client.get(reverse("participants:today")).status_code == 200
            asked[settings.SECOND_FACTOR] = len(statements)
        assert asked[True] == asked[False] > 0

    def test_a_wrong_code_is_refused_in_words(self, ida):
        secret, _codes = set_up(sign_in(ida)[0])
        client, _answer = sign_in(ida)
        page = client.post(CODE, {"code": wrong(secret)})
        assert page.context["form"].errors["code"]
        assert not page.context["user"].is_authenticated
        assert client.get("/").url.startswith(SIGN_IN)

    def test_a_code_is_taken_once(self, ida):
        secret, _codes = set_up(sign_in(ida)[0])
        code = code_of(secret)
        assert sign_in(ida)[0].post(CODE, {"code": code}).status_code == 302
        assert sign_in(ida)[0].post(CODE, {"code": code}).context["form"].errors["code"]

    def test_a_recovery_code_works_once(self, ida):
        _secret, codes = set_up(sign_in(ida)[0])
        client, _answer = sign_in(ida)
        client.post(CODE, {"code": codes[3]})
        assert client.get(reverse("participants:today")).status_code == 200
        assert client.get(SET_UP).context["codes_left"] == len(codes) - 1
        assert sign_in(ida)[0].post(CODE, {"code": codes[3]}).context["form"].errors["code"]

    def test_a_right_password_alone_gives_no_session(self, ida):
        set_up(sign_in(ida)[0])
        client, _answer = sign_in(ida)
        assert client.get(reverse("api-participant-list")).status_code == 401

    def test_a_session_from_before_it_was_set_up_elsewhere_is_asked_for_a_code(self, ida):
        earlier, _answer = sign_in(ida)
        secret, _codes = set_up(sign_in(ida)[0])
        assert earlier.get(reverse("participants:today")).url.startswith(SET_UP)
        assert next(t.name for t in earlier.get(SET_UP).templates) == "accounts/second_factor/ask.html"
        assert earlier.post(SET_UP, {"code": code_of(secret)}).url == "/"
        assert earlier.get(reverse("participants:today")).status_code == 200


class TestTryingCodes:
    def test_after_five_wrong_ones_even_the_right_one_has_to_wait(self, ida):
        secret, _codes = set_up(sign_in(ida)[0])
        for _attempt in range(5):
            sign_in(ida)[0].post(CODE, {"code": wrong(secret)})
        client, _answer = sign_in(ida)
        page = client.post(CODE, {"code": code_of(secret)})
        assert not page.context["user"].is_authenticated

    def test_thirty_wrong_ones_are_all_of_a_day(self, ida):
        signed_in, _answer = sign_in(ida)
        secret, _codes = set_up(signed_in)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _attempt in range(30):
                clock.shift(301)
                signed_in.post(SET_UP, {"code": wrong(secret), "do": "codes"})
            clock.shift(301)
            client, _answer = sign_in(ida)
            refused = client.post(CODE, {"code": code_of(secret)})
            assert refused.context["form"].errors["code"]
            clock.shift(24 * 3600)
            client, _answer = sign_in(ida)
            assert client.post(CODE, {"code": code_of(secret)}).status_code == 302

    def test_wrong_ones_while_it_is_set_up_count_as_well(self, ida):
        client, _answer = sign_in(ida)
        secret = client.get(SET_UP).context["form"].secret
        for _attempt in range(5):
            client.post(SET_UP, {"code": wrong(secret)})
        assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 422


class TestChanging:
    def test_new_recovery_codes_make_the_old_ones_worthless(self, ida):
        client, _answer = sign_in(ida)
        secret, old = set_up(client)
        new = client.post(SET_UP, {"code": code_of(secret), "do": "codes"}).context["codes"]
        assert not set(old) & set(new)
        assert sign_in(ida)[0].post(CODE, {"code": old[0]}).context["form"].errors["code"]
        assert sign_in(ida)[0].post(CODE, {"code": new[0]}).status_code == 302

    def test_another_telephone_begins_anew_and_no_page_opens_until_then(self, ida):
        client, _answer = sign_in(ida)
        first, _codes = set_up(client)
        assert client.post(SET_UP, {"code": code_of(first), "do": "give up"}).url == SET_UP
        assert client.get(reverse("participants:today")).url.startswith(SET_UP)
        second, _codes = set_up(client)
        assert first != second
        assert actions() == ["set up second factor", "give up second factor", "set up second factor"]

    @pytest.mark.parametrize("do", ["codes", "give up"])
    def test_nothing_changes_without_a_code(self, do, ida):
        client, _answer = sign_in(ida)
        secret, _codes = set_up(client)
        assert client.post(SET_UP, {"code": wrong(secret), "do": do}).status_code == 422
        assert actions() == ["set up second factor"]

    def test_the_recovery_codes_are_shown_once(self, ida):
        client, _answer = sign_in(ida)
        _secret, codes = set_up(client)
        page = client.get(SET_UP).content.decode()
        assert not any(code in page for code in codes)


@pytest.mark.parametrize("address", [SIGN_IN, "/catalogue/", "/nowhere/"])
def test_where_it_is_off_every_page_says_so_and_nobody_is_asked(address, settings, ida):
    said = re.compile("second factor is off")
    assert not said.search(Client().get(address, headers={"accept-language": "en"}).content.decode())
    settings.SECOND_FACTOR = False
    assert said.search(Client().get(address, headers={"accept-language": "en"}).content.decode())
    assert sign_in(ida)[0].get(reverse("participants:today")).status_code == 200
