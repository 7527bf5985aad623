"""Last year's pupils are asked once, and keep, change or give up their place while the season is open."""

import pytest

from participants.actions.change_place import change_place
from participants.actions.give_up_place import give_up_place
from participants.actions.invite_last_years_pupils import invite_last_years_pupils
from participants.actions.keep_place import NoSuchGroup, keep_place
from participants.actions.reapplying import AnsweredAlready, SeasonNotOpen
from participants.models import Application, Enrolment, EnrolmentMove, Message, Reapplication
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from programmes.models import Season
from programmes.policies.run import RunClosed
from tests.db import people, seasons
from tests.db.families import link
from tests.db.people import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(samklang) -> Season:
    return seasons.next_season(samklang)


@pytest.fixture
def invited(samklang, season) -> Season:
    invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
    season.refresh_from_db()
    return season


def rows(model):
    return model.objects.everything(why=WHY)


def family(asked: Reapplication) -> Actor:
    return Actor.link("family", asked.link_id)


class TestInviting:
    def test_each_of_last_years_pupils_gets_a_link_and_one_message(self, samklang, season):
        count = invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
        asked = rows(Reapplication).filter(season=season)
        names = asked.values_list("enrolment__participant__given_name", flat=True)
        assert (count, sorted(names)) == (4, ["Amina", "Bo", "Clara", "Dagny"])
        assert len(set(asked.values_list("link", flat=True))) == 4
        assert rows(Message).filter(kind="season").count() == 4

    def test_a_repeat_asks_only_whoever_was_not_asked(self, samklang, invited):
        people.enrol(samklang.group, people.child(samklang.roskilde, "Gerda"))
        actor = Actor.of(samklang.bodil)
        assert invite_last_years_pupils(actor=actor, season_id=invited.pk) == 1
        assert invite_last_years_pupils(actor=actor, season_id=invited.pk) == 0
        assert rows(Message).filter(kind="season").count() == 5

    def test_who_holds_two_places_is_told_once_and_asked_of_each(self, samklang, season):
        people.enrol(samklang.other_group, samklang.amina)
        assert invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk) == 4
        assert rows(Reapplication).filter(enrolment__participant=samklang.amina).count() == 2
        assert rows(Message).filter(participant=samklang.amina).count() == 1

    def test_neither_another_schools_pupils_nor_those_who_left_are_asked(self, samklang, season):
        people.applies(samklang.group, people.child(samklang.roskilde, "Ikkemed"), state="withdrawn")
        invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
        names = rows(Reapplication).values_list("enrolment__participant__given_name", flat=True)
        assert not {"Erik", "Ikkemed"} & set(names)

    def test_a_family_that_has_a_link_keeps_it_and_it_opens_beyond_the_season(self, samklang, season):
        first = people.applies(samklang.other_group, samklang.bo)
        known = link(samklang.bo, expires_at=first.applied_at)
        invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
        asked = seasons.asked_of(season, "Bo")
        assert asked.link == known
        assert asked.link.expires_at.date() > season.closes_on

    def test_by_a_new_link_last_years_place_stands_too(self, samklang, invited):
        application = rows(Enrolment).get(participant=samklang.bo, group=samklang.group).application
        assert application.link == seasons.asked_of(invited, "Bo").link

    def test_a_new_link_goes_to_the_guardian_with_parental_responsibility(self, samklang, season):
        samklang.bo.guardians.everything(why=WHY).update(has_parental_responsibility=False)
        invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
        assert seasons.asked_of(season, "Bo").link.phone == ""
        assert seasons.asked_of(season, "Clara").link.phone == "+45 71 00 00 00"

    def test_a_protected_child_is_asked_although_the_coordinator_does_not_see_whom(self, samklang, season):
        hidden = people.child(samklang.roskilde, "Skjult", address_protection="strictly")
        people.enrol(samklang.group, hidden)
        assert invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk) == 5
        visible = Reapplication.objects.visible_to(samklang.bodil)
        assert not visible.filter(enrolment__participant=hidden).exists()

    @pytest.mark.parametrize(("opens", "closes"), [(3, 20), (-20, -1)], ids=["not yet", "no longer"])
    def test_nobody_is_asked_while_the_season_is_not_open(self, samklang, opens, closes):
        days = {"opens_on": seasons.day(opens), "closes_on": seasons.day(closes), "priority_until": None}
        season = seasons.next_season(samklang, **days)
        with pytest.raises(SeasonNotOpen):
            invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)

    def test_without_a_previous_run_there_is_nobody_to_ask(self, samklang):
        season = seasons.next_season(samklang, previous_run=None)
        assert invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk) == 0
        assert not Season.objects.everything(why=WHY).get().invited_at

    @pytest.mark.parametrize("who", ["kim", "ida", "lone", "asta", "nils"])
    def test_the_season_is_there_for_its_schools_coordinators_alone(self, samklang, season, who):
        with pytest.raises(Season.DoesNotExist):
            invite_last_years_pupils(actor=Actor.of(getattr(samklang, who)), season_id=season.pk)


