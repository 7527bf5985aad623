"""What places cost, made for a half-year at once; free places; what families are invoiced for, once."""

import datetime
from decimal import Decimal

import pytest

from participants.actions.change_fee import FeeTerms, change_fee, version_of_fee
from participants.actions.free_place import end_free_place, give_free_place
from participants.actions.make_fees import make_fees
from participants.actions.remove_person import remove_person
from participants.actions.settle import make_invoice_file
from participants.documents.invoice import references_of
from participants.models import Enrolment, Fee, FeeWaiver, InvoiceLine, SchoolSettings
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from portal.audit.versions import ChangedMeanwhile
from tests.db.people import WHY, child, enrol, named_for
from tests.db.sharing import AUTUMN, ORDINARY, SPRING, TRIPS, Kongsberg, fees, kongsberg, rows, shared_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(samklang) -> Kongsberg:
    return kongsberg(samklang)


def test_each_level_has_its_factor_trips_where_they_are_extra_and_siblings_pay_less(world):
    """Of brother and sister the dearer place is paid in full. Made again only what is missing is added."""
    made = fees(world)
    amounts = {name: (fee.amount, fee.reduction, fee.trips) for name, fee in made.items()}
    assert amounts == {
        "Amal": (234_000, Decimal("0.25"), 0),
        "Bjørn": (2 * ORDINARY + TRIPS, 0, TRIPS),
        "Cato": (2 * ORDINARY + TRIPS, 0, TRIPS),
    }
    assert {fee.currency for fee in made.values()} == {"NOK"}
    assert made["Amal"].ends_on == datetime.date(2025, 12, 31)
    enrol(world.deep, child(world.samklang.kongsberg, "Dina"))
    after = fees(world)
    assert {name: after[name].amount for name in made} == {name: fee.amount for name, fee in made.items()}
    assert (after["Dina"].reduction, after["Dina"].amount) == (Decimal("0.25"), 312_000 + TRIPS)
    assert len(fees(world)) == 4
    assert len(fees(world, SPRING)) == 4


def test_the_price_that_families_have_read_holds_and_what_is_free_costs_nothing(world):
    """Nor does anything where the school has no ordinary fee."""
    rows(type(world.deep)).filter(pk=world.deep.pk).update(price=0)
    rows(SchoolSettings).update(semester_fee=None)
    assert not fees(world)
    rows(type(world.intro)).filter(pk=world.intro.pk).update(price=150_000)
    assert {name: fee.ordinary for name, fee in fees(world).items()} == {"Amal": 150_000}


def test_another_schools_coordinator_makes_and_changes_nothing(world):
    stranger, fee = Actor.of(world.samklang.bodil), fees(world)["Amal"]
    with pytest.raises(CultureSchool.DoesNotExist):
        make_fees(actor=stranger, school_id=world.samklang.kongsberg.pk, day=SPRING, trips={})
    with pytest.raises(Fee.DoesNotExist):
        changed(fee, actor=stranger)
    with pytest.raises(Enrolment.DoesNotExist):
        give_free_place(actor=stranger, enrolment_id=world.amal.pk, day=AUTUMN)


def changed(fee: Fee, *, actor: Actor, based_on: str | None = None, **values) -> Fee:
    terms = FeeTerms(**({"factor": fee.factor, "reduction": Decimal(0), "trips": 50_000} | values))
    seen = version_of_fee(fee) if based_on is None else based_on
    return change_fee(actor=actor, fee_id=fee.pk, terms=terms, why="late", based_on=seen)


def test_a_changed_fee_tells_the_log_both_amounts_and_why(world):
    """For whoever comes late any sum is taken off, never more than it costs."""
    fee = fees(world)["Amal"]
    assert changed(fee, actor=world.actor, less=62_001).amount == 299_999
    entry = AuditEntry.objects.everything(why=WHY).filter(action="change fee").get()
    assert entry.values == {"why": "late", "amount": {"before": 234_000, "after": 299_999}}
    with pytest.raises(ChangedMeanwhile):
        changed(fee, actor=world.actor, trips=1)
    fee.refresh_from_db()
    for wrong in ({"reduction": Decimal("1.5")}, {"less": 362_001}):
        with pytest.raises(Refused, match="never below 0"):
            changed(fee, actor=world.actor, **wrong)


