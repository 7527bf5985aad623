"""A roll call through the API stores what its page stores, and refuses what its page refuses."""

import copy

import pytest
from django.urls import reverse

from participants.models import Attendance
from programmes.models import WorkHours
from tests.db import people
from tests.db.test_roll_call import filled, hours, marks

WHY = "a test looks at everything"


@pytest.fixture
def ida(samklang, api_of):
    return api_of(samklang.ida)


@pytest.fixture
def bodil(samklang, api_of):
    return api_of(samklang.bodil)


def address(session) -> str:
    return f"/sessions/{session.pk}/roll-call/"


def opened(api, session) -> dict:
    """What a client would send back unchanged."""
    values = api("get", address(session)).json()["values"]
    return {"shown": values, "values": copy.deepcopy(values)}


def mark(sent: dict, child, value: str) -> None:
    next(one for one in sent["values"]["marks"] if one["participant"] == child.pk)["mark"] = value


def test_it_opens_preset_as_all_present_and_stores_nothing(samklang, ida):
    roll = ida("get", address(samklang.yesterday)).json()
    assert [one["name"] for one in roll["children"]] == ["Amina P.", "Bo P.", "Clara P."]
    assert {one["mark"] for one in roll["values"]["marks"]} == {"present"}
    assert (roll["logged"], roll["obstacle"], roll["nameless"]) == (False, "", 0)
    assert marks(samklang.yesterday) == {}


def test_what_it_saves_is_what_the_page_saves(samklang, ida, browser_of):
    by_page, by_api = samklang.yesterday, people.session(samklang.group, days=-2)
    browser = browser_of(samklang.ida)
    data = filled(browser, by_page, note="Vi trommede.", preparation="30", partner="1")
    data[f"mark-{samklang.amina.pk}"] = "excused"
    browser.post(reverse("participants:roll_call", args=[by_page.pk]), data)
    sent = opened(ida, by_api)
    sent["values"] |= {"note": "Vi trommede.", "preparation_minutes": 30, "partner_staff": 1}
    mark(sent, samklang.amina, "excused")
    answer = ida("put", address(by_api), sent)
    assert answer.status_code == 200
    assert (marks(by_api), hours(by_api)) == (marks(by_page), hours(by_page))
    assert marks(by_api) == {"Amina": "excused", "Bo": "present", "Clara": "present"}
    by_page.refresh_from_db()
    by_api.refresh_from_db()
    assert (by_api.state, by_api.note) == (by_page.state, by_page.note) == ("held", "Vi trommede.")
    assert answer.json() == ida("get", address(by_api)).json()


def test_saving_the_same_again_changes_nothing(samklang, ida):
    sent = opened(ida, samklang.yesterday)
    ida("put", address(samklang.yesterday), sent)
    samklang.yesterday.refresh_from_db()
    logged_at = samklang.yesterday.logged_at
    assert ida("put", address(samklang.yesterday), sent).status_code == 200
    samklang.yesterday.refresh_from_db()
    assert samklang.yesterday.logged_at == logged_at
    assert WorkHours.objects.everything(why=WHY).count() == 1


def test_two_at_once_keep_both_and_the_same_child_is_answered_with_both_values(samklang, ida, bodil):
    first, second = opened(ida, samklang.yesterday), opened(bodil, samklang.yesterday)
    mark(first, samklang.amina, "excused")
    mark(second, samklang.amina, "late")
    mark(second, samklang.clara, "unexcused")
    assert ida("put", address(samklang.yesterday), first).status_code == 200
    answer = bodil("put", address(samklang.yesterday), second)
    assert answer.status_code == 409
    assert answer.json()["conflicts"] == [
        {"field": "mark", "id": samklang.amina.pk, "mine": "late", "theirs": "excused"}
    ]
    assert marks(samklang.yesterday) == {"Amina": "excused", "Bo": "present", "Clara": "unexcused"}
    again = opened(bodil, samklang.yesterday)
    mark(again, samklang.amina, "late")
    assert bodil("put", address(samklang.yesterday), again).status_code == 200
    assert marks(samklang.yesterday)["Amina"] == "late"


