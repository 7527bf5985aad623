"""Agreements: a draft with parties and commitments, signed and then unchanged, ended early, renewed."""

import datetime
from dataclasses import replace
from functools import partial

import pytest
import time_machine
from django.core.exceptions import ValidationError

from partners.actions.note_delivery import version_of_given
from partners.actions.save_agreement import (
    change_agreement,
    make_agreement,
    remove_draft,
    version_of_agreement,
)
from partners.actions.save_commitment import (
    CommitmentFacts,
    add_commitment,
    change_commitment,
    remove_commitment,
    version_of_commitment,
)
from partners.actions.save_party import Who, add_party, name_contact, remove_party
from partners.actions.sign_agreement import give_notice, renew, sign, take_back_signing, version_of_signing
from partners.forms.commitment import counted_in
from partners.models import Agreement, AgreementParty, Commitment, Contact, Delivery
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Closed, Refused
from portal.audit.versions import ChangedMeanwhile
from portal.web.fields import Day
from tests.db.agreeing import FIRST, LAST, agency_in, draft, facts, given, party, promised, rows, signed
from tests.db.people import Samklang

TODAY = datetime.date(2026, 11, 21)
TOMORROW = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC), tick=False):
        yield


def by(samklang: Samklang, agreement: Agreement | None = None) -> dict:
    of = {"agreement_id": agreement.pk} if agreement else {}
    return {"actor": Actor.of(samklang.bodil), **of}


def logged(row, action: str) -> list[dict]:
    found = AuditEntry.objects.filter(action=action, model=row._meta.label_lower, object_id=str(row.pk))
    return [entry.values for entry in found.order_by("pk")]


def test_a_draft_has_its_parties_is_made_once_and_is_seen_by_nobody_else(samklang):
    agreement = draft(samklang)
    names = [str(one) for one in rows(AgreementParty).filter(agreement=agreement)]
    assert names == ["Kulturskolen Roskilde", "Prøvevangens Skole", "Køge municipality"]
    assert party(agreement, "agency").contact.name == "Pia Partner"
    assert draft(samklang) == agreement
    assert rows(Agreement).count() == 1 and rows(AgreementParty).count() == 3
    with_another = {"school_id": samklang.roskilde.pk, "other": Who(school_id=samklang.koege.pk)}
    assert make_agreement(**by(samklang), **with_another, facts=facts()) != agreement
    for user in (samklang.kim, samklang.ida, samklang.lone, samklang.petra, samklang.asta):
        assert not Agreement.objects.visible_to(user)
        about = {"actor": Actor.of(user), "agreement_id": agreement.pk}
        for act in (renew, take_back_signing, partial(sign, on=TODAY, based_on="")):
            with pytest.raises(Agreement.DoesNotExist):
                act(**about)
    elsewhere = {"school_id": samklang.koege.pk, "other": Who(agency_id=samklang.group.partner_school_id)}
    with pytest.raises(type(samklang.koege).DoesNotExist):
        make_agreement(**by(samklang), **elsewhere, facts=facts())


def test_a_party_is_one_that_the_school_works_with_or_a_public_body(samklang):
    agreement = draft(samklang)
    library = agency_in(samklang, "Roskilde Bibliotek")
    library.municipality = samklang.koege.municipality
    library.save()
    with pytest.raises(type(library).DoesNotExist):
        add_party(**by(samklang, agreement), who=Who(agency_id=library.pk))
    other = add_party(**by(samklang, agreement), who=Who(school_id=samklang.koege.pk))
    assert add_party(**by(samklang, agreement), who=Who(school_id=samklang.koege.pk)) == other
    stranger = Contact.objects.create(agency=library, name="Nogen", valid_from=FIRST)
    with pytest.raises(Contact.DoesNotExist):
        name_contact(
            **by(samklang, agreement), party_id=party(agreement, "agency").pk, contact_id=stranger.pk
        )
    with pytest.raises(Contact.DoesNotExist):
        name_contact(**by(samklang, agreement), party_id=other.pk, contact_id=stranger.pk)
    promised(samklang, agreement, "agency", "places", 3)
    with pytest.raises(Refused, match="Prøvevangens Skole gives or pays for something"):
        remove_party(**by(samklang, agreement), party_id=party(agreement, "agency").pk)
    for _twice in range(2):
        remove_party(**by(samklang, agreement), party_id=other.pk)
    assert rows(AgreementParty).filter(agreement=agreement).count() == 3


