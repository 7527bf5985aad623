"""The coordinator's pages of people who may be one child."""

import datetime

import pytest
from django.urls import reverse

from participants.models import Participant, SuspectedPair
from portal.audit.models import ReadEntry
from tests.db.people import WHY, applies, child, pair_of

LIST = reverse("participants:pairs")


@pytest.fixture
def pair(samklang) -> SuspectedPair:
    born = datetime.date(2015, 4, 3)
    first = child(samklang.roskilde, "Gro", birth_date=born)
    second = child(samklang.roskilde, "Groa", birth_date=born)
    applies(samklang.group, second)
    return pair_of(first, second)


@pytest.fixture
def bodil(samklang, browser_of):
    return browser_of(samklang.bodil)


def page_of(pair: SuspectedPair) -> str:
    return reverse("participants:pair", args=[pair.pk])


def test_an_empty_list_says_what_will_stand_there(samklang, bodil):
    samklang.bodil.chosen_language = "en"
    samklang.bodil.save()
    assert "Whenever somebody applies" in bodil.get(LIST).content.decode()


def test_pairs_are_found_from_the_participants_and_in_their_list(bodil, pair):
    assert f'href="{LIST}"' in bodil.get(reverse("participants:participants")).content.decode()
    assert f'href="{page_of(pair)}"' in bodil.get(LIST).content.decode()


def test_what_differs_is_said_and_reading_is_logged_for_both(samklang, bodil, pair):
    facts = bodil.get(page_of(pair)).context["page"].facts
    by_label = {str(fact.label): fact.differs for fact in facts}
    assert list(by_label.values()).count(False) >= 3
    differing = [fact.first[:1] for fact in facts if fact.differs]
    assert ["Gro Prøvedal"] in differing
    read = ReadEntry.objects.everything(why=WHY).values_list("object_id", "reader")
    assert set(read) == {(str(pk), samklang.bodil.pk) for pk in (pair.first_id, pair.second_id)}


def test_the_same_child_leads_to_the_page_of_the_one_who_stays(bodil, pair):
    response = bodil.post(page_of(pair), {"decision": "same"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("participants:participant", args=[pair.first_id])
    second = Participant.objects.everything(why=WHY).get(pk=pair.second_id)
    assert second.removed_on
    assert "Gro Prøvedal" in response.content.decode()


def test_two_children_go_from_the_list(bodil, pair):
    response = bodil.post(page_of(pair), {"decision": "different"}, follow=True)
    assert page_of(pair) not in response.content.decode()


@pytest.mark.parametrize("decision", ["same", "different"])
def test_whoever_comes_later_reads_what_was_said_and_changes_nothing(bodil, pair, samklang, decision):
    bodil.post(page_of(pair), {"decision": "different"})
    pair.refresh_from_db()
    assert samklang.bodil.name in bodil.get(page_of(pair), follow=True).content.decode()
    bodil.post(page_of(pair), {"decision": decision})
    before = pair.decided_at
    pair.refresh_from_db()
    assert (pair.state, pair.decided_at) == ("different", before)


def test_a_decision_that_there_is_not_changes_nothing(bodil, pair):
    assert bodil.post(page_of(pair), {"decision": "perhaps"}).status_code == 403
    pair.refresh_from_db()
    assert pair.state == "open"