class TestKeeping:
    def test_the_place_is_applied_for_as_last_years(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        wish = keep_place(actor=family(asked), reapplication_id=asked.pk)
        assert (wish.state, wish.kept_from, wish.group) == (
            "applied",
            asked.enrolment,
            seasons.next_group(invited),
        )
        assert (wish.application.link, wish.application.run) == (asked.link, invited.run)
        asked.refresh_from_db()
        assert asked.answer == "kept"
        assert asked.answered_at

    def test_its_history_begins_with_the_familys_application(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        wish = keep_place(actor=family(asked), reapplication_id=asked.pk)
        step = rows(EnrolmentMove).get(enrolment=wish)
        assert (step.from_state, step.to_state, step.actor_kind) == ("", "applied", "link")
        assert AuditEntry.objects.filter(action="answer on last year's place").count() == 1

    def test_keeping_five_times_is_one_application(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        wishes = {keep_place(actor=family(asked), reapplication_id=asked.pk).pk for _ in range(5)}
        assert len(wishes) == 1
        assert rows(Application).filter(run=invited.run, participant=samklang.bo).count() == 1

    def test_what_was_told_last_year_is_carried_over(self, samklang, invited):
        rows(Application).filter(participant=samklang.bo).update(what_helps="En pause", applicant="partner")
        asked = seasons.asked_of(invited, "Bo")
        application = keep_place(actor=family(asked), reapplication_id=asked.pk).application
        assert (application.what_helps, application.applicant) == ("En pause", "partner")

    def test_a_wish_for_the_same_group_that_was_sent_before_becomes_the_kept_one(self, samklang, invited):
        sent = people.applies(seasons.next_group(invited), samklang.bo)
        asked = seasons.asked_of(invited, "Bo")
        assert keep_place(actor=family(asked), reapplication_id=asked.pk) == sent
        sent.refresh_from_db()
        assert sent.kept_from == asked.enrolment

    def test_another_familys_link_reaches_nothing(self, samklang, invited):
        bo, clara = seasons.asked_of(invited, "Bo"), seasons.asked_of(invited, "Clara")
        for act in (keep_place, give_up_place, change_place):
            with pytest.raises(Reapplication.DoesNotExist):
                act(actor=family(clara), reapplication_id=bo.pk)
            with pytest.raises(Reapplication.DoesNotExist):
                act(actor=Actor.link("family"), reapplication_id=bo.pk)

    def test_where_no_group_goes_on_nothing_is_kept(self, samklang, invited):
        asked = seasons.asked_of(invited, "Dagny")
        with pytest.raises(NoSuchGroup):
            keep_place(actor=family(asked), reapplication_id=asked.pk)
        asked.refresh_from_db()
        assert asked.answer == ""

    def test_only_while_the_season_is_open_and_its_run_too(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        invited.opens_on, invited.closes_on = seasons.day(-9), seasons.day(-1)
        invited.priority_until = None
        invited.save()
        with pytest.raises(SeasonNotOpen):
            keep_place(actor=family(asked), reapplication_id=asked.pk)
        invited.closes_on, invited.run.state = seasons.day(1), "closed"
        invited.save()
        invited.run.save()
        with pytest.raises(RunClosed):
            give_up_place(actor=family(asked), reapplication_id=asked.pk)


class TestAnsweringElse:
    def test_who_gives_up_gets_no_more_messages_and_may_still_think_better_of_it(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        give_up_place(actor=family(asked), reapplication_id=asked.pk)
        give_up_place(actor=family(asked), reapplication_id=asked.pk)
        assert rows(Message).filter(participant=samklang.bo).count() == 1
        assert invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=invited.pk) == 0
        assert keep_place(actor=family(asked), reapplication_id=asked.pk).state == "applied"

    def test_a_place_that_was_kept_is_not_given_up_beside_its_application(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        keep_place(actor=family(asked), reapplication_id=asked.pk)
        for act in (give_up_place, change_place):
            with pytest.raises(AnsweredAlready):
                act(actor=family(asked), reapplication_id=asked.pk)

    def test_a_wish_for_something_else_counts_once_the_application_has_come(self, samklang, invited):
        asked = seasons.asked_of(invited, "Bo")
        change_place(actor=family(asked), reapplication_id=asked.pk)
        outcomes = Reapplication.objects.visible_to(samklang.bodil).with_outcome().order_by()
        assert outcomes.get(pk=asked.pk).outcome == ""
        people.applies(seasons.next_group(invited), samklang.bo)
        assert outcomes.get(pk=asked.pk).outcome == "changed"