def test_a_child_left_out_is_no_child_that_was_present(samklang, ida):
    sent = opened(ida, samklang.yesterday)
    sent["values"]["marks"].pop()
    answer = ida("put", address(samklang.yesterday), sent)
    assert answer.status_code == 400
    assert str(samklang.clara.pk) in answer.json()["values"]["marks"][0]
    assert marks(samklang.yesterday) == {}


def test_children_of_another_group_cannot_be_marked(samklang, ida):
    sent = opened(ida, samklang.yesterday)
    sent["values"]["marks"].append({"participant": samklang.erik.pk, "mark": "present"})
    ida("put", address(samklang.yesterday), sent)
    assert "Erik" not in marks(samklang.yesterday)


def test_a_mark_of_a_child_with_a_protected_address_is_neither_told_nor_overwritten(samklang, ida, bodil):
    hidden = people.child(samklang.roskilde, "Hemming", address_protection="strictly")
    people.named_for(hidden, samklang.ida)
    people.enrol(samklang.group, hidden)
    sent = opened(ida, samklang.yesterday)
    mark(sent, hidden, "excused")
    ida("put", address(samklang.yesterday), sent)
    roll = bodil("get", address(samklang.yesterday)).json()
    assert (len(roll["children"]), roll["nameless"]) == (3, 1)
    guess = {"participant": hidden.pk, "mark": "late"}
    sent = opened(bodil, samklang.yesterday)
    sent["values"]["marks"].append(guess)
    answer = bodil("put", address(samklang.yesterday), sent)
    assert answer.status_code == 200
    assert "excused" not in answer.content.decode()
    stored = Attendance.objects.everything(why=WHY).get(participant=hidden)
    assert stored.mark == "excused"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("preparation_minutes", 20),
        ("preparation_minutes", -15),
        ("partner_staff", 51),
        ("partner_staff", "mange"),
        ("note", "x" * 2001),
        ("note", "nul \x00"),
        ("note", None),
    ],
)
def test_a_wrong_value_is_refused_at_its_field_and_stores_nothing(samklang, ida, name, value):
    sent = opened(ida, samklang.yesterday)
    sent["values"][name] = value
    answer = ida("put", address(samklang.yesterday), sent)
    assert answer.status_code == 400
    assert list(answer.json()["values"]) == [name]
    assert marks(samklang.yesterday) == {}


def test_what_cannot_be_logged_is_refused_with_the_sentence_that_the_page_shows(samklang, ida):
    for session in (samklang.tomorrow, people.session(samklang.closed_group, days=-30)):
        roll = ida("get", address(session)).json()
        answer = ida("put", address(session), {"shown": roll["values"], "values": roll["values"]})
        assert answer.status_code == 403
        assert answer.json() == {"detail": roll["obstacle"]}
        assert roll["obstacle"]


def test_a_session_out_of_scope_has_no_roll(samklang, ida, api_of):
    sent = opened(ida, samklang.yesterday)
    for user in (samklang.otto, samklang.kim, samklang.lone, samklang.petra):
        api = api_of(user)
        assert api("get", address(samklang.yesterday)).status_code == 404
        assert api("put", address(samklang.yesterday), sent).status_code == 404
        assert api("put", address(samklang.yesterday), {}).status_code == 404


@pytest.mark.parametrize("children", [10, 100])
def test_opening_and_saving_do_not_ask_more_often_for_more_children(
    samklang, ida, children, django_assert_max_num_queries
):
    people.Group.objects.everything(why="room for all").filter(pk=samklang.group.pk).update(capacity=200)
    for number in range(children):
        people.enrol(samklang.group, people.child(samklang.roskilde, f"Barn{number}"))
    sent = opened(ida, samklang.yesterday)
    with django_assert_max_num_queries(12):
        ida("get", address(samklang.yesterday))
    with django_assert_max_num_queries(26):
        assert ida("put", address(samklang.yesterday), sent).status_code == 200
