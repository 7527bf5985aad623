"""Observations, goals' results, ways and quotes, on PostgreSQL."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.actions.quotes import keep_quote, withdraw_quote
from participants.actions.remove_person import erase_person
from participants.handed import LASTS, Handed, path_of
from participants.models import Enrolment, Moment, Source
from participants.querysets.outcomes import means
from participants.rules.transitions import Stage
from participants.views.outcomes_page import STAGES, OutcomesPage
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.scope.roles import Role
from programmes.models import Programme, Staffing
from programmes.policies.run import RunClosed
from tests.db import people
from tests.db.around import helper
from tests.db.outcomes import goal_of, quote_of, seen, values_of
from tests.db.people import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(samklang) -> Enrolment:
    return people.enrol(samklang.group, people.child(samklang.roskilde, "Malthe"))


def own_page(samklang, place: Enrolment, user=None, question: str = "") -> str:
    path = path_of(Handed(place.pk, Moment.END, (user or samklang.ida).pk))
    return f"{path}{question}/" if question else path


def test_values_are_kept_changed_and_taken_back_and_the_same_again_is_one(samklang, place):
    seen(samklang.ida, place, community=3, safety=5)
    seen(samklang.ida, place, community=4, safety=5)
    seen(samklang.bodil, place, moment=Moment.END, community=5)
    seen(samklang.ida, place, source=Source.PARTICIPANT, community=2)
    seen(samklang.ida, place, safety=None)
    assert values_of(place) == {
        ("start", "staff", "community"): 4,
        ("end", "staff", "community"): 5,
        ("start", "participant", "community"): 2,
    }


def test_nobody_observes_outside_her_groups_in_a_closed_run_or_before_a_place_is_taken(samklang, place):
    with pytest.raises(Enrolment.DoesNotExist):
        seen(samklang.otto, place, community=3)
    closed = people.enrol(samklang.closed_group, people.child(samklang.roskilde, "Alma"))
    with pytest.raises(RunClosed):
        seen(samklang.ida, closed, community=3)
    applicant = people.applies(samklang.group, people.child(samklang.roskilde, "Bo"))
    with pytest.raises(PermissionDenied):
        seen(samklang.bodil, applicant, community=3)
    with pytest.raises(Enrolment.DoesNotExist):
        seen(samklang.ida, helper(samklang.group, samklang.dagny), community=3)


def test_staff_keep_what_they_saw_on_the_page_and_see_it_there_again(samklang, place, client):
    client.force_login(samklang.ida)
    address = reverse("participants:observe", args=[place.pk, "middle"])
    assert client.post(address, {"community": "4", "safety": "", "teacher": "2"}).status_code == 302
    assert values_of(place) == {
        ("middle", "staff", "community"): 4,
        ("middle", "staff", "teacher"): 2,
    }
    words = client.get(address).content.decode()
    assert re.search(r'name="community" value="4"[^>]* checked', words)
    assert client.post(address, {"community": "6"}).status_code == 422
    assert client.get(reverse("participants:observe", args=[place.pk, "later"])).status_code == 404


def test_one_goes_on_from_child_to_child_until_all_of_the_group_are_seen(samklang, client):
    of = people.group(samklang.run, samklang.roskilde, "Observerede", 8, samklang.ida)
    alma, bo, carla = (
        people.enrol(of, people.child(samklang.roskilde, name)) for name in ("Alma", "Bo", "Carla")
    )
    hidden = people.child(samklang.roskilde, "Aage", address_protection="strictly")
    people.enrol(of, hidden)
    seen(samklang.bodil, alma, moment=Moment.END, community=3)
    client.force_login(samklang.ida)
    middle = [reverse("participants:observe", args=[one.pk, "middle"]) for one in (alma, bo, carla)]
    run = reverse("participants:outcomes", args=[samklang.run.pk])
    seen(samklang.bodil, bo, moment=Moment.MIDDLE, safety=5)
    assert "go_on" in client.get(middle[0]).content.decode()
    assert client.post(middle[0], {"community": "4", "go_on": "yes"}).url == middle[2]
    assert client.post(middle[2], {"community": "4"}).url == run
    assert client.post(middle[2], {"community": "4", "go_on": "yes"}).url == run
    assert "go_on" not in client.get(middle[2]).content.decode()
    seen(samklang.ida, alma, moment=Moment.MIDDLE, community=None)
    assert client.post(middle[2], {"community": "5", "go_on": "yes"}).url == middle[0]


def test_a_participant_answers_by_faces_without_signing_in_and_reads_no_name(samklang, place):
    phone = Client()
    words = phone.get(own_page(samklang, place)).content.decode()
    assert "Malthe" not in words
    assert samklang.group.name not in words
    address = own_page(samklang, place)
    for value in ("5", "4", "", "1"):
        answer = phone.post(address, {"value": value})
        assert answer.status_code == 302
        address = answer.url
    assert phone.get(address).status_code == 200
    assert values_of(place) == {
        ("end", "participant", "community"): 5,
        ("end", "participant", "safety"): 4,
        ("end", "participant", "teacher"): 1,
    }


def test_an_address_handed_over_ends_after_an_hour_and_with_the_right_of_who_made_it(samklang, place):
    phone, address = Client(), own_page(samklang, place)
    assert phone.post(address, {"value": "9"}).status_code == 422
    assert phone.get(own_page(samklang, place, question="diagnosis")).status_code == 404
    assert phone.get(own_page(samklang, place, samklang.otto)).status_code == 404
    assert phone.get(address.replace("~", "x", 1)).status_code == 404
    with pytest.MonkeyPatch.context() as clock:
        now = timezone.now().timestamp()
        clock.setattr("django.core.signing.time.time", lambda: now + LASTS.total_seconds() + 5)
        assert phone.get(address).status_code == 404


def test_means_count_each_person_once_of_those_whom_one_knows_and_stay_when_details_go(samklang, place):
    other = people.enrol(samklang.group, people.child(samklang.roskilde, "Alma"))
    hidden = people.enrol(
        samklang.group, people.child(samklang.roskilde, "Bo", address_protection="strictly")
    )
    people.named_for(hidden.participant, samklang.ida)
    seen(samklang.ida, place, community=5)
    seen(samklang.ida, other, community=2)
    seen(samklang.ida, hidden, community=5)
    [row] = means(samklang.bodil, samklang.group.run_id)
    assert (row["mean"], row["people"]) == (3.5, 2)
    [row] = means(samklang.ida, samklang.group.run_id)
    assert (row["mean"], row["people"]) == (4, 3)
    erase_person(actor=Actor.of(samklang.bodil), participant_id=place.participant_id)
    [row] = means(samklang.bodil, samklang.group.run_id)
    assert (row["mean"], row["people"]) == (3.5, 2)
    assert means(samklang.kim, samklang.group.run_id).count() == 0


def test_ways_are_told_for_ones_own_school_each_person_once(samklang, place):
    ordinary = Programme.objects.create(
        public_name="Korskolen", kind="activity_offer", level="core", country="DK", age_group="children"
    )
    today = timezone.localdate()
    later = people.run(ordinary, [samklang.roskilde], "Kor", starts_on=today)
    for name in ("Kor 1", "Kor 2"):
        people.enrol(people.group(later, samklang.roskilde, name), place.participant)
    elsewhere = people.enrol(samklang.koege_group, people.child(samklang.koege, "Alma"))
    people.enrol(people.group(later, samklang.koege, "Kor 3"), elsewhere.participant)
    page = OutcomesPage(samklang.group.run, samklang.bodil, frozenset({samklang.roskilde.pk}), {})
    assert page.ways == [("went", STAGES[Stage.CORE], 1)]
    page = OutcomesPage(later, samklang.bodil, frozenset({samklang.roskilde.pk}), {})
    assert page.ways == [("came", STAGES[Stage.MEASURE], 1)]


def test_a_goal_in_per_cent_says_how_far_it_is_and_a_day_is_corrected(samklang, client):
    goal = goal_of(samklang.group)
    client.force_login(samklang.bodil)
    address = reverse("participants:goal_result", args=[samklang.group.run_id, goal.pk])
    day = timezone.localdate().isoformat()

    def send(reached: int, out_of: int) -> int:
        typed = {"on": day, "reached": reached, "out_of": out_of, "source": "NAV"}
        return client.post(address, {f"{goal.pk}-{key}": value for key, value in typed.items()}).status_code

    assert send(11, 10) == 422
    assert send(7, 10) == 302
    assert send(9, 10) == 302
    words = client.get(reverse("participants:outcomes", args=[samklang.group.run_id])).content.decode()
    [aim] = OutcomesPage(samklang.group.run, samklang.bodil, frozenset({samklang.roskilde.pk}), {}).aims
    assert (aim.reached, aim.is_reached) == (90, True)
    assert goal.text in words
    assert f'href="{reverse("reports:run", args=[samklang.group.run_id])}"' in words


def test_a_quote_stands_until_its_consent_is_withdrawn_even_in_a_closed_run(samklang):
    actor, day = Actor.of(samklang.bodil), timezone.localdate()
    kept = keep_quote(
        actor=actor,
        run_id=samklang.group.run_id,
        school=samklang.roskilde,
        text="Jeg turde spille.",
        name="M.",
        role="deltager",
        consented_on=day,
    )
    with pytest.raises(CultureSchool.DoesNotExist):
        keep_quote(
            actor=actor,
            run_id=samklang.group.run_id,
            school=samklang.koege,
            text="Nej.",
            name="",
            role="deltager",
            consented_on=day,
        )
    old = quote_of(samklang.closed_group, consented_on=day + datetime.timedelta(days=1))
    for quote in (kept, old):
        gone = withdraw_quote(actor=actor, quote_id=quote.pk)
        assert (gone.text, gone.name, gone.role) == ("", "", "")
        assert gone.withdrawn_on >= day
        assert withdraw_quote(actor=actor, quote_id=quote.pk).withdrawn_on == gone.withdrawn_on


def test_a_quote_is_kept_on_its_page_with_a_consent_that_does_not_lie_ahead(samklang, place, client):
    client.force_login(samklang.bodil)
    address = reverse("participants:quotes", args=[samklang.group.run_id])
    typed = {"text": "Vi spiller 🎺", "role": "mor", "participant": place.participant_id}
    ahead = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    assert client.post(address, typed | {"consented_on": ahead}).status_code == 422
    assert client.post(address, typed | {"consented_on": timezone.localdate().isoformat()}).status_code == 302
    assert "Vi spiller 🎺" in client.get(address).content.decode()
    stranger = people.child(samklang.koege, "Alma")
    assert client.post(address, typed | {"participant": stranger.pk}).status_code == 422
    give_role(samklang.kim, Role.TEACHER, samklang.roskilde)
    Staffing.objects.create(school=samklang.roskilde, group=samklang.group, user=samklang.kim)
    client.force_login(samklang.kim)
    agreed = {"consented_on": timezone.localdate().isoformat()}
    assert client.post(address, typed | agreed).status_code == 403
