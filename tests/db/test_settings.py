"""What a school has set for itself: each section saved by itself, nobody overwritten unknowingly."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from participants.actions.change_grounds import add_ground, end_ground, move_ground
from participants.actions.save_settings import save_settings, version_of_settings
from participants.grounds import grounds_of
from participants.models import Ground, SchoolSettings
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.scope.roles import Role
from programmes.actions.save_criteria import save_criteria, version_of_criteria
from programmes.models import Criterion, Programme
from tests.db import people
from tests.db.people import WHY

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'name="([\w-]+based_on)" value="(\w+)"')


def rows(model):
    return model.objects.everything(why=WHY)


def change(samklang, values, *, based_on=None, user=None):
    row = settings_of(samklang.roskilde)
    shown = version_of_settings(row, tuple(values)) if based_on is None else based_on
    actor = Actor.of(user or samklang.bodil)
    return save_settings(actor=actor, school_id=samklang.roskilde.pk, values=values, based_on=shown)


class TestSaving:
    def test_the_first_change_keeps_the_countrys_defaults_of_all_the_rest(self, samklang):
        change(samklang, {"answer_days": 14})
        row = rows(SchoolSettings).get(school=samklang.roskilde)
        assert (row.answer_days, row.photo_consent_age, row.sharing_consent_age) == (14, 15, 18)

    def test_what_changed_is_in_the_audit_and_nothing_else(self, samklang):
        change(samklang, {"answer_days": 14, "offers_by_itself": False})
        assert AuditEntry.objects.get(action="change settings").values == {"answer_days": 14}
        change(samklang, {"semester_fee": 200_000, "sibling_reduction": Decimal("0.25")})
        assert AuditEntry.objects.filter(action="change settings").latest("pk").values == {
            "semester_fee": {"before": None, "after": 200_000},
            "sibling_reduction": {"before": "0.0000", "after": "0.25"},
        }

    def test_saving_the_same_again_changes_nothing(self, samklang):
        change(samklang, {"answer_days": 14})
        change(samklang, {"answer_days": 14}, based_on="what stood there long ago")
        assert AuditEntry.objects.filter(action="change settings").count() == 1

    def test_who_saw_what_no_longer_stands_is_told_so(self, samklang):
        before = version_of_settings(settings_of(samklang.roskilde), ("answer_days",))
        change(samklang, {"answer_days": 14})
        with pytest.raises(ChangedMeanwhile):
            change(samklang, {"answer_days": 7}, based_on=before)
        assert settings_of(samklang.roskilde).answer_days == 14

    def test_another_section_that_changed_stands_in_nobodys_way(self, samklang):
        before = version_of_settings(settings_of(samklang.roskilde), ("retention_years",))
        change(samklang, {"answer_days": 14})
        change(samklang, {"retention_years": 3}, based_on=before)
        row = settings_of(samklang.roskilde)
        assert (row.answer_days, row.retention_years) == (14, 3)

    @pytest.mark.parametrize("who", ["kim", "ida", "lone", "petra", "asta", "nils"])
    def test_nobody_but_the_schools_coordinators(self, samklang, who):
        user = getattr(samklang, who)
        with pytest.raises(CultureSchool.DoesNotExist):
            change(samklang, {"answer_days": 14}, user=user)
        with pytest.raises(CultureSchool.DoesNotExist):
            add_ground(actor=Actor.of(user), school_id=samklang.roskilde.pk, state="refused", text="Nej")


class TestGrounds:
    def test_a_reason_that_is_added_stands_last_and_the_built_in_ones_become_the_schools(self, samklang):
        built_in = [row.text for row in grounds_of(samklang.roskilde, "refused")]
        self._add(samklang, "Holdet er nedlagt.")
        assert [row.text for row in grounds_of(samklang.roskilde, "refused")] == [
            *built_in,
            "Holdet er nedlagt.",
        ]
        assert rows(Ground).filter(school=samklang.roskilde).count() == len(built_in) + 1

    def test_an_ended_reason_is_no_longer_offered_and_can_be_taken_up_again(self, samklang):
        self._add(samklang, "Holdet er nedlagt.")
        end_ground(**self._about(samklang, "Holdet er nedlagt."))
        assert "Holdet er nedlagt." not in self._texts(samklang)
        self._add(samklang, "Holdet er nedlagt.")
        assert self._texts(samklang)[-1] == "Holdet er nedlagt."

    def test_a_reason_moves_before_another(self, samklang):
        first = self._texts(samklang)[0]
        self._add(samklang, "Holdet er nedlagt.")
        move_ground(**self._about(samklang, "Holdet er nedlagt."), before=first)
        assert self._texts(samklang)[:2] == ["Holdet er nedlagt.", first]

    def test_moving_what_somebody_has_ended_changes_nothing(self, samklang):
        before = self._texts(samklang)
        move_ground(**self._about(samklang, "Findes ikke"), before=before[0])
        assert self._texts(samklang) == before

    def test_each_school_keeps_its_own(self, samklang):
        self._add(samklang, "Holdet er nedlagt.")
        assert "Holdet er nedlagt." not in [row.text for row in grounds_of(samklang.koege, "refused")]

    def _about(self, samklang, text):
        actor = Actor.of(samklang.bodil)
        return {"actor": actor, "school_id": samklang.roskilde.pk, "state": "refused", "text": text}

    def _add(self, samklang, text):
        add_ground(**self._about(samklang, text))

    def _texts(self, samklang):
        return [row.text for row in grounds_of(samklang.roskilde, "refused")]


class TestCriteria:
    def test_the_order_is_kept_and_another_school_is_not_touched(self, samklang):
        self._save(samklang, ["siblings", "grade"])
        kinds = rows(Criterion).filter(school=samklang.roskilde).values_list("kind", flat=True)
        assert list(kinds) == ["siblings", "grade"]
        assert not rows(Criterion).filter(school=samklang.koege).exists()

    def test_two_who_change_them_do_not_overwrite_each_other(self, samklang):
        self._save(samklang, ["siblings"])
        with pytest.raises(ChangedMeanwhile):
            self._save(samklang, ["grade"], based_on=version_of_criteria([]))

    @pytest.mark.parametrize("kinds", [["talent"], ["grade", "grade"]])
    def test_talent_is_no_criterion_and_none_counts_twice(self, samklang, kinds):
        with pytest.raises(ValueError, match="not criteria"):
            self._save(samklang, kinds)

    def test_not_for_a_programme_that_the_school_takes_no_part_in(self, samklang):
        other = Programme.objects.create(
            public_name="Andres", kind="school_project", country="DK", age_group="all"
        )
        with pytest.raises(Programme.DoesNotExist):
            self._save(samklang, ["grade"], programme=other)

    def _save(self, samklang, kinds, *, based_on=None, programme=None):
        stored = list(rows(Criterion).filter(school=samklang.roskilde).values_list("kind", flat=True))
        save_criteria(
            actor=Actor.of(samklang.bodil),
            school_id=samklang.roskilde.pk,
            programme_id=(programme or samklang.programme).pk,
            kinds=kinds,
            based_on=version_of_criteria(stored) if based_on is None else based_on,
        )


class TestPage:
    @pytest.fixture
    def pages(self, samklang, browser_of):
        return browser_of(samklang.bodil)

    def address(self, samklang, name="school_settings", **more):
        return reverse(f"participants:{name}", kwargs={"school": samklang.roskilde.pk, **more})

    def test_one_section_is_saved_and_the_page_comes_back_to_it(self, samklang, pages):
        shown = dict(SHOWN.findall(pages.get(self.address(samklang)).content.decode()))
        data = {"offers-answer_days": "14", "offers-based_on": shown["offers-based_on"]}
        response = pages.post(self.address(samklang, "settings_section", section="offers"), data)
        assert response.url == self.address(samklang) + "#offers"
        assert settings_of(samklang.roskilde).answer_days == 14

    def test_what_was_typed_survives_an_error(self, samklang, pages):
        data = {"offers-answer_days": "900"}
        response = pages.post(self.address(samklang, "settings_section", section="offers"), data)
        page = response.content.decode()
        assert response.status_code == 422
        assert 'value="900"' in page
        assert "60" in page

    def test_where_somebody_was_first_what_was_typed_stays_and_holds_when_sent_again(self, samklang, pages):
        address = self.address(samklang, "settings_section", section="letters")
        shown = dict(SHOWN.findall(pages.get(self.address(samklang)).content.decode()))
        change(samklang, {"letter_intro": "Kære familie", "appeal_text": ""})
        data = {"letters-letter_intro": "Hej", "letters-based_on": shown["letters-based_on"]}
        response = pages.post(address, data)
        page = response.content.decode()
        assert response.status_code == 422
        assert ">\nHej</textarea>" in page
        data["letters-based_on"] = dict(SHOWN.findall(page))["letters-based_on"]
        assert pages.post(address, data).status_code == 302
        assert settings_of(samklang.roskilde).letter_intro == "Hej"

    def test_languages_that_no_native_speaker_has_read_are_marked(self, samklang, pages):
        pages.cookies["language"] = "en"
        samklang.bodil.chosen_language = "en"
        samklang.bodil.save()
        page = pages.get(self.address(samklang)).content.decode()
        assert "Українська (no native speaker has read the words)" in page
        assert "Dansk (" not in page

    def test_a_language_that_there_is_not_is_refused(self, samklang, pages):
        address = self.address(samklang, "settings_section", section="languages")
        assert pages.post(address, {"languages-languages": "tlh"}).status_code == 422

    def test_criteria_go_up_are_added_and_taken_away(self, samklang, pages):
        address = self.address(samklang, "settings_criteria", programme=samklang.programme.pk)
        kinds: list[str] = []
        for data, expected in (
            ({"add": "grade"}, ["grade"]),
            ({"add": "siblings"}, ["grade", "siblings"]),
            ({"up": "siblings"}, ["siblings", "grade"]),
            ({"remove": "siblings"}, ["grade"]),
        ):
            version = version_of_criteria(kinds)
            pages.post(address, {"kinds": ",".join(kinds), "based_on": version, **data})
            kinds = list(rows(Criterion).filter(school=samklang.roskilde).values_list("kind", flat=True))
            assert kinds == expected

    def test_reasons_are_added_moved_and_ended_by_buttons(self, samklang, pages):
        address = self.address(samklang, "settings_grounds")
        data = {"add": "1", "grounds-state": "expired", "grounds-text": "Intet svar trods tre opkald."}
        pages.post(address, data)
        first, second = (row.text for row in grounds_of(samklang.roskilde, "expired"))
        pages.post(address, {"state": "expired", "text": second, "before": first})
        pages.post(address, {"state": "expired", "text": first})
        assert [row.text for row in grounds_of(samklang.roskilde, "expired")] == [second]

    def test_who_coordinates_two_schools_goes_from_one_to_the_other(self, samklang, pages):
        people.give_role(samklang.bodil, Role.COORDINATOR, samklang.koege)
        page = pages.get(self.address(samklang)).content.decode()
        assert reverse("participants:school_settings", kwargs={"school": samklang.koege.pk}) in page
