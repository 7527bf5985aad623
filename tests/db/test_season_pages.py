"""A coordinator's pages of seasons: starting one, its days, what families read, last year's pupils."""

import pytest
from django.urls import reverse

from participants.actions.give_up_place import give_up_place
from participants.actions.invite_last_years_pupils import invite_last_years_pupils
from participants.actions.keep_place import keep_place
from participants.models import Message
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from programmes.actions.save_public_facts import GroupFacts, save_group_facts
from programmes.actions.save_season import SeasonDays, save_season, start_season, version_of_season
from programmes.models import Group, ProgrammeRun, PublicText, Season
from programmes.policies.run import RunClosed
from tests.db import people, seasons
from tests.db.people import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(samklang) -> Season:
    return seasons.next_season(samklang)


@pytest.fixture
def coordinator(samklang, browser_of):
    client = browser_of(samklang.bodil)
    client.cookies["language"] = "en"
    samklang.bodil.chosen_language = "en"
    samklang.bodil.save()
    return client


def address(name: str, row: Season, **more) -> str:
    return reverse(f"participants:{name}", kwargs={"pk": row.pk, **more})


def days(**fields) -> SeasonDays:
    return SeasonDays(**{"opens_on": seasons.day(0), "closes_on": seasons.day(30), **fields})


def rows(model):
    return model.objects.everything(why=WHY)


class TestStarting:
    def start(self, samklang, user, run, **fields):
        return start_season(
            actor=Actor.of(user), school_id=samklang.roskilde.pk, run_id=run.pk, days=days(**fields)
        )

    def test_a_run_has_one_season_at_a_school_however_often_it_is_started(self, samklang):
        run = seasons.next_run(samklang)
        assert self.start(samklang, samklang.bodil, run) == self.start(samklang, samklang.bodil, run)
        assert rows(Season).count() == 1

    def test_a_closed_run_and_one_that_the_school_takes_no_part_in_get_none(self, samklang):
        with pytest.raises(RunClosed):
            self.start(samklang, samklang.bodil, samklang.closed_run)
        foreign = people.run(samklang.programme, [samklang.koege], "Køges egen")
        with pytest.raises(ProgrammeRun.DoesNotExist):
            self.start(samklang, samklang.bodil, foreign)
        with pytest.raises(ProgrammeRun.DoesNotExist):
            self.start(samklang, samklang.bodil, seasons.next_run(samklang), previous_run_id=foreign.pk)

    def test_from_the_page_one_comes_to_the_new_season(self, samklang, coordinator):
        run = seasons.next_run(samklang)
        data = {
            "run": f"{samklang.roskilde.pk}-{run.pk}",
            "opens_on": "2027-03-01",
            "closes_on": "2027-04-01",
            "previous_run": samklang.run.pk,
        }
        response = coordinator.post(reverse("participants:new_season"), data)
        row = rows(Season).get()
        assert response.url == address("season", row)
        assert (row.previous_run, row.priority_until) == (samklang.run, None)

    def test_who_coordinates_two_schools_chooses_the_school_with_the_run(self, samklang, coordinator):
        people.give_role(samklang.bodil, Role.COORDINATOR, samklang.koege)
        page = coordinator.get(reverse("participants:new_season")).content.decode()
        for school in (samklang.roskilde, samklang.koege):
            assert f'value="{school.pk}-{samklang.run.pk}"' in page
            assert f"{school}: {samklang.run}" in page


class TestDays:
    def save(self, samklang, row, based_on=None, **fields):
        return save_season(
            actor=Actor.of(samklang.bodil),
            season_id=row.pk,
            days=days(**fields),
            based_on=version_of_season(row) if based_on is None else based_on,
        )

    def test_who_saw_days_that_no_longer_stand_is_told_so(self, samklang, season):
        before = version_of_season(season)
        self.save(samklang, season, previous_run_id=samklang.run.pk)
        with pytest.raises(ChangedMeanwhile):
            self.save(samklang, season, based_on=before)
        season.refresh_from_db()
        assert season.previous_run == samklang.run

    @pytest.mark.parametrize(
        ("field", "value"),
        [("closes_on", "2027-02-01"), ("priority_until", "2027-02-01"), ("opens_on", "1 March")],
    )
    def test_days_in_the_wrong_order_are_refused_in_words_and_stay_in_the_form(
        self, season, coordinator, field, value
    ):
        data = {"opens_on": "2027-03-01", "closes_on": "2027-04-01", field: value}
        response = coordinator.post(address("season", season), data)
        assert response.status_code == 422
        assert f'value="{value}"' in response.content.decode()

    def test_a_closed_runs_season_is_read_and_not_changed(self, samklang, coordinator):
        row = Season.objects.create(
            school=samklang.roskilde,
            run=samklang.closed_run,
            opens_on=seasons.day(-3),
            closes_on=seasons.day(3),
        )
        page = coordinator.get(address("season", row)).content.decode()
        assert "Save the days" not in page
        with pytest.raises(RunClosed):
            self.save(samklang, row)


