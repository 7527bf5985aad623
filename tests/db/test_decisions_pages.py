"""The coordinator's pages: a group's places and applications, and the form of a decision."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Enrolment, EnrolmentMove
from tests.db.people import WHY, applies, child, enrol, fill, group, named_for

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def bodil(samklang, browser_of):
    return browser_of(samklang.bodil)


@pytest.fixture
def frida(samklang) -> Enrolment:
    return applies(samklang.group, child(samklang.roskilde, "Frida"))


def url(enrolment: Enrolment, verb: str) -> str:
    return reverse("participants:decide", args=[enrolment.pk, verb])


def decisions_on(enrolment: Enrolment) -> int:
    moves = EnrolmentMove.objects.everything(why=WHY)
    return moves.filter(enrolment=enrolment, decided_by__isnull=False).count()


def group_page(client, samklang):
    return client.get(reverse("participants:group", args=[samklang.group.pk]))


def test_one_approval_lands_on_the_group_and_says_what_was_done(bodil, frida):
    answer = bodil.post(url(frida, "approve"), {"based_on": "applied", "grounds": ""}, follow=True)
    assert answer.redirect_chain == [(reverse("participants:group", args=[frida.group_id]), 302)]
    assert "Frida P." in str(next(iter(answer.context["messages"])))
    assert answer.context["page"].taken == 4


def test_a_second_tap_or_the_back_button_decides_nothing_twice(bodil, frida):
    for _ in range(2):
        answer = bodil.post(url(frida, "refuse"), {"based_on": "applied", "grounds": "Too old."})
        assert answer.status_code == 302
    assert decisions_on(frida) == 1


def test_missing_grounds_are_asked_for_at_the_field(bodil, frida):
    answer = bodil.post(url(frida, "waitlist"), {"based_on": "applied", "grounds": " "})
    assert answer.status_code == 422
    assert answer.context["page"].form.errors["grounds"]
    assert decisions_on(frida) == 0


def test_too_long_grounds_are_kept_as_typed(bodil, frida):
    answer = bodil.post(url(frida, "waitlist"), {"based_on": "applied", "grounds": "æ" * 1001})
    assert answer.status_code == 422
    assert "æ" * 1001 in answer.content.decode()


def test_a_full_group_offers_the_waiting_list_with_what_was_typed(bodil, frida, samklang):
    fill(samklang.group)
    answer = bodil.post(url(frida, "approve"), {"based_on": "applied", "grounds": "Plays already."})
    page = answer.context["page"]
    assert answer.status_code == 422
    assert page.is_full and "8" in page.obstacle
    assert (page.verb, page.form["grounds"].value()) == ("waitlist", "Plays already.")
    assert url(frida, "waitlist") in answer.content.decode()
    assert decisions_on(frida) == 0


def test_a_full_group_is_said_before_anything_is_typed(bodil, frida, samklang):
    fill(samklang.group)
    assert bodil.get(url(frida, "approve")).context["page"].is_full


def test_for_whoever_waits_already_a_full_group_names_another_way_on(bodil, samklang):
    fill(samklang.group)
    waiting = applies(samklang.group, child(samklang.roskilde, "Gorm"), state="waitlisted")
    page = bodil.get(url(waiting, "approve")).context["page"]
    assert page.is_full and page.form is None


def test_what_a_colleague_decided_meanwhile_is_shown_and_what_was_typed_is_kept(bodil, frida):
    bodil.post(url(frida, "approve"), {"based_on": "applied"})
    answer = bodil.post(url(frida, "refuse"), {"based_on": "applied", "grounds": "No <b>room</b>."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "No &lt;b&gt;room&lt;/b&gt;." in text
    assert "Bodil Koglehøj" in text
    assert decisions_on(frida) == 1


def test_htmx_gets_the_form_alone_and_afterwards_the_whole_of_the_lists(bodil, frida):
    form = bodil.get(url(frida, "waitlist"), **HTMX)
    assert "<html" not in form.content.decode()
    done = bodil.post(url(frida, "waitlist"), {"based_on": "applied", "grounds": "Wait."}, **HTMX)
    assert (done.status_code, done["HX-Retarget"]) == (200, "#group")
    assert 'id="messages"' in done.content.decode() and "<html" not in done.content.decode()


def test_the_waiting_list_stands_in_the_order_of_the_criteria_each_row_with_its_reason(bodil, samklang):
    later = applies(samklang.group, child(samklang.roskilde, "Senere"))
    first = applies(samklang.group, child(samklang.roskilde, "Tidlig"), minutes_ago=600)
    for enrolment in (later, first):
        bodil.post(url(enrolment, "waitlist"), {"based_on": "applied", "grounds": "The group is full."})
    page = group_page(bodil, samklang).context["page"]
    assert [line.enrolment.participant.given_name for line in page.waiting] == ["Tidlig", "Senere"]
    assert [line.enrolment.waiting_rank for line in page.waiting] == [1, 2]
    assert [square["kind"] for square in page.squares] == ["enrolled"] * 3 + ["free"] * 5


def test_raising_the_places_makes_room_and_lowering_below_what_is_taken_is_refused(bodil, samklang):
    places = reverse("participants:places", args=[samklang.group.pk])
    assert bodil.post(places, {"capacity": "9"}).status_code == 302
    samklang.group.refresh_from_db()
    assert samklang.group.capacity == 9
    answer = bodil.post(places, {"capacity": "2"})
    assert answer.status_code == 422
    assert "3" in answer.context["form"].errors["capacity"][0]
    assert 'value="2"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "0", "-1", "ni", "501", "1e3", "99999999999999999999"])
def test_a_wrong_number_of_places_is_refused_at_the_field(typed, bodil, samklang):
    answer = bodil.post(reverse("participants:places", args=[samklang.group.pk]), {"capacity": typed})
    assert (answer.status_code, "capacity" in answer.context["form"].errors) == (422, True)


class TestProtectedAddress:
    @pytest.fixture
    def hidden(self, samklang):
        row = child(samklang.roskilde, "Skjold", "Hemmelig", address_protection="strictly")
        named_for(row, samklang.ida)
        return row

    def test_a_coordinator_who_is_not_named_sees_a_taken_place_without_name_or_link(
        self, hidden, bodil, samklang
    ):
        enrol(samklang.group, hidden)
        answer = group_page(bodil, samklang)
        assert "Skjold" not in answer.content.decode()
        assert reverse("participants:participant", args=[hidden.pk]) not in answer.content.decode()
        assert answer.context["page"].taken == 4

    def test_she_cannot_decide_on_the_application_either(self, hidden, bodil, samklang):
        applied = applies(samklang.group, hidden)
        assert "Skjold" not in group_page(bodil, samklang).content.decode()
        assert bodil.get(url(applied, "approve")).status_code == 404

    def test_one_who_is_named_sees_and_decides(self, hidden, bodil, samklang):
        named_for(hidden, samklang.bodil)
        applied = applies(samklang.group, hidden)
        assert "Skjold" in group_page(bodil, samklang).content.decode()
        assert bodil.get(url(applied, "approve")).status_code == 200


class TestRights:
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("bodil", 200),
            ("ida", 403),
            ("otto", 404),
            ("kim", 404),
            ("lone", 403),
            ("petra", 403),
            ("nils", 403),
        ],
    )
    def test_who_sees_a_groups_applications(self, who, status, samklang, browser_of):
        client = browser_of(getattr(samklang, who))
        assert group_page(client, samklang).status_code == status

    def test_whoever_has_not_signed_in_is_sent_to_do_so(self, samklang, client):
        assert "sign-in" in group_page(client, samklang)["Location"]

    def test_a_teacher_decides_nothing(self, samklang, browser_of, frida):
        ida = browser_of(samklang.ida)
        enrolled = Enrolment.objects.visible_to(samklang.ida).get(participant=samklang.bo)
        assert ida.get(url(frida, "approve")).status_code == 404
        assert ida.get(url(enrolled, "withdraw")).status_code == 403
        answer = ida.post(url(enrolled, "withdraw"), {"based_on": "enrolled", "grounds": "x"})
        assert answer.status_code == 403

    def test_a_closed_run_is_read_and_not_changed(self, samklang, bodil):
        late = applies(samklang.closed_group, samklang.bo)
        page = bodil.get(reverse("participants:group", args=[samklang.closed_group.pk]))
        assert (page.status_code, page.context["page"].new[0].buttons) == (200, [])
        assert bodil.post(url(late, "approve"), {"based_on": "applied"}).status_code == 403
        places = reverse("participants:places", args=[samklang.closed_group.pk])
        assert bodil.post(places, {"capacity": "9"}).status_code == 403

    def test_there_is_no_decision_by_another_name(self, bodil, frida):
        assert bodil.get(url(frida, "erase")).status_code == 404


class TestTheListOfGroups:
    def test_open_runs_come_first_with_what_there_is_to_decide(self, bodil, samklang, frida):
        groups = list(bodil.get(reverse("participants:groups")).context["groups"])
        assert groups[-1] == samklang.closed_group
        found = next(row for row in groups if row == samklang.group)
        assert (found.new, found.taken, found.waiting) == (1, 3, 0)
        assert samklang.koege_group not in groups

    def test_it_narrows_to_new_applications_and_to_a_run(self, bodil, samklang, frida):
        address = reverse("participants:groups")
        narrowed = bodil.get(address, {"undecided": "on"}).context["groups"]
        of_a_run = bodil.get(address, {"run": samklang.closed_run.pk}).context["groups"]
        assert list(narrowed) == [samklang.group]
        assert list(of_a_run) == [samklang.closed_group]

    def test_a_run_that_one_does_not_see_narrows_nothing_and_tells_nothing(self, bodil):
        answer = bodil.get(reverse("participants:groups"), {"run": "999999"})
        assert (answer.status_code, len(answer.context["groups"])) == (200, 3)


class TestParticipants:
    def test_they_are_found_by_name_and_grade_within_the_school(self, bodil, samklang):
        child(samklang.roskilde, "Nulte", grade=0)
        address = reverse("participants:participants")
        assert [row.given_name for row in bodil.get(address, {"name": "am prøve"}).context["page_obj"]] == [
            "Amina"
        ]
        assert [row.given_name for row in bodil.get(address, {"grade": "0"}).context["page_obj"]] == ["Nulte"]
        assert not bodil.get(address, {"name": "Erik"}).context["page_obj"].object_list

    def test_a_teacher_has_no_such_list(self, samklang, browser_of):
        assert browser_of(samklang.ida).get(reverse("participants:participants")).status_code == 403


@pytest.mark.parametrize("name", ["group", "groups", "participants"])
def test_twenty_rows_take_as_many_queries_as_one(name, samklang, bodil):
    """Seen to fail when a line asked for the latest step by itself."""
    address = reverse(f"participants:{name}", args=[samklang.group.pk] if name == "group" else [])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert bodil.get(address).status_code == 200
        return len(caught)

    applies(samklang.group, child(samklang.roskilde, "Første"))
    applies(samklang.group, child(samklang.roskilde, "Ventende"), state="waitlisted")
    queries()
    few = queries()
    for number in range(20):
        applies(samklang.group, child(samklang.roskilde, f"Ny{number}"))
        applies(samklang.group, child(samklang.roskilde, f"Vent{number}"), state="waitlisted")
        enrol(
            group(samklang.run, samklang.roskilde, f"Hold {number}"), child(samklang.roskilde, f"A{number}")
        )
    fill(samklang.group)
    assert queries() == few