def test_a_fee_of_a_protected_child_is_there_and_its_row_hidden_from_who_is_not_named(world):
    samklang = world.samklang
    hidden = child(samklang.kongsberg, "Hege", address_protection="strictly")
    place = enrol(world.intro, hidden)
    made = fees(world)["Hege"]
    assert not Fee.objects.visible_to(samklang.kari).filter(pk=made.pk).exists()
    with pytest.raises(Enrolment.DoesNotExist):
        give_free_place(actor=world.actor, enrolment_id=place.pk, day=AUTUMN)
    named_for(hidden, samklang.kari)
    assert Fee.objects.visible_to(samklang.kari).filter(pk=made.pk).exists()


def invoiced(world: Kongsberg) -> dict[str, int]:
    file = make_invoice_file(actor=world.actor, school_id=world.samklang.kongsberg.pk)
    lines = rows(InvoiceLine).filter(invoice_file=file).select_related("fee__enrolment__participant")
    return {line.fee.enrolment.participant.given_name: line.amount for line in lines}


def test_families_are_invoiced_once_and_what_changes_after_the_file_is_a_line_of_the_next(world):
    """A free place is in no file; given afterwards it takes the money back, ended again it is owed."""
    made = fees(world)
    shared_place(world, world.amal)
    give_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=AUTUMN)
    assert invoiced(world) == {"Amal": 46_800, "Bjørn": 2 * ORDINARY + TRIPS}
    with pytest.raises(Refused, match="in a file already"):
        invoiced(world)
    end_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=AUTUMN)
    changed(made["Bjørn"], actor=world.actor)
    assert invoiced(world) == {"Cato": 2 * ORDINARY + TRIPS, "Bjørn": 50_000 - TRIPS}
    give_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=AUTUMN)
    assert invoiced(world) == {"Cato": -(2 * ORDINARY + TRIPS)}


def test_a_reference_has_no_gap_where_a_place_is_free_and_stays_that_of_the_first_invoice(world):
    """Numbers of fees would: between those of two children the free place between them is missing."""
    made = fees(world)
    give_free_place(actor=world.actor, enrolment_id=world.bjorn.pk, day=AUTUMN)
    invoiced(world)
    first = references_of(fee.pk for fee in made.values())
    amal, cato = (int(first[made[name].pk].removeprefix("E")) for name in ("Amal", "Cato"))
    assert (cato - amal, made["Bjørn"].pk in first) == (1, False)
    changed(made["Cato"], actor=world.actor)
    invoiced(world)
    assert references_of(fee.pk for fee in made.values()) == first


def test_of_whom_all_details_are_removed_nothing_more_is_invoiced(world):
    """Nobody is known who could pay; what was invoiced before is not paid back to nobody either."""
    fees(world)
    remove_person(actor=world.actor, participant_id=world.bjorn.participant_id, on=AUTUMN)
    assert set(invoiced(world)) == {"Amal", "Cato"}
    remove_person(actor=world.actor, participant_id=world.cato.participant_id, on=AUTUMN)
    rows(FeeWaiver).create(
        school=world.samklang.kongsberg,
        enrolment=world.cato,
        starts_on=AUTUMN,
        granted_by=world.samklang.kari,
    )
    with pytest.raises(Refused, match="in a file already"):
        invoiced(world)


def test_a_free_place_lasts_until_the_half_year_in_which_it_is_ended(world):
    give_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=AUTUMN)
    give_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=SPRING)
    end_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=SPRING)
    (free,) = rows(FeeWaiver).all()
    assert (free.starts_on, free.ends_on) == (AUTUMN, datetime.date(2025, 12, 31))
    assert end_free_place(actor=world.actor, enrolment_id=world.cato.pk, day=SPRING) is None