def test_commitments_are_of_its_own_parties_and_each_change_of_an_amount_is_logged(samklang):
    agreement, another = draft(samklang), draft(samklang, title="En anden")
    seen = {"based_on": version_of_agreement(another)}
    longer = facts(title="En tredje", aims="Amina spiller.", ends_on=TODAY)
    change_agreement(**by(samklang, another), facts=longer, **seen)
    (told,) = logged(another, "change agreement")
    assert told["changed"] == ["aims", "ends_on", "title"]
    assert (told["before"]["ends_on"], told["ends_on"]) == (str(LAST), str(TODAY))
    assert "Amina" not in str(told)
    with pytest.raises(ChangedMeanwhile):
        change_agreement(**by(samklang, another), facts=facts(), **seen)
    row = promised(samklang, agreement, "agency", "room_hours", 20 * 60)
    assert promised(samklang, agreement, "agency", "room_hours", 20 * 60) == row
    money = promised(samklang, agreement, "municipality", "money", 5_000_000, payer="municipality")
    assert (row.currency, money.currency) == ("", "DKK")
    seen = version_of_commitment(row)
    new = CommitmentFacts(row.giver_id, "Øvelokale", "room_hours", 25 * 60)
    change_commitment(**by(samklang, agreement), commitment_id=row.pk, facts=new, based_on=seen)
    assert logged(row, "change commitment")[0]["amount"] == {"before": 1200, "after": 1500}
    with pytest.raises(ChangedMeanwhile):
        change_commitment(
            **by(samklang, agreement),
            commitment_id=row.pk,
            facts=replace(new, quantity=60),
            based_on=seen,
        )
    for stranger in (
        replace(new, giver_id=party(another, "agency").pk),
        replace(new, payer_id=party(another, "school").pk),
    ):
        with pytest.raises(AgreementParty.DoesNotExist):
            add_commitment(**by(samklang, agreement), facts=stranger)
    with pytest.raises(Commitment.DoesNotExist):
        change_commitment(**by(samklang, another), commitment_id=row.pk, facts=new, based_on="")
    for _twice in range(2):
        remove_commitment(**by(samklang, agreement), commitment_id=row.pk)
    assert logged(row, "remove commitment") == [
        {"unit": "room_hours", "amount": {"before": 1500, "after": 0}}
    ]
    for one in (agreement, another):
        remove_draft(**by(samklang, one))
    assert not rows(Agreement).exists() and not rows(Commitment).exists()


def test_it_is_signed_when_two_have_promised_something_and_then_stands(samklang):
    agreement = draft(samklang)
    with pytest.raises(Refused, match="Nobody has promised anything yet"):
        signed(samklang, agreement)
    before = version_of_signing(agreement)
    row = promised(samklang, agreement, "agency", "room_hours", 1200)
    with pytest.raises(ChangedMeanwhile):
        sign(**by(samklang, agreement), on=FIRST, based_on=before)
    with pytest.raises(Refused, match="still to come"):
        signed(samklang, agreement, TOMORROW)
    alone = draft(samklang, title="Alene")
    for kind in ("agency", "municipality"):
        remove_party(**by(samklang, alone), party_id=party(alone, kind).pk)
    promised(samklang, alone, "school", "places", 1)
    with pytest.raises(Refused, match="two parties at least"):
        signed(samklang, alone)
    seen = version_of_signing(agreement)
    for _twice in range(2):
        sign(**by(samklang, agreement), on=FIRST, based_on=seen)
    with pytest.raises(ChangedMeanwhile):
        sign(**by(samklang, agreement), on=TODAY, based_on=seen)
    unchanged = {"commitment_id": row.pk, "facts": CommitmentFacts(row.giver_id, "x", "places", 1)}
    for act in (
        lambda: change_commitment(**by(samklang, agreement), **unchanged, based_on=""),
        lambda: remove_commitment(**by(samklang, agreement), commitment_id=row.pk),
        lambda: add_party(**by(samklang, agreement), who=Who(school_id=samklang.koege.pk)),
        lambda: remove_party(**by(samklang, agreement), party_id=party(agreement, "municipality").pk),
        lambda: remove_draft(**by(samklang, agreement)),
    ):
        with pytest.raises(Closed, match="is signed"):
            act()


def test_of_a_signed_one_the_reminder_changes_and_a_slip_on_the_day_of_signing(samklang):
    agreement = draft(samklang)
    row = promised(samklang, agreement, "agency", "places", 5)
    signed(samklang, agreement)
    with pytest.raises(Refused, match="still to come"):
        signed(samklang, agreement, TOMORROW)
    assert signed(samklang, agreement, TODAY).signed_on == TODAY
    assert logged(agreement, "correct day of signing") == [{"on": str(TODAY), "before": str(FIRST)}]
    assert take_back_signing(**by(samklang, agreement)).signed_on is None
    assert logged(agreement, "take back signing") == [{"before": str(TODAY)}]
    assert take_back_signing(**by(samklang, agreement)).signed_on is None
    signed(samklang, agreement)
    given(samklang, row, 1, TODAY)
    with pytest.raises(Refused, match="Something has followed"):
        take_back_signing(**by(samklang, agreement))
    agreement.refresh_from_db()
    seen = version_of_agreement(agreement)
    new = facts(title="Noget andet", ends_on=FIRST, remind_days=30, responsible_id=samklang.bodil.pk)
    change_agreement(**by(samklang, agreement), facts=new, based_on=seen)
    agreement.refresh_from_db()
    assert (agreement.title, agreement.ends_on) == ("Sammen om musik", LAST)
    assert (agreement.remind_days, agreement.responsible) == (30, samklang.bodil)
    with pytest.raises(Refused, match="coordinates the school"):
        changed = facts(responsible_id=samklang.ida.pk)
        change_agreement(**by(samklang, agreement), facts=changed, based_on=version_of_agreement(agreement))


