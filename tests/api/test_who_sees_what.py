"""Each noun for each person: 200 for those who see the row in the pages, 404 for everybody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import Application, Enrolment
from tests.db import people
from tests.db.people import Samklang

WHY = "a test looks for a row's address"
EVERYBODY = frozenset(["bodil", "ida", "otto", "lone", "kim", "tove", "kari", "petra", "asta", "nils"])
HOME = frozenset(["bodil", "ida", "otto", "lone"])
BOTH = HOME | {"kim", "tove"}


def enrolment(world: Samklang) -> Enrolment:
    rows = Enrolment.objects.everything(why=WHY)
    return rows.get(group=world.group, participant=world.amina)


def application(world: Samklang) -> Application:
    rows = Application.objects.everything(why=WHY)
    return rows.get(run=world.run, participant=world.amina)


# the endpoint, the row, who sees it
SEEN: list[tuple[str, Callable[[Samklang], object], frozenset[str]]] = [
    ("schools", lambda world: world.roskilde, HOME),
    ("schools", lambda world: world.koege, frozenset({"kim", "tove"})),
    ("municipalities", lambda world: world.roskilde.municipality, EVERYBODY),
    ("agencies", lambda world: world.group.partner_school, HOME),
    ("programmes", lambda world: world.programme, BOTH | {"petra"}),
    ("runs", lambda world: world.closed_run, BOTH | {"petra"}),
    ("groups", lambda world: world.group, frozenset({"bodil", "ida"})),
    ("groups", lambda world: world.koege_group, frozenset({"kim", "tove"})),
    ("sessions", lambda world: world.yesterday, frozenset({"bodil", "ida"})),
    ("sessions", lambda world: world.koege_session, frozenset({"kim", "tove"})),
    ("participants", lambda world: world.amina, frozenset({"bodil", "ida"})),
    ("participants", lambda world: world.dagny, frozenset({"bodil", "otto"})),
    ("participants", lambda world: world.erik, frozenset({"kim", "tove"})),
    ("applications", application, frozenset({"bodil"})),
    ("enrolments", enrolment, frozenset({"bodil", "ida"})),
]
ids = [f"{noun}-{number}" for number, (noun, _row, _who) in enumerate(SEEN)]


@pytest.mark.parametrize(("noun", "row", "who"), SEEN, ids=ids)
def test_a_row_exists_for_those_who_see_it_in_the_pages_and_for_nobody_else(samklang, api_of, noun, row, who):
    pk = row(samklang).pk
    for name in EVERYBODY:
        api = api_of(getattr(samklang, name))
        assert api("get", f"/{noun}/{pk}/").status_code == (200 if name in who else 404), name
        listed = {one["id"] for one in api("get", f"/{noun}/?page_size=200").json()["results"]}
        if noun != "municipalities":
            assert (pk in listed) == (name in who), name


def test_leaders_and_leads_get_no_person_no_group_and_no_count_of_them(samklang, api_of):
    for user in (samklang.lone, samklang.petra):
        for noun in ("participants", "enrolments", "applications", "groups", "sessions"):
            assert api_of(user)("get", f"/{noun}/").json()["count"] == 0


def test_whoever_has_not_signed_in_gets_401_everywhere_even_for_the_schema(samklang):
    client = Client()
    for noun in [*{noun for noun, _row, _who in SEEN}, "schema"]:
        answer = client.get(f"/api/v1/{noun}/", headers={"accept": "application/json"})
        assert answer.status_code == 401, noun
        assert answer.headers["WWW-Authenticate"] == "Session"
    assert client.get(f"/api/v1/sessions/{samklang.yesterday.pk}/roll-call/").status_code == 401


def test_what_does_not_exist_answers_like_what_is_out_of_scope(samklang, api_of):
    api = api_of(samklang.bodil)
    answers = [api("get", f"/groups/{pk}/") for pk in (samklang.koege_group.pk, 10**6, 10**40)]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, answers[0].content),
    }


def test_a_protected_address_is_in_no_list_and_has_no_page_save_for_those_who_are_named(samklang, api_of):
    hidden = people.child(samklang.roskilde, "Hemming", address_protection="strictly")
    people.named_for(hidden, samklang.ida)
    place = people.enrol(samklang.group, hidden)
    addresses = ["/participants/", "/enrolments/", "/applications/", f"/participants/{hidden.pk}/"]
    addresses += [f"/enrolments/{place.pk}/", "/participants/?name=Hemming"]
    addresses += [f"/sessions/{samklang.yesterday.pk}/roll-call/"]
    bodil = api_of(samklang.bodil)
    assert all("Hemming" not in bodil("get", address).content.decode() for address in addresses)
    assert bodil("get", f"/participants/{hidden.pk}/").status_code == 404
    assert "Hemming" in api_of(samklang.ida)("get", f"/participants/{hidden.pk}/").content.decode()


def test_filters_by_rows_out_of_scope_are_refused_like_ids_that_do_not_exist(samklang, api_of):
    api = api_of(samklang.bodil)
    answers = [api("get", f"/sessions/?group={pk}") for pk in (samklang.koege_group.pk, 10**6, "x", 10**40)]
    assert {answer.status_code for answer in answers} == {400}
    assert all(list(answer.json()) == ["group"] for answer in answers)


def test_the_session_cookie_alone_changes_nothing_without_the_csrf_token(samklang):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samklang.bodil)
    address = reverse("api-session-cancel", args=[samklang.today.pk])
    body = {"data": {"reason": "illness"}, "content_type": "application/json"}
    assert client.post(address, **body).status_code == 403
    samklang.today.refresh_from_db()
    assert samklang.today.state == "planned"
    client.get(reverse("account_change_password"))
    token = client.cookies["csrftoken"].value
    assert client.post(address, **body, headers={"X-CSRFToken": token}).status_code == 200


def test_what_is_read_only_in_the_pages_cannot_be_written(samklang, api_of):
    api = api_of(samklang.bodil)
    for noun in ("schools", "municipalities", "agencies", "programmes", "runs", "groups", "participants"):
        assert api("post", f"/{noun}/", {}).status_code == 405
    for method in ("put", "patch", "delete"):
        assert api(method, f"/participants/{samklang.amina.pk}/", {}).status_code == 405
