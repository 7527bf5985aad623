"""What families find without signing in: which groups, what of them, and how the list is narrowed."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from programmes.models import Group
from tests.db import people
from tests.db.catalogues import changed, day, listed, norwegian, season_of, told
from tests.db.people import Samklang

DAY = {"weekday": 2, "time_from": datetime.time(15), "time_to": datetime.time(16, 30)}


@pytest.fixture
def family() -> Client:
    return Client(headers={"accept-language": "da"})


def found(on: datetime.date | None = None) -> list[Group]:
    return list(Group.objects.in_catalogue_on(on or timezone.localdate()))


def shown(family: Client, **narrowed) -> list[int]:
    response = family.get("/catalogue/", narrowed)
    assert response.status_code == 200
    return [group.pk for group in response.context["groups"]]


def test_a_group_is_found_on_the_first_and_last_day_of_its_season_and_not_beside_them(samklang):
    group = listed(samklang.group)
    season = season_of(group)
    assert found(season.opens_on) == found(season.closes_on) == [group]
    assert found(season.closes_on)[0].apply_until == season.closes_on
    assert not found(season.opens_on - datetime.timedelta(days=1))
    assert not found(season.closes_on + datetime.timedelta(days=1))


def test_a_group_that_the_school_has_not_put_there_is_not_found(samklang):
    season_of(samklang.group)
    assert not found()


def test_another_schools_season_in_the_same_run_opens_nothing(samklang):
    season_of(samklang.koege_group)
    changed(samklang.group, in_catalogue=True)
    assert not found()


def test_a_closed_run_is_never_found(samklang):
    listed(samklang.closed_group)
    assert not found()


def test_a_programme_by_referral_only_is_never_found(samklang):
    listed(samklang.group)
    samklang.programme.by_referral_only = True
    samklang.programme.save()
    assert not found()


def test_a_page_of_a_group_that_is_not_found_says_no_more_than_one_that_does_not_exist(samklang, family):
    pages = []
    for key in (samklang.group.pk, 999999):
        response = family.get(f"/catalogue/{key}/")
        assert response.status_code == 404
        pages.append(re.sub(r"\b[A-Za-z0-9]{64}\b", "", response.content.decode()).replace(str(key), ""))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_no_page_tells_group_partner_or_kind(samklang, family, language):
    """The group bears its partner's name, and so does the room."""
    group = listed(samklang.group, venue="Prøvevangens Skole, lokale 3", **DAY)
    told(group, "da", name="Musik for alle", art_form="Musik")
    for address in ("/catalogue/", f"/catalogue/{group.pk}/"):
        page = family.get(address, headers={"accept-language": language}).content.decode()
        assert "Musik for alle" in page
        assert "Prøvevang" not in page
        assert "special" not in page.lower()


def test_the_facts_of_a_group_stand_on_both_pages(samklang, family):
    group = listed(samklang.group, venue="Sal 2", price=90000, lends_equipment=True, **DAY)
    told(group, "da", name="Spil og syng", art_form="musik", about="Vi spiller sammen.")
    for address in ("/catalogue/", f"/catalogue/{group.pk}/"):
        page = family.get(address).content.decode()
        for words in ("Spil og syng", "musik", "Sal 2", "Roskilde", "Tirsdag 15.00–16.30", "900\u00a0kr."):
            assert words in page, words
    assert "Vi spiller sammen." in page


def test_a_price_of_nothing_is_free_and_no_price_is_not(samklang, family):
    free, unknown = listed(samklang.group, price=0), listed(samklang.other_group, price=None)
    assert shown(family, free="on") == [free.pk]
    assert set(shown(family)) == {free.pk, unknown.pk}


def test_a_municipality_is_that_of_the_school_or_one_it_serves(samklang, family):
    danish, away = listed(samklang.group), norwegian(samklang)
    flesberg = people.municipality("NO", "3334", "Flesberg")
    samklang.kongsberg.serves.add(flesberg)
    assert shown(family, municipality=samklang.roskilde.municipality_id) == [danish.pk]
    assert shown(family, municipality=flesberg.pk) == [away.pk]
    assert shown(family, municipality=samklang.kongsberg.municipality_id) == [away.pk]


@pytest.mark.parametrize(
    ("country", "grades", "ages"),
    [("NO", (1, 2), (6, 8)), ("NO", (10, 10), (15, 16)), ("DK", (0, 1), (6, 8)), ("DK", (3, 3), (9, 10))],
)
def test_an_age_fits_the_grades_of_the_groups_country(samklang, family, country, grades, ages):
    group = listed(samklang.group, grade_country=country, grade_from=grades[0], grade_to=grades[1])
    fitting = [age for age in range(20) if shown(family, age=age)]
    assert fitting == list(range(ages[0], ages[1] + 1)), group


def test_without_grades_the_ages_of_the_programme_decide(samklang, family):
    listed(samklang.group)
    samklang.programme.age_from, samklang.programme.age_to = 8, None
    samklang.programme.save()
    assert [age for age in (7, 8, 40) if shown(family, age=age)] == [8, 40]


def test_a_day_of_the_week_is_chosen_among_those_there_are(samklang, family):
    tuesday, friday = listed(samklang.group, weekday=2), listed(samklang.other_group, weekday=5)
    assert shown(family, weekday=2) == [tuesday.pk]
    assert shown(family, weekday=5) == [friday.pk]
    choices = family.get("/catalogue/").context["filter"].form["weekday"].field.choices
    assert [value for value, _ in choices if value] == [2, 5]


def test_an_art_form_is_one_choice_in_every_language_and_over_the_border(samklang):
    """Kongsberg has not written in Arabic: what Roskilde calls the same lends it the word."""
    danish, away = listed(samklang.group), norwegian(samklang)
    told(danish, "da", name="Musik", art_form="Musik")
    told(danish, "ar", name="موسيقى", art_form="موسيقى")
    told(away, "nb", name="Spill", art_form="Musik")
    arabic = Client(headers={"accept-language": "ar"})
    choices = arabic.get("/catalogue/").context["filter"].form["art_form"].field.choices
    assert [choice for choice in choices if choice[0]] == [("musik", "موسيقى")]
    assert set(shown(arabic, art_form="musik")) == {danish.pk, away.pk}


@pytest.mark.parametrize(
    "query",
    [
        "age=abc",
        "age=-1",
        "age=99999999999999999999",
        "municipality=x",
        "municipality=0",
        "weekday=9",
        "art_form=%00",
        "page=x",
        "free=maybe",
    ],
)
def test_what_no_filter_knows_is_no_fault_of_the_page(samklang, family, query):
    listed(samklang.group)
    assert family.get(f"/catalogue/?{query}").status_code == 200


def test_htmx_gets_the_list_alone(samklang, family):
    listed(samklang.group)
    part = family.get("/catalogue/", headers={"hx-request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="catalogue"')
    assert "<html" not in part


def test_a_list_without_rows_says_why(samklang: Samklang, family):
    empty = family.get("/catalogue/").content.decode()
    listed(samklang.group, weekday=2, price=100)
    nothing = family.get("/catalogue/", {"free": "on"}).content.decode()
    assert 'class="empty"' in empty
    assert 'class="empty"' in nothing
    assert '<form method="get"' not in empty
    assert '<form method="get"' in nothing


def test_the_last_day_to_apply_is_read_from_the_season(samklang, family):
    listed(samklang.group)
    group = family.get("/catalogue/").context["groups"][0]
    assert group.apply_until == day(20)
