"""Lending: one thing in one person's hands, who may lend and take back, and what a page shows of it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participants.actions.keep_equipment import (
    LabelTaken,
    StillOut,
    Thing,
    add_equipment,
    change_equipment,
    end_equipment,
)
from participants.actions.lend import NoDueDay, NotFree, WrongDueDay, extend_loan, give_back, lend
from participants.models import Loan, Participant
from partners.models import Equipment, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from tests.db.around import helper, lent, pool, rows, thing, today
from tests.db.capacity import all_at_once
from tests.db.people import child, enrol, named_for

pytestmark = pytest.mark.django_db


def by(samklang, who: str) -> Actor:
    return Actor.of(getattr(samklang, who))


def lend_to(samklang, what: Equipment, person: Participant, who: str = "ida", **fields) -> Loan:
    return lend(actor=by(samklang, who), equipment_id=what.pk, participant_id=person.pk, **fields)


def hidden(samklang) -> Participant:
    """A child with a protected address in the group, for whom Bodil and Ida are not named."""
    person = child(samklang.roskilde, "Skjold", address_protection="strictly")
    enrol(samklang.group, person)
    named_for(person, samklang.otto)
    return person


class TestTheDayItIsDue:
    def test_of_a_pool_after_its_days_and_of_the_schools_own_at_the_end_of_the_run(self, samklang):
        weekly = thing(samklang.roskilde, "Guitar", owner=pool(samklang.roskilde), loan_days=7)
        assert lend_to(samklang, weekly, samklang.bo).due_on == today(7)
        assert lend_to(samklang, thing(samklang.roskilde), samklang.bo).due_on == samklang.run.ends_on

    def test_of_somebody_without_a_place_only_on_a_day_that_is_written(self, samklang):
        nobody = child(samklang.roskilde, "Ny")
        own = thing(samklang.roskilde)
        with pytest.raises(NoDueDay):
            lend_to(samklang, own, nobody, "bodil")
        with pytest.raises(WrongDueDay):
            lend_to(samklang, own, nobody, "bodil", due_on=today(-1))
        loan = lend_to(samklang, own, nobody, "bodil", due_on=today(3), state="Ny streng")
        assert (loan.due_on, loan.lent_on, loan.state_when_lent) == (today(3), today(), "Ny streng")

    def test_later_than_the_one_that_holds_and_then_the_family_is_reminded_anew(self, samklang):
        loan = lent(thing(samklang.roskilde), samklang.bo, samklang.ida, reminded_at="2026-01-01T12:00Z")
        with pytest.raises(WrongDueDay):
            extend_loan(actor=by(samklang, "ida"), loan_id=loan.pk, due_on=today(6))
        later = extend_loan(actor=by(samklang, "ida"), loan_id=loan.pk, due_on=today(20))
        assert (later.due_on, later.reminded_at) == (today(20), None)


class TestOneThingOnePerson:
    def test_the_second_is_told_who_has_it_or_that_somebody_else_does(self, samklang):
        own = thing(samklang.roskilde)
        lend_to(samklang, own, samklang.bo)
        with pytest.raises(NotFree, match="Bo P"):
            lend_to(samklang, own, samklang.clara)
        with pytest.raises(NotFree, match="Somebody else"):
            lend_to(samklang, own, samklang.dagny, "otto")

    def test_the_database_says_so_too(self, samklang):
        own = thing(samklang.roskilde)
        lent(own, samklang.bo, samklang.ida)
        with pytest.raises(IntegrityError, match="loan_one_at_a_time"), transaction.atomic():
            lent(own, samklang.clara, samklang.ida)

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_of_four_who_lend_it_at_once_one_does(self, samklang):
        own = thing(samklang.roskilde)
        refused = []

        def task(person):
            def run():
                try:
                    lend_to(samklang, own, person, "bodil")
                except NotFree as refusal:
                    refused.append(str(refusal))

            return run

        all_at_once([task(one) for one in (samklang.amina, samklang.bo, samklang.clara, samklang.dagny)])
        assert rows(Loan).out().filter(equipment=own).count() == 1
        assert len(refused) == 3 and all("has it already" in words for words in refused)

    def test_it_is_lent_again_when_it_is_back_and_giving_back_twice_changes_nothing(self, samklang):
        own = thing(samklang.roskilde)
        loan = lend_to(samklang, own, samklang.bo)
        back = give_back(actor=by(samklang, "bodil"), loan_id=loan.pk, state="En ridse")
        assert (back.returned_on, back.state_when_returned, back.received_by) == (
            today(),
            "En ridse",
            samklang.bodil,
        )
        again = give_back(actor=by(samklang, "ida"), loan_id=loan.pk, state="Noget andet")
        assert (again.state_when_returned, again.received_by) == ("En ridse", samklang.bodil)
        assert lend_to(samklang, own, samklang.clara).participant == samklang.clara


class TestWhoMay:
    def test_a_teacher_lends_to_and_takes_back_from_her_own_groups_a_helper_of_them_too(self, samklang):
        helper(samklang.group, samklang.dagny)
        loan = lend_to(samklang, thing(samklang.roskilde), samklang.dagny)
        with pytest.raises(Participant.DoesNotExist):
            lend_to(samklang, thing(samklang.roskilde, "Trompet"), samklang.bo, "otto")
        elsewhere = lent(thing(samklang.roskilde, "Fløjte"), samklang.bo, samklang.ida)
        for who in ("otto", "kim", "lone", "asta", "tove"):
            with pytest.raises(Loan.DoesNotExist):
                give_back(actor=by(samklang, who), loan_id=elsewhere.pk)
        assert give_back(actor=by(samklang, "ida"), loan_id=loan.pk).returned_on

    def test_nobody_lends_what_is_another_schools(self, samklang):
        with pytest.raises(Equipment.DoesNotExist):
            lend_to(samklang, thing(samklang.koege), samklang.bo, "bodil")
        with pytest.raises(Participant.DoesNotExist):
            lend_to(samklang, thing(samklang.roskilde), samklang.erik, "bodil")

    def test_what_a_hidden_child_has_is_with_somebody_else_and_a_coordinator_takes_it_back(
        self, samklang, browser_of
    ):
        own = thing(samklang.roskilde, "Bratsch", label="B1")
        words = "Skjold ridsede den"
        loan = lent(own, hidden(samklang), samklang.bodil, days=-1, state_when_lent=words)
        with pytest.raises(NotFree, match="Somebody else"):
            lend_to(samklang, own, samklang.bo, "bodil")
        for name, key in (("equipment", None), ("thing", own.pk), ("give_back", loan.pk)):
            address = reverse(f"participants:{name}", args=[key] if key else [])
            answer = browser_of(samklang.bodil).get(address)
            assert answer.status_code == 200 and "Skjold" not in answer.content.decode()
        assert give_back(actor=by(samklang, "bodil"), loan_id=loan.pk).returned_on == today()

    def test_what_is_out_when_the_details_go_can_still_be_taken_back(self, samklang, browser_of):
        from participants.actions.remove_person import erase_person

        own = thing(samklang.roskilde)
        loan = lent(own, samklang.bo, samklang.ida, state_when_lent="Bo ridsede den")
        text = browser_of(samklang.bodil).get(reverse("participants:erase", args=[samklang.bo.pk]))
        assert [one.pk for one in text.context["loans"]] == [loan.pk]
        erase_person(actor=by(samklang, "bodil"), participant_id=samklang.bo.pk)
        kept = rows(Loan).get(pk=loan.pk)
        assert (kept.participant_id, kept.state_when_lent, kept.returned_on) == (samklang.bo.pk, "", None)
        assert give_back(actor=by(samklang, "bodil"), loan_id=loan.pk).returned_on == today()


class TestTheList:
    def test_it_is_narrowed_to_what_is_out_overdue_or_free_and_to_an_owner(self, samklang, browser_of):
        late, out, free = (thing(samklang.roskilde, name) for name in ("Alt", "Bas", "Cello"))
        theirs = thing(samklang.roskilde, "Drone", owner=pool(samklang.roskilde))
        thing(samklang.roskilde, "Ude", ended_on=today())
        thing(samklang.koege, "Køges")
        lent(late, samklang.bo, samklang.ida, days=-1)
        lent(out, samklang.bo, samklang.ida)

        def shown(**narrowed) -> list[str]:
            answer = browser_of(samklang.ida).get(reverse("participants:equipment"), narrowed)
            return [one.name for one in answer.context["page_obj"]]

        assert shown() == ["Alt", "Bas", "Cello", "Drone"]
        assert shown(state="out") == ["Alt", "Bas"]
        assert shown(state="overdue") == ["Alt"]
        assert shown(state="free") == ["Cello", "Drone"]
        assert shown(owner="own") == ["Alt", "Bas", "Cello"]
        assert shown(owner=str(theirs.owner_id), state="free") == ["Drone"]
        assert shown(owner="nonsense", state="'--") == shown()
        assert [loan.equipment for loan in Loan.objects.visible_to(samklang.ida).overdue(today())] == [late]
        assert free.name in shown(state="free")

    def test_two_things_that_a_school_lends_do_not_have_the_same_number(self, samklang):
        actor = by(samklang, "bodil")
        viola = Thing(name="Bratsch", kind="instrument", label="7", quality="high")
        row = add_equipment(actor=actor, school_id=samklang.roskilde.pk, thing=viola)
        with pytest.raises(LabelTaken):
            add_equipment(actor=actor, school_id=samklang.roskilde.pk, thing=viola)
        assert change_equipment(actor=actor, equipment_id=row.pk, thing=viola).quality == "high"
        end_equipment(actor=actor, equipment_id=row.pk)
        again = add_equipment(actor=actor, school_id=samklang.roskilde.pk, thing=viola)
        assert (again.label, again.ended_on) == ("7", None)
        assert change_equipment(actor=actor, equipment_id=row.pk, thing=viola).ended_on

    def test_the_owner_is_the_school_or_an_agency_of_its_municipality(self, samklang):
        actor = by(samklang, "bodil")
        home, centre = samklang.roskilde, pool(samklang.roskilde)

        def add(owner: PartnerAgency) -> Equipment:
            given = Thing(name="Tromme", kind="instrument", owner_id=owner.pk, loan_days=7)
            return add_equipment(actor=actor, school_id=home.pk, thing=given)

        row = add(centre)
        assert (row.owner, row.loan_days) == (centre, 7)
        with pytest.raises(PartnerAgency.DoesNotExist):
            add(pool(samklang.koege))

    def test_only_a_coordinator_of_the_school_changes_it_and_nothing_goes_off_while_it_is_out(self, samklang):
        own = thing(samklang.roskilde)
        loan = lent(own, samklang.bo, samklang.ida)
        given = Thing(name="Cello", kind="instrument")
        for who in ("ida", "kim", "lone"):
            with pytest.raises(Equipment.DoesNotExist):
                change_equipment(actor=by(samklang, who), equipment_id=own.pk, thing=given)
            with pytest.raises(CultureSchool.DoesNotExist):
                add_equipment(actor=by(samklang, who), school_id=samklang.roskilde.pk, thing=given)
        with pytest.raises(StillOut):
            end_equipment(actor=by(samklang, "bodil"), equipment_id=own.pk)
        give_back(actor=by(samklang, "bodil"), loan_id=loan.pk)
        assert end_equipment(actor=by(samklang, "bodil"), equipment_id=own.pk).ended_on == today()


def test_the_pages_lend_extend_and_take_back(samklang, browser_of):
    own, ida = thing(samklang.roskilde), browser_of(samklang.ida)
    lend_page = reverse("participants:lend", args=[own.pk])
    assert ida.post(lend_page, {"chosen": samklang.dagny.pk}).status_code == 422
    assert ida.post(lend_page, {"chosen": samklang.bo.pk, "state": "Fin"}).status_code == 302
    loan = rows(Loan).get(equipment=own)
    assert ida.post(lend_page, {"chosen": samklang.clara.pk}).status_code == 422
    extend = reverse("participants:extend_loan", args=[loan.pk])
    assert ida.post(extend, {"due_on": today(1).isoformat()}).status_code == 422
    assert ida.post(extend, {"due_on": today(90).isoformat()}).status_code == 302
    person = ida.get(reverse("participants:participant", args=[samklang.bo.pk]))
    assert [one.due_on for one in person.context["around"].loans] == [today(90)]
    assert ida.post(reverse("participants:give_back", args=[loan.pk]), {"state": ""}).status_code == 302
    assert ida.get(reverse("participants:give_back", args=[loan.pk])).status_code == 404
    from_person = reverse("participants:lend_to", args=[samklang.bo.pk])
    assert ida.post(from_person, {"chosen": own.pk}).status_code == 302
    assert rows(Loan).out().get(equipment=own).participant == samklang.bo
