"""The family's page on which it keeps, changes or gives up last year's place."""

import pytest
from django.test import Client
from django.urls import reverse

from participants.actions.invite_last_years_pupils import invite_last_years_pupils
from participants.links import token_of
from participants.models import Application, Enrolment, FamilyLink, Participant, Reapplication
from portal.audit.actor import Actor
from tests.db import people, seasons
from tests.db.people import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(samklang):
    row = seasons.next_season(samklang)
    seasons.next_group(row).run.groups.everything(why=WHY).update(in_catalogue=True)
    people.group(row.run, samklang.roskilde, "Skovholdet", 6, in_catalogue=True)
    invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=row.pk)
    return row


@pytest.fixture
def bo(season) -> Reapplication:
    return seasons.asked_of(season, "Bo")


def address(row: Reapplication, name: str = "family_season") -> str:
    arguments = [row.season_id] if name == "family_season" else []
    return reverse(f"participants:{name}", args=[token_of(row.link), *arguments])


def say(row: Reapplication, what: str, client: Client | None = None):
    return (client or Client()).post(address(row), {"place": row.pk, "say": what})


def wishes(row: Reapplication):
    return Enrolment.objects.everything(why=WHY).filter(
        group__run=row.season.run, participant=row.enrolment.participant
    )


def test_the_familys_own_page_leads_to_the_question(bo):
    page = Client().get(address(bo, "family")).content.decode()
    assert address(bo) in page
    say(bo, "give-up")
    assert address(bo) not in Client().get(address(bo, "family")).content.decode()


def test_three_answers_the_last_day_and_the_day_of_priority_are_shown(bo):
    client = Client()
    client.cookies["language"] = "en"
    page = client.get(address(bo)).content.decode()
    for words in ("Yes, keep the place", "Apply for something else", "Give up the place", "go before others"):
        assert words in page
    assert "Prøvevangen" not in page, "a group's own name may tell whom it is for"


def test_keeping_the_place_leads_back_to_a_page_that_says_so(bo):
    response = say(bo, "keep")
    assert response.status_code == 302
    assert wishes(bo).get().kept_from == bo.enrolment
    page = Client().get(response.url).content.decode()
    assert 'value="keep"' not in page


def test_changing_goes_on_to_an_application_with_the_childs_data_filled_in(bo):
    response = say(bo, "change")
    assert response.url == reverse("participants:apply_step", args=[token_of(bo.link), "child"])
    page = Client().get(response.url).content.decode()
    assert 'value="Bo"' in page
    assert 'value="Prøvedal"' in page
    assert FamilyLink.objects.everything(why=WHY).get(pk=bo.link_id).draft["group"]


def test_of_a_protected_address_the_question_names_nobody_and_changing_begins_empty(bo):
    Participant.objects.everything(why=WHY).update(address_protection="strictly")
    page = Client().get(address(bo, "family")).content.decode() + Client().get(address(bo)).content.decode()
    assert "Prøvedal" not in page
    assert f"№ {bo.enrolment.participant_id}" in page
    say(bo, "change")
    assert set(FamilyLink.objects.everything(why=WHY).get(pk=bo.link_id).draft) == {"group"}


def test_changing_leaves_an_application_that_is_being_written_as_it_is(bo):
    FamilyLink.objects.everything(why=WHY).filter(pk=bo.link_id).update(draft={"group": 1, "child": {}})
    say(bo, "change")
    assert FamilyLink.objects.everything(why=WHY).get(pk=bo.link_id).draft == {"group": 1, "child": {}}


def test_where_nothing_is_in_the_catalogue_the_family_is_told_whom_to_call(bo):
    bo.season.run.groups.everything(why=WHY).update(in_catalogue=False)
    response = say(bo, "change")
    assert response.status_code == 404
    assert "+45 70 00 00 00" in response.content.decode()


def test_who_gave_up_may_still_keep_the_place_while_the_season_is_open(bo):
    say(bo, "give-up")
    assert not wishes(bo).exists()
    say(bo, "keep")
    assert wishes(bo).count() == 1


def test_sent_five_times_it_is_one_application(bo):
    for _ in range(5):
        say(bo, "keep")
    assert Application.objects.everything(why=WHY).filter(run=bo.season.run).count() == 1


def test_once_the_season_is_closed_nothing_is_asked_and_nothing_is_taken(bo):
    season = bo.season
    season.opens_on, season.closes_on, season.priority_until = seasons.day(-9), seasons.day(-1), None
    season.save()
    assert 'name="say"' not in Client().get(address(bo)).content.decode()
    assert say(bo, "keep").status_code == 409
    assert not wishes(bo).exists()


def test_another_familys_place_and_other_words_are_missing(bo, season):
    clara = seasons.asked_of(season, "Clara")
    assert Client().post(address(bo), {"place": clara.pk, "say": "keep"}).status_code == 404
    assert Client().post(address(bo), {"place": bo.pk, "say": "everything"}).status_code == 404
    assert Client().post(address(bo), {"say": "keep"}).status_code == 404
    assert Client().get(address(bo).replace(token_of(bo.link), "wrong")).status_code == 404


def test_where_no_group_goes_on_keeping_is_not_offered(season):
    dagny = seasons.asked_of(season, "Dagny")
    assert 'value="keep"' not in Client().get(address(dagny)).content.decode()
    assert say(dagny, "keep").status_code == 409


def test_in_arabic_it_reads_from_the_right(bo):
    client = Client()
    client.cookies["language"] = "ar"
    assert 'dir="rtl"' in client.get(address(bo)).content.decode()
