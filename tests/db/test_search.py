"""A search shows no more than the list would, and tells nothing by whom it finds."""

import pytest
from django.urls import reverse

from participants.models import Participant
from tests.db.people import child, enrol, named_for
from tests.db.test_retention import rows

LIST = "api-participant-list"


def found(client, **search) -> set[str]:
    return {row["given_name"] for row in client.get(reverse(LIST), search).json()["results"]}


def test_a_teacher_does_not_learn_a_grade_by_searching_for_it(samklang, browser_of):
    """Her page shows no grade; that one was found for a grade would have told it."""
    rows(Participant).filter(pk=samklang.bo.pk).update(grade=7, grade_country="DK")
    ida, bodil = browser_of(samklang.ida), browser_of(samklang.bodil)
    assert "Bo" in found(ida)
    assert found(ida, grade=7) == found(ida, grade=3) == set()
    assert found(bodil, grade=7) == {"Bo"}


@pytest.mark.parametrize("search", [{}, {"name": "Skjold"}, {"name": "Prøvedal"}, {"grade": 3}])
def test_no_search_finds_a_protected_address(search, samklang, browser_of):
    hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
    enrol(samklang.group, hidden)
    for user in (samklang.bodil, samklang.ida, samklang.otto, samklang.kim):
        client = browser_of(user)
        assert "Skjold" not in found(client, **search)
        page = client.get(reverse("participants:participants"), search)
        assert "Skjold Prøvedal" not in page.content.decode()
    named_for(hidden, samklang.bodil)
    assert found(browser_of(samklang.bodil), name="Skjold") == {"Skjold"}


@pytest.mark.parametrize("who", ["bodil", "ida", "otto", "kim", "lone", "petra", "asta", "nils"])
def test_what_a_search_finds_stands_in_the_list(who, samklang, browser_of):
    client = browser_of(getattr(samklang, who))
    everybody = found(client)
    for search in ({"name": "a"}, {"name": "Prøvedal"}, {"name": ""}, {"grade": 3}, {"grade": 0}):
        assert found(client, **search) <= everybody
