"""The season of the demonstration: applications in every state, on whatever day it is loaded."""

import pytest
from django.utils import timezone

from participants.models import (
    Appeal,
    Application,
    Enrolment,
    EnrolmentMove,
    EnrolmentState,
    Ground,
    Offer,
    Place,
    Reapplication,
    Referral,
    SuspectedPair,
)
from portal.accounts.models import User
from portal.demonstration import accounts
from programmes.models import Criterion, Group, Season
from tests.db.test_demonstration_norway import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def season() -> Season:
    return rows(Season).get(school__municipality__name="Kongsberg")


def wishes(season: Season):
    return rows(Enrolment).filter(group__run=season.run)


def test_the_season_is_open_and_both_levels_are_in_the_catalogue_in_several_languages(season):
    assert season.is_open(timezone.localdate())
    assert season.previous_run.state == "open"
    public = Group.objects.in_catalogue_on(timezone.localdate())
    levels = public.filter(run=season.run)
    assert sorted(levels.values_list("name", "price")) == [
        ("Fordypning", 400_000),
        ("Introfordypning", 300_000),
    ]
    assert all(group.weekday and group.time_from < group.time_to for group in levels)
    texts = season.run.programme.public_texts.everything(why="a test looks")
    assert {"nb", "en", "ar", "uk"} <= set(texts.values_list("language", flat=True))


def test_danish_families_find_something_too(season):
    public = Group.objects.in_catalogue_on(timezone.localdate())
    assert public.filter(school__municipality__name="Roskilde").count() == 1


def test_there_is_an_application_in_every_state_that_a_season_knows(season):
    states = set(wishes(season).values_list("state", flat=True))
    assert states == set(EnrolmentState.values) - {"completed"}


def test_the_upper_level_is_full_and_no_place_is_given_twice(season):
    group = Group.objects.everything(why="a test looks").get(run=season.run, name="Fordypning")
    taken = wishes(season).filter(group=group).taking_a_place().count()
    assert taken == group.capacity == rows(Place).filter(group=group).count()
    for one in rows(Group).filter(run=season.run):
        assert wishes(season).filter(group=one).taking_a_place().count() <= one.capacity


def test_last_years_pupils_were_asked_and_gave_every_answer(season):
    asked = rows(Reapplication).filter(season=season)
    assert set(asked.values_list("answer", flat=True)) == {"kept", "changed", "given_up", ""}
    assert asked.count() == 10
    kept = set(wishes(season).exclude(kept_from=None).values_list("kept_from", flat=True))
    assert kept == set(asked.filter(answer="kept").values_list("enrolment", flat=True))


def test_one_on_the_waiting_list_was_moved_up_with_a_reason(season):
    moved = wishes(season).get(moved_up=True)
    assert moved.waiting_rank == 1
    step = rows(EnrolmentMove).get(enrolment=moved, from_state="waitlisted")
    assert step.grounds
    ranks = wishes(season).filter(state="waitlisted").values_list("waiting_rank", flat=True)
    assert sorted(ranks) == [1, 2, 3, 4]


def test_siblings_wait_together_by_one_link(season):
    siblings = rows(Application).filter(run=season.run, together=True)
    assert siblings.count() == 2
    assert siblings.values("link").distinct().count() == 1
    assert set(siblings.values_list("wishes__state", flat=True)) == {"waitlisted"}


def test_one_offer_has_been_received_and_one_stands_on_the_call_list(season):
    today = timezone.localdate()
    offers = rows(Offer).filter(enrolment__group__run=season.run, ended_at=None)
    assert offers.filter(delivered_at__isnull=False, answer_by__gt=today).count() == 1
    assert offers.filter(delivered_at=None, answer_by__lt=today).count() == 1


def test_a_refusal_has_a_ground_from_the_list_and_an_appeal_that_waits(season):
    refusal = rows(EnrolmentMove).get(enrolment__group__run=season.run, to_state="refused")
    assert refusal.ground
    assert rows(Appeal).get(move=refusal).answered_on is None


def test_a_referral_and_a_suspected_pair_wait_for_the_coordinator(season):
    contact = User.objects.get(email=accounts.KONGSBERG_CONTACT)
    assert Referral.objects.visible_to(contact).count() == 1
    coordinator = User.objects.get(email=accounts.KONGSBERG_COORDINATOR)
    pair = SuspectedPair.objects.visible_to(coordinator).get()
    assert str(pair.first) == str(pair.second)


def test_the_criteria_name_no_talent(season):
    kinds = rows(Criterion).filter(programme=season.run.programme).values_list("kind", flat=True)
    assert list(kinds) == ["grade", "own_wish", "place_kept", "siblings"]
    assert rows(Ground).filter(school=season.school, for_state="refused").exists()
