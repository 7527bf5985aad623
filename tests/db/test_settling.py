"""Several pay together; each agency's settlement of a period never changes, and corrections come later."""

import contextlib
import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from participants.actions.change_fee import FeeTerms, change_fee, version_of_fee
from participants.actions.join_participants import join_participants
from participants.actions.note_shared_cost import correct_shared_cost, note_shared_cost
from participants.actions.remove_person import remove_person
from participants.actions.save_cost_share import (
    Facts,
    Part,
    change_cost_share,
    version_of_share,
)
from participants.actions.settle import AlreadySettled, make_invoice_file, settle
from participants.models import (
    CostShare,
    Fee,
    InvoiceLine,
    SchoolSettings,
    Settlement,
    SettlementLine,
    SharedCost,
)
from participants.owed import Payer, in_words
from participants.rules.fees import term_of
from participants.settling import money_of
from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from tests.db.capacity import all_at_once
from tests.db.people import child, enrol, pair_of
from tests.db.sharing import (
    AUTUMN,
    FIRST_OF_QUARTER,
    LAST_OF_QUARTER,
    NEXT_QUARTER,
    SPRING,
    Kongsberg,
    due,
    fees,
    kongsberg,
    rows,
    shared_group,
    shared_place,
    shared_violin,
)
from tests.db.test_capacity import at_the_same_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(samklang) -> Kongsberg:
    return kongsberg(samklang)


def settled(world: Kongsberg, agency: PartnerAgency, day=FIRST_OF_QUARTER, **changes) -> Settlement:
    period_ends = {FIRST_OF_QUARTER: LAST_OF_QUARTER}.get(day, datetime.date(2025, 12, 31))
    values = {
        "actor": world.actor,
        "school_id": world.samklang.kongsberg.pk,
        "payer": Payer("agency", agency.pk),
        "day": day,
        "total": money_of(due(world, agency, period_ends)),
    }
    return settle(**(values | changes))


def lines(settlement: Settlement) -> list[tuple]:
    return list(
        rows(SettlementLine).filter(settlement=settlement).values_list("what", "amount", "is_correction")
    )


def autumn() -> str:
    with translation.override("nb"):
        return in_words(term_of(AUTUMN))


def test_kongsbergs_quarter_fees_of_a_place_and_a_violin(world):
    """Half is NAV's, three tenths the integration service's, the rest the school's or the family's."""
    fees(world)
    shared_place(world, world.amal)
    shared_violin(world)
    nav, integration = settled(world, world.nav), settled(world, world.integration)
    assert lines(nav) == [
        (f"Plass i fordypning, {autumn()}", 117_000, False),
        ("Fiolin til utlån: Kjøp", 499_999, False),
    ]
    assert (nav.total, integration.total) == (616_999, 70_200 + 299_999)
    assert (nav.number, integration.number) == (1, 2)
    assert (nav.starts_on, nav.ends_on, nav.currency) == (FIRST_OF_QUARTER, LAST_OF_QUARTER, "NOK")
    references = rows(SettlementLine).values_list("settlement__agency__name", "case_reference").distinct()
    assert set(references) == {("NAV Kongsberg", "NAV-771"), ("Integreringstjenesten", "INT-4")}
    assert money_of(due(world, world.nav)) == 0
    with pytest.raises(AlreadySettled):
        settled(world, world.nav)
    stored = str(list(rows(SettlementLine).values()) + list(rows(Settlement).values()))
    assert not [name for name in ("Amal", "Prøvedal") if name in stored]
    log = str(list(AuditEntry.objects.everything(why="a test").values_list("values", flat=True)))
    assert not [number for number in ("NAV-771", "INT-4") if number in log]


