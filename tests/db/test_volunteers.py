"""Volunteers, their papers and those of the partner's staff, and who stands beside whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions.keep_volunteers import Facts, add_volunteer, end_volunteer
from participants.actions.match_buddy import MatchedAlready, WrongPeriod, end_match, match_buddy
from participants.actions.need_card import write_card
from participants.actions.note_papers import (
    CONFIDENTIALITY,
    POLICE_CERTIFICATE,
    WrongPaperDay,
    note_contacts_paper,
    note_volunteers_paper,
)
from participants.models import BuddyMatch, Participant, SchoolSettings
from participants.querysets.buddies import missing_buddy
from participants.querysets.clearances import partner_staff_lacking_papers, volunteers_lacking_papers
from partners.models import Contact, PartnerAgency, Volunteer
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from programmes.models import Group
from tests.db.around import helper, match, partners_person, pool, rows, today, volunteer
from tests.db.people import child, enrol, named_for

pytestmark = pytest.mark.django_db
SEEN = {"police_certificate_seen_on": today(-10), "confidentiality_seen_on": today(-10)}


def by(samklang, who: str) -> Actor:
    return Actor.of(getattr(samklang, who))


class TestPapers:
    def test_who_is_there_without_a_paper_that_counts_is_found_and_nobody_else(self, samklang):
        home, old = samklang.roskilde, today(-3 * 366)
        without = volunteer(home, "Ingen")
        half = volunteer(home, "Halv", **SEEN | {"confidentiality_seen_on": None})
        late = volunteer(home, "Gammel", **SEEN | {"police_certificate_seen_on": old})
        volunteer(home, "Fin", **SEEN)
        volunteer(home, "Færdig", ends_on=today(-1))
        volunteer(samklang.koege, "Køges")
        still_matched = volunteer(home, "Endnu", ends_on=today(-1))
        match(samklang.bo, still_matched)
        found = volunteers_lacking_papers(samklang.bodil, today())
        assert set(found) == {without, half, late, still_matched}
        assert not volunteers_lacking_papers(samklang.ida, today()).exists()
        SchoolSettings.objects.create(school=home, clearance_years=10)
        assert late not in volunteers_lacking_papers(samklang.bodil, today())

    def test_the_partners_staff_in_open_runs_counts_with_the_school_where_it_works(self, samklang):
        pia = partners_person(samklang.group)
        partners_person(samklang.closed_group, "Gamle Gunnar")
        partners_person(samklang.koege_group, "Køges Karen")
        assert [one.name for one in partner_staff_lacking_papers(samklang.bodil, today())] == [pia.name]
        for paper in (POLICE_CERTIFICATE, CONFIDENTIALITY):
            note_contacts_paper(
                actor=by(samklang, "bodil"), contact_id=pia.pk, paper=paper, seen_on=today(-400)
            )
        assert not partner_staff_lacking_papers(samklang.bodil, today()).exists()
        SchoolSettings.objects.create(school=samklang.roskilde, clearance_years=1)
        assert partner_staff_lacking_papers(samklang.bodil, today()).count() == 1

    def test_only_a_coordinator_of_the_school_notes_and_not_what_is_still_to_come(self, samklang):
        frida, pia = volunteer(samklang.roskilde), partners_person(samklang.group)
        for who in ("ida", "kim", "lone"):
            with pytest.raises(Volunteer.DoesNotExist):
                note_volunteers_paper(
                    actor=by(samklang, who), volunteer_id=frida.pk, paper=CONFIDENTIALITY, seen_on=today()
                )
            with pytest.raises(Contact.DoesNotExist):
                note_contacts_paper(
                    actor=by(samklang, who), contact_id=pia.pk, paper=CONFIDENTIALITY, seen_on=today()
                )
        with pytest.raises(WrongPaperDay):
            note_volunteers_paper(
                actor=by(samklang, "bodil"), volunteer_id=frida.pk, paper=CONFIDENTIALITY, seen_on=today(1)
            )

    def test_one_tap_notes_today_and_a_day_that_is_written_stands(self, samklang, browser_of):
        frida, bodil = volunteer(samklang.roskilde), browser_of(samklang.bodil)
        papers = reverse("participants:volunteer_papers", args=[frida.pk])
        bodil.post(papers, {"paper": POLICE_CERTIFICATE, "today": "1", "seen_on": ""})
        bodil.post(papers, {"paper": CONFIDENTIALITY, "seen_on": today(-5).isoformat()})
        bodil.post(papers, {"paper": CONFIDENTIALITY, "seen_on": today(5).isoformat()})
        bodil.post(papers, {"paper": CONFIDENTIALITY, "seen_on": ""})
        bodil.post(papers, {"paper": "passport", "today": "1"})
        frida.refresh_from_db()
        assert (frida.police_certificate_seen_on, frida.confidentiality_seen_on) == (today(), today(-5))
        pia = partners_person(samklang.group)
        bodil.post(
            reverse("participants:contact_papers", args=[pia.pk]), {"paper": POLICE_CERTIFICATE, "today": "1"}
        )
        lines = bodil.get(reverse("participants:partner_staff")).context["lines"]
        assert [(row.name, [paper.counts for paper in papers]) for row, papers in lines] == [
            (pia.name, [True, False])
        ]


class TestVolunteers:
    def test_one_is_added_with_an_agency_of_the_municipality_and_ends_with_her_matches(self, samklang):
        facts = {"name": "Frida", "kind": "language_host", "starts_on": today(-3)}
        actor, home = by(samklang, "bodil"), samklang.roskilde
        frida = add_volunteer(actor=actor, school_id=home.pk, facts=Facts(**facts, agency_id=pool(home).pk))
        with pytest.raises(PartnerAgency.DoesNotExist):
            add_volunteer(
                actor=actor, school_id=home.pk, facts=Facts(**facts, agency_id=pool(samklang.koege).pk)
            )
        with pytest.raises(CultureSchool.DoesNotExist):
            add_volunteer(actor=by(samklang, "ida"), school_id=home.pk, facts=Facts(**facts))
        now, later = match(samklang.bo, frida), match(samklang.clara, frida, starts_on=today(9))
        over = match(samklang.amina, frida, ends_on=today(-5))
        end_volunteer(actor=actor, volunteer_id=frida.pk)
        ends = {one.pk: one.ends_on for one in rows(BuddyMatch)}
        assert ends == {now.pk: today(), later.pk: today(9), over.pk: today(-5)}

    def test_the_pages_add_change_and_end(self, samklang, browser_of):
        bodil = browser_of(samklang.bodil)
        given = {"name": "Frida", "kind": "buddy", "agency": "", "starts_on": today().isoformat()}
        assert bodil.post(reverse("participants:new_volunteer"), given | {"name": ""}).status_code == 422
        assert bodil.post(reverse("participants:new_volunteer"), given).status_code == 302
        frida = rows(Volunteer).get()
        page = reverse("participants:volunteer", args=[frida.pk])
        assert bodil.post(page, given | {"kind": "companion"}).status_code == 302
        assert bodil.post(reverse("participants:end_volunteer", args=[frida.pk])).status_code == 302
        frida.refresh_from_db()
        assert (frida.kind, frida.ends_on) == ("companion", today())
        assert [
            len(papers) for _row, papers in bodil.get(reverse("participants:volunteers")).context["lines"]
        ]

    def test_a_last_day_is_planned_and_taken_back_and_no_match_outlasts_it(self, samklang, browser_of):
        bodil, frida = browser_of(samklang.bodil), volunteer(samklang.roskilde)
        now, later = match(samklang.bo, frida), match(samklang.clara, frida, starts_on=today(9))
        page = reverse("participants:volunteer", args=[frida.pk])
        given = {"name": "Frida", "kind": "buddy", "agency": "", "starts_on": today(-3).isoformat()}

        def send(ends_on: str) -> int:
            return bodil.post(page, given | {"ends_on": ends_on}).status_code

        assert send(today(-4).isoformat()) == 422
        assert send(today(5).isoformat()) == 302
        assert {one.pk: one.ends_on for one in rows(BuddyMatch)} == {now.pk: today(5), later.pk: today(9)}
        assert bodil.post(reverse("participants:end_volunteer", args=[frida.pk])).status_code == 302
        assert rows(BuddyMatch).get(pk=now.pk).ends_on == rows(Volunteer).get().ends_on == today()
        assert send("") == 302
        assert rows(Volunteer).get().ends_on is None


class TestMatches:
    def beside(self, samklang, person: Participant, who: str = "bodil", **fields) -> BuddyMatch:
        fields = {"kind": "buddy", "starts_on": today(), **fields}
        return match_buddy(actor=by(samklang, who), participant_id=person.pk, **fields)

    def test_a_volunteer_without_papers_is_matched_and_the_page_warns(self, samklang, browser_of):
        frida, bodil = volunteer(samklang.roskilde), browser_of(samklang.bodil)
        page = reverse("participants:buddies", args=[samklang.bo.pk])
        sent = {"who": f"volunteer-{frida.pk}", "kind": "buddy", "starts_on": today().isoformat()}
        answer = bodil.post(page, sent, follow=True)
        assert {str(one.level_tag) for one in answer.context["messages"]} == {"success", "warning"}
        assert rows(BuddyMatch).get().volunteer == frida
        assert bodil.post(page, sent).status_code == 422
        rows(BuddyMatch).delete()
        Volunteer.objects.everything(why="a test").update(**SEEN)
        answer = bodil.post(page, sent, follow=True)
        assert {str(one.level_tag) for one in answer.context["messages"]} == {"success"}

    def test_somebody_who_helps_is_one_too_and_nobody_else_of_the_participants(self, samklang):
        helper(samklang.group, samklang.dagny)
        made = self.beside(samklang, samklang.bo, helper_id=samklang.dagny.pk)
        assert (made.helper, made.volunteer) == (samklang.dagny, None)
        for no_helper in (samklang.clara, samklang.bo, samklang.erik):
            with pytest.raises(Participant.DoesNotExist):
                self.beside(samklang, samklang.amina, helper_id=no_helper.pk)

    def test_the_same_two_once_at_a_time_and_only_while_the_volunteer_is_there(self, samklang):
        frida = volunteer(samklang.roskilde, starts_on=today(-9), ends_on=today(9))
        first = self.beside(samklang, samklang.bo, volunteer_id=frida.pk, ends_on=today(4))
        with pytest.raises(MatchedAlready):
            self.beside(samklang, samklang.bo, volunteer_id=frida.pk, starts_on=today(3), ends_on=today(5))
        for period in ({"ends_on": None}, {"ends_on": today(10)}, {"ends_on": today(-1)}):
            with pytest.raises(WrongPeriod):
                self.beside(samklang, samklang.clara, volunteer_id=frida.pk, **period)
        assert end_match(actor=by(samklang, "bodil"), match_id=first.pk).ends_on == today()
        self.beside(samklang, samklang.bo, volunteer_id=frida.pk, starts_on=today(1), ends_on=today(5))

    def test_a_coordinator_matches_a_teacher_only_sees_and_a_hidden_child_is_for_those_named(
        self, samklang, browser_of
    ):
        frida = volunteer(samklang.roskilde, phone="+45 71 11 11 11")
        made = self.beside(samklang, samklang.bo, volunteer_id=frida.pk)
        with pytest.raises(PermissionDenied):
            self.beside(samklang, samklang.clara, "ida", volunteer_id=frida.pk)
        with pytest.raises(PermissionDenied):
            end_match(actor=by(samklang, "ida"), match_id=made.pk)
        hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
        enrol(samklang.group, hidden)
        named_for(hidden, samklang.ida)
        theirs = match(hidden, frida)
        with pytest.raises(BuddyMatch.DoesNotExist):
            end_match(actor=by(samklang, "bodil"), match_id=theirs.pk)
        for page in (reverse("participants:volunteers"), reverse("participants:volunteer", args=[frida.pk])):
            text = browser_of(samklang.bodil).get(page).content.decode()
            assert "Bo Prøvedal" in text and "Skjold" not in text
        person = browser_of(samklang.ida).get(reverse("participants:participant", args=[hidden.pk]))
        assert [one.pk for one in person.context["around"].beside] == [theirs.pk]

    def test_a_helper_with_a_protected_address_is_named_to_nobody_who_may_not_know(
        self, samklang, browser_of
    ):
        hidden = child(samklang.roskilde, "Skjold", address_protection="strictly")
        helper(samklang.group, hidden)
        match(samklang.bo, hidden)
        for name in ("participant", "buddies"):
            page = reverse(f"participants:{name}", args=[samklang.bo.pk])
            assert "Skjold" not in browser_of(samklang.bodil).get(page).content.decode()


class TestNobodyBeside:
    def missing(self, samklang) -> dict[str, tuple[bool, bool]]:
        people = missing_buddy(Participant.objects.visible_to(samklang.bodil), today())
        return {one.given_name: (one.without_buddy, one.without_companion) for one in people}

    def test_in_a_group_where_everybody_has_a_buddy_whoever_has_none_now(self, samklang):
        rows(Group).filter(pk=samklang.group.pk).update(wants_buddies=True)
        helper(samklang.group, samklang.dagny)
        frida = volunteer(samklang.roskilde)
        match(samklang.amina, frida)
        match(samklang.bo, frida, ends_on=today(-1))
        match(samklang.clara, frida, starts_on=today(1))
        assert self.missing(samklang) == {"Bo": (True, False), "Clara": (True, False)}

    def test_whose_card_asks_for_a_companion_until_there_is_one(self, samklang):
        words = {"what_helps": "Ro", "to_avoid": "", "pause": "", "same_adult": False}
        for person in (samklang.bo, child(samklang.roskilde, "Uden plads")):
            write_card(actor=by(samklang, "bodil"), participant_id=person.pk, **words, needs_companion=True)
        frida = volunteer(samklang.roskilde)
        match(samklang.bo, frida)
        assert self.missing(samklang) == {"Bo": (False, True)}
        match(samklang.bo, frida, kind="companion")
        assert self.missing(samklang) == {}

    def test_the_cards_form_and_page_say_it(self, samklang, browser_of):
        ida = browser_of(samklang.ida)
        edit = reverse("participants:edit_card", args=[samklang.bo.pk])
        ida.post(edit, {"what_helps": "Ro", "needs_companion": "on"})
        card = ida.get(reverse("participants:card", args=[samklang.bo.pk])).context["person"].cards[0]
        assert card.needs_companion