class TestWhatFamiliesRead:
    def test_a_text_is_written_in_one_language_beside_the_schools_own(self, samklang, season, coordinator):
        own = address("season_text", season, language="da")
        coordinator.post(own, {"name": "Musik for alle", "based_on": self.shown(coordinator, own)})
        arabic = address("season_text", season, language="ar")
        page = coordinator.get(arabic).content.decode()
        assert "Musik for alle" in page
        assert 'lang="ar"' in page
        coordinator.post(arabic, {"name": "موسيقى للجميع", "based_on": self.shown(coordinator, arabic)})
        texts = rows(PublicText).filter(school=samklang.roskilde).values_list("language", "name")
        assert dict(texts) == {"da": "Musik for alle", "ar": "موسيقى للجميع"}

    def test_two_who_write_the_first_text_at_once_do_not_overwrite_each_other(self, season, coordinator):
        own = address("season_text", season, language="da")
        shown = self.shown(coordinator, own)
        coordinator.post(own, {"name": "Den ene", "based_on": shown})
        response = coordinator.post(own, {"name": "Den anden", "based_on": shown})
        page = response.content.decode()
        assert response.status_code == 422
        assert "Den ene" in page
        assert 'value="Den anden"' in page

    def test_until_the_own_language_is_written_the_page_asks_for_it(self, season, coordinator):
        words = "others fall back to it"
        assert words in coordinator.get(address("season", season)).content.decode()
        own = address("season_text", season, language="da")
        coordinator.post(own, {"name": "Musik", "based_on": self.shown(coordinator, own)})
        assert words not in coordinator.get(address("season", season)).content.decode()

    def test_a_language_that_there_is_not_is_missing(self, season, coordinator):
        assert coordinator.get(address("season_text", season, language="tlh")).status_code == 404

    def test_a_group_gets_its_day_time_and_price_and_stands_in_the_catalogue(self, season, coordinator):
        group = seasons.next_group(season)
        where = address("season_group", season, group=group.pk)
        data = {
            "weekday": "3",
            "time_from": "15:30",
            "time_to": "16:15",
            "price": "950",
            "lends_equipment": "on",
            "in_catalogue": "on",
            "based_on": self.shown(coordinator, where),
        }
        assert coordinator.post(where, data).status_code == 302
        group.refresh_from_db()
        assert (group.weekday, group.price, group.in_catalogue) == (3, 95_000, True)
        page = coordinator.get(address("season", season)).content.decode()
        assert "Wednesday" in page
        assert "950" in page

    @pytest.mark.parametrize(
        "wrong", [{"price": "-1"}, {"price": "gratis"}, {"time_from": "16:00", "time_to": "15:00"}]
    )
    def test_a_price_below_zero_and_an_end_before_the_beginning_are_refused(self, season, coordinator, wrong):
        where = address("season_group", season, group=seasons.next_group(season).pk)
        assert coordinator.post(where, wrong).status_code == 422

    def test_a_teacher_does_not_change_what_families_read_of_her_group(self, samklang):
        with pytest.raises(Group.DoesNotExist):
            save_group_facts(
                actor=Actor.of(samklang.ida),
                group_id=samklang.group.pk,
                facts=GroupFacts(price=0),
                based_on="",
            )

    def shown(self, client, where: str) -> str:
        page = client.get(where).content.decode()
        return page.partition('name="based_on" value="')[2].partition('"')[0]


class TestLastYearsPupils:
    def test_the_page_counts_who_was_asked_and_what_they_said(self, samklang, season, coordinator):
        coordinator.post(address("invite_last_years", season))
        for name, act in (("Bo", keep_place), ("Clara", give_up_place)):
            asked = seasons.asked_of(season, name)
            act(actor=Actor.link("family", asked.link_id), reapplication_id=asked.pk)
        numbers = coordinator.get(address("season", season)).context["page"].numbers
        assert [item["value"] for item in numbers] == [4, 2, 1, 0, 1]

    def test_a_protected_child_counts_and_is_not_named(self, samklang, season, coordinator):
        hidden = people.child(samklang.roskilde, "Skjult", address_protection="strictly")
        people.enrol(samklang.group, hidden)
        coordinator.post(address("invite_last_years", season))
        response = coordinator.get(address("season", season))
        assert response.context["page"].numbers[0]["value"] == 5
        assert "Skjult" not in response.content.decode()

    def test_a_season_that_is_not_open_asks_nobody_and_says_why(self, samklang, season, coordinator):
        season.opens_on = season.priority_until = seasons.day(2)
        season.save()
        page = coordinator.post(address("invite_last_years", season), follow=True).content.decode()
        assert "only be asked while the season is open" in page
        assert not rows(Message).exists()

    def test_another_schools_coordinator_sees_neither_season_nor_answers(self, samklang, season, browser_of):
        invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
        kim = browser_of(samklang.kim)
        assert kim.get(address("season", season)).status_code == 404
        assert kim.get(reverse("participants:seasons")).context["seasons"] == []