def test_what_changes_afterwards_is_a_new_line_of_the_next_settlement(world):
    """Of the fee, of the cost and of the shares: the closed one stays as it was, both together are right."""
    fee = fees(world)["Amal"]
    place, violin = shared_place(world, world.amal), shared_violin(world)
    first = settled(world, world.nav)
    as_it_was = lines(first)
    change_fee(
        actor=world.actor,
        fee_id=fee.pk,
        terms=FeeTerms(fee.factor, Decimal(0)),
        why="wrong",
        based_on=version_of_fee(fee),
    )
    (bought,) = rows(SharedCost).filter(cost_share=violin)
    october = datetime.date(2025, 10, 3)
    correct_shared_cost(actor=world.actor, cost_id=bought.pk, on=october, text="Rabatt", amount=-100_000)
    less = [
        Part("agency", world.nav.pk, share=Decimal("0.4")),
        Part("school", share=Decimal("0.6"), takes_rest=True),
    ]
    change_cost_share(
        actor=world.actor,
        share_id=place.pk,
        facts=Facts(title="Plass", starts_on=AUTUMN),
        parts=less,
        based_on=version_of_share(place),
    )
    second = settled(world, world.nav, NEXT_QUARTER)
    assert lines(first) == as_it_was
    assert lines(second) == [
        (f"Plass, {autumn()}", 124_800 - 117_000, True),
        ("Fiolin til utlån: Kjøp", -50_000, True),
    ]
    assert second.total == 7_800 - 50_000
    assert settled(world, world.integration).total == 299_999
    alone = [Part("agency", world.nav.pk, share=Decimal(1), takes_rest=True)]
    change_cost_share(
        actor=world.actor,
        share_id=violin.pk,
        facts=Facts(title="Fiolin", starts_on=AUTUMN),
        parts=alone,
        based_on=version_of_share(violin),
    )
    assert settled(world, world.integration, NEXT_QUARTER).total == -299_999
    assert not due(world, world.integration, SPRING)


def test_hours_in_kind_come_off_the_cost_and_are_not_owed(world):
    """The library gives two hours at 450 kr; NAV pays 1 000 kr each time; the school the rest.

    However long the words are, a line has all of them.
    """
    share = shared_group(
        world,
        [
            Part("agency", world.integration.pk, basis="kind", minutes=120, rate=45_000),
            Part("agency", world.nav.pk, basis="money", amount=100_000),
            Part("school", share=Decimal(1), takes_rest=True),
        ],
    )
    note_shared_cost(actor=world.actor, share_id=share.pk, on=AUTUMN, text="Samling", amount=300_000)
    in_kind = settled(world, world.integration)
    assert (in_kind.total, settled(world, world.nav).total) == (0, 100_000)
    (line,) = rows(SettlementLine).filter(settlement=in_kind)
    assert (line.amount, line.in_kind) == (90_000, True)
    rows(CostShare).update(title="å" * 120)
    note_shared_cost(actor=world.actor, share_id=share.pk, on=NEXT_QUARTER, text="ø" * 160, amount=1_000)
    ((words, _amount, _corrects),) = lines(settled(world, world.integration, NEXT_QUARTER))
    assert words == f"{'å' * 120}: {'ø' * 160}"


def test_when_a_period_cannot_be_settled(world):
    shared_violin(world)
    with pytest.raises(Refused, match="once it is over"):
        settled(world, world.nav, timezone.localdate())
    with pytest.raises(Refused, match="have changed since"):
        settled(world, world.nav, total=1)
    with pytest.raises(Refused, match="nothing to settle"):
        settled(world, world.nav, datetime.date(2025, 5, 1))
    with pytest.raises(CultureSchool.DoesNotExist):
        settled(world, world.nav, actor=Actor.of(world.samklang.bodil))
    settled(world, world.nav, NEXT_QUARTER)
    with pytest.raises(Refused, match="A later period"):
        settled(world, world.nav)


