"""The deadline calendar: what is late and what comes, whose it is, what is missing; in any calendar, too."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from participants.models import Reapplication
from portal.accounts.models import Membership
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from portal.web.logs import without_tokens
from programmes.actions.renew_feed import renew_feed
from programmes.feeds import token_of
from programmes.models import Group, ProgrammeRun, PublicText, Season
from reports.actions.remind_deadlines import NAME, remind_deadlines
from reports.actions.save_deadline import (
    DeadlineFacts,
    NotAtTheSchool,
    add_deadline,
    change_deadline,
    remove_deadline,
    tick_deadline,
    version_of_deadline,
)
from reports.actions.save_deadline_settings import save_deadline_settings
from reports.models import DeadlineOwner, OwnDeadline, ReminderDays
from tests.db.around import today
from tests.db.deadlines import mails, written
from tests.db.families import link
from tests.db.people import WHY, child, enrol, give_role, person

pytestmark = pytest.mark.django_db
PAGE = "/deadlines/"


def client(user) -> Client:
    signed_in = Client()
    signed_in.force_login(user)
    return signed_in


def shown(user, address: str = PAGE) -> str:
    answer = client(user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class TestThePage:
    def test_what_is_late_stands_first_then_month_by_month_with_whoever_sees_to_it(self, samklang):
        written(samklang.roskilde, 2, "Om lidt", samklang.bodil)
        written(samklang.roskilde, -2, "For sent")
        written(samklang.koege, 1, "Køges")
        text = shown(samklang.bodil)
        assert text.index("For sent") < text.index("Om lidt")
        assert "Køges" not in text
        assert text.count("Bodil") > 1
        assert "nobody is named" in shown_in_english(samklang.bodil)

    def test_a_season_and_the_removal_of_details_come_by_themselves_and_are_never_late(self, samklang):
        a_season(samklang, opens_on=today(-9))
        runs = ProgrammeRun.objects.everything(why=WHY)
        runs.filter(pk=samklang.run.pk).update(ends_on=today(20), retention_on=today(40))
        text = shown_in_english(samklang.bodil)
        assert "Last day to apply" in text
        assert "Details of its people are removed" in text
        assert "Applications open" not in text
        assert "Overdue" not in text

    def test_a_season_says_what_families_would_look_for_in_vain_and_who_has_not_answered(self, samklang):
        season = a_season(samklang, opens_on=today(2), priority_until=today(4))
        text = shown_in_english(samklang.bodil)
        assert "what families read, in the school&#x27;s own language; a group in the catalogue" in text
        PublicText.objects.create(
            school=samklang.roskilde, programme=samklang.programme, language="da", name="Musik"
        )
        Group.objects.everything(why=WHY).filter(pk=samklang.group.pk).update(in_catalogue=True)
        assert "Missing:" not in shown(samklang.bodil)
        place = enrol(samklang.group, child(samklang.roskilde, "Sara"))
        Reapplication.objects.create(
            school=samklang.roskilde,
            season=season,
            enrolment=place,
            link=link(place.participant),
            asked_at=timezone.now(),
        )
        assert "Missing: an answer of 1 family" in shown(samklang.bodil)

    def test_mine_are_those_that_name_me_or_nobody(self, samklang):
        other = person("Birte Bedre", Role.COORDINATOR, samklang.roskilde)
        written(samklang.roskilde, 2, "Birtes", other)
        written(samklang.roskilde, 2, "Bodils", samklang.bodil)
        written(samklang.roskilde, 2, "Ingens")
        text = shown(samklang.bodil, f"{PAGE}?whose=mine")
        assert [word in text for word in ("Birtes", "Bodils", "Ingens")] == [False, True, True]
        Membership.objects.everything(why=WHY).filter(user=other).update(ended_at="2026-01-01T00:00Z")
        assert "Birtes" in shown(samklang.bodil, f"{PAGE}?whose=mine")


def a_season(samklang, **of: object) -> Season:
    return Season.objects.create(school=samklang.roskilde, run=samklang.run, closes_on=today(9), **of)


def shown_in_english(user) -> str:
    user.chosen_language = "en"
    user.save()
    return shown(user)


class TestWritingDown:
    def test_through_the_page_from_writing_it_down_to_ticking_it_off(self, samklang):
        browser = client(samklang.bodil)
        values = {"title": "Budget <b>2027</b>", "due_on": today(9).isoformat(), "owner": samklang.bodil.pk}
        answer = browser.post(f"{PAGE}new/", {**values, "school": samklang.roskilde.pk})
        assert answer.status_code == 302
        row = OwnDeadline.objects.everything(why=WHY).get()
        assert (row.owner, row.due_on) == (samklang.bodil, today(9))
        assert "Budget &lt;b&gt;2027&lt;/b&gt;" in shown(samklang.bodil)
        browser.post(f"{PAGE}{row.pk}/done/")
        browser.post(f"{PAGE}{row.pk}/done/")
        row.refresh_from_db()
        assert row.done_on == today()
        browser.post(f"{PAGE}{row.pk}/done/", {"undo": "1"})
        row.refresh_from_db()
        assert row.done_on is None
        acts = AuditEntry.objects.everything(why=WHY).filter(model="reports.owndeadline").order_by("pk")
        assert [one.action for one in acts] == ["add deadline", "tick deadline", "untick deadline"]

    def test_another_date_is_in_the_log_with_before_and_after(self, samklang):
        row = written(samklang.roskilde, 5)
        actor, facts = Actor.of(samklang.bodil), DeadlineFacts("Budget", today(8))
        based_on = version_of_deadline(row)
        change_deadline(actor=actor, deadline_id=row.pk, facts=facts, based_on=based_on)
        noted = AuditEntry.objects.everything(why=WHY).get(action="change deadline").values
        assert noted == {"due_on": {"before": today(5).isoformat(), "after": today(8).isoformat()}}
        with pytest.raises(ChangedMeanwhile):
            facts = DeadlineFacts("Noget andet", today(8))
            change_deadline(actor=actor, deadline_id=row.pk, facts=facts, based_on=based_on)

    def test_only_who_coordinates_the_school_sees_to_it(self, samklang):
        actor = Actor.of(samklang.bodil)
        for owner in (samklang.ida, samklang.kim):
            with pytest.raises(NotAtTheSchool):
                facts = DeadlineFacts("Budget", today(8), owner.pk)
                add_deadline(actor=actor, school_id=samklang.roskilde.pk, facts=facts)
        give_role(samklang.bodil, Role.COORDINATOR, samklang.koege)
        values = {"title": "Budget", "due_on": today(9).isoformat(), "owner": samklang.kim.pk}
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        answer = client(samklang.bodil).post(f"{PAGE}new/", {**values, "school": samklang.roskilde.pk})
        assert answer.status_code == 422
        assert "must coordinate the same school" in answer.content.decode()
        assert not OwnDeadline.objects.everything(why=WHY).exists()

    def test_another_schools_are_nobody_elses_to_change(self, samklang):
        row, actor = written(samklang.koege, 5), Actor.of(samklang.bodil)
        for act in (
            lambda: tick_deadline(actor=actor, deadline_id=row.pk, done=True),
            lambda: remove_deadline(actor=actor, deadline_id=row.pk),
        ):
            with pytest.raises(OwnDeadline.DoesNotExist):
                act()
        assert OwnDeadline.objects.everything(why=WHY).filter(done_on=None).count() == 1

    @pytest.mark.parametrize(
        "day", ["", "32.12.2026", "2026-02-30", "9999999-01-01", "2009-01-01", "2099-01-01"]
    )
    def test_a_day_that_is_none_is_asked_for_again(self, samklang, day):
        values = {"title": "Budget", "due_on": day, "school": samklang.roskilde.pk}
        answer = client(samklang.bodil).post(f"{PAGE}new/", values)
        assert answer.status_code == 422


class TestDaysBefore:
    def test_they_are_the_schools_own_and_shown_where_they_hold(self, samklang):
        assert "30, 7, 1" in shown(samklang.bodil)
        address = f"{PAGE}schools/{samklang.roskilde.pk}/reminders/"
        browser = client(samklang.bodil)
        assert browser.post(address, {"days": "14 3"}).status_code == 302
        assert ReminderDays.objects.everything(why=WHY).get().days == [14, 3]
        assert "14, 3" in shown(samklang.bodil)
        assert browser.post(address, {"days": "14, soon"}).status_code == 422
        assert browser.post(address, {"days": ""}).status_code == 302
        assert ReminderDays.objects.everything(why=WHY).get().days == []


class TestWhoSeesToAKind:
    def test_the_school_names_one_of_its_own_for_what_no_row_names_anybody_for(self, samklang):
        address = f"{PAGE}schools/{samklang.roskilde.pk}/reminders/"
        browser = client(samklang.bodil)
        a_season(samklang, opens_on=today(2))
        for nobody in (samklang.kim, samklang.ida):
            assert browser.post(address, {"days": "2", "season": nobody.pk}).status_code == 422
        second = person("Birte Bedre", Role.COORDINATOR, samklang.roskilde)
        assert browser.post(address, {"days": "2", "season": second.pk}).status_code == 302
        assert f'value="{second.pk}" selected' in shown(samklang.bodil, address)
        assert "Birte Bedre" in shown(samklang.bodil)
        assert "Birte Bedre" not in shown(samklang.bodil, f"{PAGE}?whose=mine")
        remind_deadlines(actor=Actor.system(NAME))
        assert [row.user for row in mails()] == [second]
        entry = AuditEntry.objects.everything(why=WHY).get(action="set owners of deadlines")
        assert entry.values == {"owners": {"before": {}, "after": {"season": second.pk}}}
        assert browser.post(address, {"days": "2"}).status_code == 302
        assert not DeadlineOwner.objects.everything(why=WHY).exists()

    def test_a_name_from_another_school_is_refused_behind_the_form_too(self, samklang):
        with pytest.raises(NotAtTheSchool):
            save_deadline_settings(
                actor=Actor.of(samklang.bodil),
                school_id=samklang.roskilde.pk,
                days=(7,),
                owners={"season": samklang.kim.pk},
            )
        assert not ReminderDays.objects.everything(why=WHY).exists()


class TestInAnyCalendar:
    def address(self, user) -> str:
        client(user).post(f"{PAGE}address/")
        text = shown(user)
        return text[text.index("/calendar/deadlines/") :].partition('"')[0]

    def events(self, address: str) -> list:
        answer = Client().get(address)
        assert answer.status_code == 200
        return list(Calendar.from_ical(answer.content).walk("VEVENT"))

    def test_whole_days_whose_titles_tell_the_kind_alone(self, samklang):
        written(samklang.roskilde, 9, "Rapport om flygtningebørn")
        written(samklang.koege, 9, "Køges")
        (event,) = [one for one in self.events(self.address(samklang.bodil)) if "own-" in one["UID"]]
        assert event["DTSTART"].dt == today(9)
        assert not isinstance(event["DTSTART"].dt, datetime.datetime)
        assert str(event["SUMMARY"]).startswith("Kulturskolen Roskilde · ")
        assert "flygtning" not in event.to_ical().decode()

    def test_the_address_ends_with_a_new_one_and_with_the_role(self, samklang):
        address = self.address(samklang.bodil)
        assert without_tokens(address) == "/calendar/deadlines/…"
        members = Membership.objects.everything(why=WHY).filter(user=samklang.bodil)
        members.update(ended_at="2026-01-01T00:00Z")
        assert Client().get(address).status_code == 404
        members.update(ended_at=None)
        assert Client().get(address).status_code == 200
        renew_feed(actor=Actor.of(samklang.bodil))
        assert Client().get(address).status_code == 404

    def test_the_address_of_ones_sessions_opens_no_deadlines(self, samklang):
        token = token_of(renew_feed(actor=Actor.of(samklang.bodil)))
        assert Client().get(reverse("reports:deadline_calendar", args=[token])).status_code == 404