def test_notice_ends_it_within_its_period_and_may_be_taken_back_until_then(samklang):
    agreement = draft(samklang)
    with pytest.raises(Refused, match="is a draft"):
        give_notice(**by(samklang, agreement), on=TODAY)
    promised(samklang, agreement, "agency", "room_hours", 1200)
    signed(samklang, agreement)
    with pytest.raises(Refused, match="within its period"):
        give_notice(**by(samklang, agreement), on=LAST + datetime.timedelta(days=1))
    for day in (datetime.date(2026, 11, 30), None, datetime.date(2026, 11, 20)):
        assert give_notice(**by(samklang, agreement), on=day).ended_early_on == day
    for day in (LAST, None):
        with pytest.raises(Refused, match="ended already"):
            give_notice(**by(samklang, agreement), on=day)
    with pytest.raises(Refused, match="Something has followed"):
        take_back_signing(**by(samklang, agreement))
    following = renew(**by(samklang, agreement))
    assert (following.starts_on, following.ends_on) == (TODAY, datetime.date(2027, 11, 20))


def test_a_renewal_copies_what_was_agreed_into_one_draft_for_the_next_period(samklang):
    agreement = draft(samklang)
    promised(samklang, agreement, "agency", "room_hours", 1200)
    promised(samklang, agreement, "municipality", "money", 100, payer="municipality", service="Tilskud")
    with pytest.raises(Refused, match="draft still"):
        renew(**by(samklang, agreement))
    signed(samklang, agreement)
    # Pia has left for Quirine since: this year's paper still names her, next year's does not.
    pia = party(agreement, "agency").contact
    pia.valid_to = datetime.date(2026, 8, 1)
    pia.save()
    Contact.objects.create(agency=pia.agency, name="Quirine Ny", valid_from=datetime.date(2026, 8, 2))
    following = renew(**by(samklang, agreement))
    assert renew(**by(samklang, agreement)) == following
    assert (following.starts_on, following.ends_on) == (
        LAST.replace(year=2027, month=1, day=1),
        LAST.replace(year=2027),
    )
    assert following.signed_on is None and following.renews == agreement
    terms = rows(Commitment).filter(agreement=following).values_list("service", "quantity", "currency")
    assert list(terms) == [("Lokaler", 1200, ""), ("Tilskud", 100, "DKK")]
    givers = {one.giver.agreement_id for one in rows(Commitment).filter(agreement=following)}
    assert givers == {following.pk}
    assert party(following, "agency").contact.name == "Quirine Ny"
    assert party(agreement, "agency").contact.name == "Pia Partner"


def test_what_is_noted_by_hand_stays_and_is_taken_back_by_another_line(samklang):
    agreement = draft(samklang)
    row = promised(samklang, agreement, "agency", "places", 5)
    with pytest.raises(Refused, match="is a draft"):
        given(samklang, row, 2, TODAY)
    signed(samklang, agreement)
    seen = version_of_given(())
    first = given(samklang, row, 2, TODAY, note="To pladser", based_on=seen)
    assert given(samklang, row, 2, TODAY, note="To pladser", based_on=seen) == first
    with pytest.raises(ChangedMeanwhile):
        given(samklang, row, 2, TODAY, based_on=seen)
    back = given(samklang, row, -2, TODAY)
    assert logged(back, "note delivery") == [{"unit": "places", "amount": {"before": 2, "after": 0}}]
    for quantity, on, why in (
        (-1, TODAY, "less than nothing"),
        (1, TOMORROW, "still to come"),
        (1, FIRST - datetime.timedelta(days=1), "outside the agreement's period"),
    ):
        with pytest.raises(Refused, match=why):
            given(samklang, row, quantity, on)
    assert [one.quantity for one in rows(Delivery)] == [2, -2]


@pytest.mark.parametrize("typed", ["0001-01-02", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_is_a_slip_of_the_keyboard_is_refused(typed):
    """Days are counted from it: of renewal before it, of the next period after it."""
    with pytest.raises(ValidationError, match="for example 2027-03-01"):
        Day().clean(typed)


def test_how_much_is_read_in_what_it_is_counted_in_and_shown_as_it_is_read():
    for unit, typed, stored in (
        ("room_hours", "1:40", 100),
        ("staff_hours", "7,5", 450),
        ("money", "45 000,50", 4_500_050),
        ("places", "12", 12),
    ):
        field = counted_in(unit)
        assert field.clean(typed) == field.clean(str(field.prepare_value(stored))) == stored
    for unit, wrong in {
        "room_hours": ("0", "mange", "9" * 20),
        "money": ("0", "-5", "1,555", "9" * 17),
        "times": ("0", "1,5", "1000001", "9" * 30),
    }.items():
        for typed in wrong:
            with pytest.raises(ValidationError):
                counted_in(unit).clean(typed)