def test_a_settlement_goes_into_one_file_for_invoicing(world):
    shared_violin(world)
    made = settled(world, world.nav)
    school = world.samklang.kongsberg.pk
    file = make_invoice_file(actor=world.actor, school_id=school)
    assert list(rows(InvoiceLine).values_list("invoice_file", "settlement", "amount")) == [
        (file.pk, made.pk, 499_999)
    ]
    with pytest.raises(Refused):
        make_invoice_file(actor=world.actor, school_id=school)
    entry = AuditEntry.objects.everything(why="a test").filter(action="make file for invoicing").get()
    assert entry.values["amount"] == {"before": None, "after": 499_999}


@at_the_same_moment
def test_closed_by_five_at_once_a_settlement_is_closed_once(samklang):
    world = kongsberg(samklang)
    rows(SchoolSettings).update(settlement_months=1)
    shared_violin(world)

    def close() -> None:
        with contextlib.suppress(AlreadySettled):
            settle(
                actor=Actor.of(type(samklang.kari).objects.get(pk=samklang.kari.pk)),
                school_id=samklang.kongsberg.pk,
                payer=Payer("agency", world.nav.pk),
                day=datetime.date(2025, 9, 1),
                total=499_999,
            )

    all_at_once([close] * 5)
    assert rows(Settlement).count() == rows(SettlementLine).count() == 1


def test_of_a_protected_address_a_settlement_says_a_place_and_no_more(world):
    """Also one that was closed before, and what is paid back because of it."""
    fees(world)
    share = shared_place(world, world.amal, title="Amals plass")
    note_shared_cost(actor=world.actor, share_id=share.pk, on=AUTUMN, text="Amals tur", amount=100)
    settled(world, world.nav)
    world.amal.participant.address_protection = "strictly"
    world.amal.participant.save()
    share.payers.filter(agency=world.nav).update(share=0)
    share.payers.filter(agency=world.integration).update(share=Decimal("0.8"))
    owed = [*due(world, world.nav), *due(world, world.integration)]
    with translation.override("nb"):
        found = [line.words.split(",")[0] for line in (*rows(SettlementLine), *owed)]
        assert found == [_("a place")] * 6


def test_when_the_details_go_case_numbers_and_words_go_and_every_amount_stays(world):
    """What was not settled before is so afterwards, of a place that nobody names."""
    fees(world)
    share = shared_place(world, world.amal)
    note_shared_cost(actor=world.actor, share_id=share.pk, on=AUTUMN, text="Tur", amount=10_000)
    made = settled(world, world.nav)
    remove_person(actor=world.actor, participant_id=world.amal.participant_id, on=timezone.localdate())
    words = set(rows(SettlementLine).values_list("what", "case_reference"))
    share.refresh_from_db()
    kept = (share.title, *share.payers.values_list("case_reference", flat=True))
    assert (words, set(kept)) == ({("", "")}, {""})
    assert not due(world, world.nav)
    assert sum(rows(SettlementLine).values_list("amount", flat=True)) == made.total
    later = settled(world, world.integration)
    assert later.total == 70_200 + 3_000
    with translation.override("nb"):
        assert {what for what, *_rest in lines(later)} == {f"{_('a place')}, {autumn()}", _("a place")}


def test_two_children_who_are_one_have_paid_twice_and_get_back_what_is_too_much(world):
    """Fees and settled parts of both lead to the place that stays."""
    school = world.samklang.kongsberg
    twin = enrol(world.intro, child(school, "Amalie"))
    made = fees(world)
    shared_place(world, world.amal)
    shared_place(world, twin)
    settled(world, world.nav)
    make_invoice_file(actor=world.actor, school_id=school.pk)
    pair = pair_of(world.amal.participant, twin.participant)
    join_participants(actor=world.actor, pair_id=pair.pk)
    (line,) = due(world, world.nav)
    assert line.amount == -made["Amalie"].amount // 2
    back = make_invoice_file(actor=world.actor, school_id=school.pk).lines.filter(fee__isnull=False)
    assert [row.amount for row in back] == [-made["Amalie"].amount // 5]
    assert rows(Fee).filter(enrolment__group=world.intro).count() == 1
    assert rows(CostShare).filter(ends_on=None).count() == 1
