"""What several pay together: shares that are a whole, costs that are never less than nothing."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from participants.actions.note_shared_cost import correct_shared_cost, note_shared_cost
from participants.actions.save_cost_share import (
    ACTIVITY,
    PLACE,
    Facts,
    Part,
    create_cost_share,
    parts_of,
    remove_cost_share,
)
from participants.models import CostShare, SharedCost
from participants.owed import Payer, items_of
from participants.settling import due_lines, money_of
from partners.models import Agreement, Grant, PartnerAgency
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from programmes.models import ProgrammeRun
from tests.db.accounts import grant
from tests.db.sharing import (
    AUTUMN,
    LAST_OF_QUARTER,
    NEXT_QUARTER,
    SPRING,
    VIOLIN,
    Kongsberg,
    due,
    fees,
    kongsberg,
    parts,
    rows,
    shared_group,
    shared_place,
    shared_violin,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(samklang) -> Kongsberg:
    return kongsberg(samklang)


HALF, REST = Part("school", share=Decimal("0.5"), takes_rest=True), "Say who takes the øre"
NO_WHOLE = (
    ([], "0 together"),
    ([HALF], "50 together"),
    ([Part("school", share=Decimal(1))], REST),
    ([HALF, Part("school", share=Decimal("0.5"))], "stands once"),
    ([HALF, Part("family", share=Decimal("0.5"))], "A family pays for its child's place"),
    ([Part("school", basis="money", takes_rest=True)], "Write the amount"),
    ([Part("school", basis="kind", minutes=60)], "Write the hours"),
    ([Part("school")], "how many per cent"),
)


def test_shares_that_are_no_whole_are_refused_with_what_is_wrong(world):
    for some, words in NO_WHOLE:
        with pytest.raises(Refused, match=words), transaction.atomic():
            shared_group(world, some)
    assert not rows(CostShare).exists()


def test_one_made_by_mistake_goes_and_what_is_used_stays(world):
    with pytest.raises(Refused, match="shared already under this name"):
        [shared_place(world, world.amal, ends_on=AUTUMN) for _time in range(2)]
    place, violin = rows(CostShare).get(), shared_violin(world)
    remove_cost_share(actor=world.actor, share_id=place.pk)
    entry = AuditEntry.objects.everything(why="a test").get(action="remove shared costs")
    assert entry.values["before"][f"agency-{world.nav.pk}"] == "0.5000"
    with pytest.raises(CostShare.DoesNotExist):
        remove_cost_share(actor=Actor.of(world.samklang.bodil), share_id=violin.pk)
    with pytest.raises(Refused, match="Say when it ends"):
        remove_cost_share(actor=world.actor, share_id=violin.pk)


def test_a_place_is_shared_once_at_a_time(world):
    shared_place(world, world.amal, ends_on=datetime.date(2025, 12, 31))
    with pytest.raises(Refused, match="shared already"):
        shared_place(world, world.amal)
    shared_place(world, world.amal, starts_on=SPRING)
    with pytest.raises(Refused, match="before the first"):
        shared_place(world, world.cato, ends_on=datetime.date(2025, 1, 1))


def test_an_activity_is_paid_by_agreement_by_a_municipality_a_grant_and_hours_in_kind(world):
    """The municipality is settled with; a grant is the school's own money, and in the school's currency."""
    school, run = world.samklang.kongsberg, world.intro.run
    agreement = Agreement.objects.create(
        school=school, kind="cooperation", title="Samarbeid", starts_on=AUTUMN, ends_on=SPRING
    )
    some = [
        Part("municipality", school.municipality_id, share=Decimal("0.3333"), case_reference="24/1"),
        Part("grant", grant(school).pk, share=Decimal("0.6667"), takes_rest=True),
        Part("agency", world.nav.pk, basis="kind", minutes=90, rate=33_333),
    ]
    facts = Facts(title="Felles øvelser", starts_on=AUTUMN, agreement_id=agreement.pk)
    values = {"actor": world.actor, "of": ACTIVITY, "pk": run.pk, "facts": facts}
    share = create_cost_share(**values, parts=some)
    note_shared_cost(actor=world.actor, share_id=share.pk, on=AUTUMN, text="Buss", amount=100_001)
    (item,) = items_of(school, LAST_OF_QUARTER)
    assert item.parts() == dict(zip(map(Payer.of, share.payers.all()), (16_665, 33_336, 50_000), strict=True))
    found = due_lines(school, [item])
    assert {payer.kind: money_of(lines) for payer, lines in found.items()} == {
        "agency": 0,
        "municipality": 16_665,
    }
    foreign = Part(
        "grant", grant(school, funder="Fond", currency="DKK").pk, share=Decimal(1), takes_rest=True
    )
    with pytest.raises(Grant.DoesNotExist), transaction.atomic():
        create_cost_share(**values | {"facts": replace(facts, title="DKK")}, parts=[foreign])
    strangers = Agreement.objects.create(
        school=world.samklang.roskilde, kind="cooperation", title="Fjernt", starts_on=AUTUMN, ends_on=SPRING
    )
    with pytest.raises(Agreement.DoesNotExist):
        create_cost_share(
            **values | {"facts": replace(facts, agreement_id=strangers.pk, title="Ny")}, parts=some
        )


def test_nothing_of_another_school_is_shared_and_no_stranger_pays(world):
    """Nor does an agency of another municipality, or a run that somebody else hosts."""
    stranger = world.samklang.group.partner_school
    facts = Facts(title="Plass", starts_on=AUTUMN)
    some = [Part("agency", stranger.pk, share=Decimal(1), takes_rest=True)]
    with pytest.raises(PartnerAgency.DoesNotExist):
        create_cost_share(actor=world.actor, of=PLACE, pk=world.amal.pk, facts=facts, parts=some)
    with pytest.raises(ProgrammeRun.DoesNotExist):
        create_cost_share(actor=world.actor, of=ACTIVITY, pk=world.samklang.run.pk, facts=facts, parts=[])
    share = shared_violin(world)
    with pytest.raises(CostShare.DoesNotExist):
        note_shared_cost(
            actor=Actor.of(world.samklang.bodil), share_id=share.pk, on=AUTUMN, text="Kjøp", amount=1
        )


def test_a_cost_is_within_the_days_and_on_no_day_less_than_nothing(world):
    """Nor is it written down twice: who sends a page again is told so."""
    share = shared_violin(world)
    (bought,) = rows(SharedCost).all()
    too_early = datetime.date(2025, 1, 1)
    for changes, words in (
        ({"on": too_early, "amount": 1}, "nothing is shared"),
        ({"on": AUTUMN, "amount": 0}, "above 0"),
        ({"on": bought.on, "amount": VIOLIN}, "written down already"),
    ):
        with pytest.raises(Refused, match=words):
            note_shared_cost(actor=world.actor, share_id=share.pk, text="Kjøp", **changes)
    for changes, words in (
        ({"on": SPRING, "amount": -VIOLIN - 1}, "No more can be taken back"),
        ({"on": too_early, "amount": 1}, "the day of the cost"),
        ({"on": SPRING, "amount": 0}, "changes nothing"),
    ):
        with pytest.raises(Refused, match=words):
            correct_shared_cost(actor=world.actor, cost_id=bought.pk, text="Kjøp", **changes)
    for on, amount in ((SPRING, 1_000), (NEXT_QUARTER, -VIOLIN)):
        correct_shared_cost(actor=world.actor, cost_id=bought.pk, on=on, text="Feil", amount=amount)
    with pytest.raises(Refused, match="No more can be taken back"):
        correct_shared_cost(actor=world.actor, cost_id=bought.pk, on=NEXT_QUARTER, text="Feil", amount=-1)
    assert not due(world, world.nav, NEXT_QUARTER)


def test_the_database_knows_what_a_share_and_a_settlement_can_be(world):
    share = shared_violin(world)
    wrong = [
        lambda: rows(CostShare).filter(pk=share.pk).update(group=world.deep),
        lambda: share.payers.filter(kind="school").update(agency=world.nav),
        lambda: share.payers.filter(kind="school").update(share=Decimal("1.5")),
        lambda: share.payers.update(takes_rest=True),
        lambda: rows(SharedCost).update(amount=0),
    ]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert parts_of(share) == parts(world)


def test_a_share_that_begins_within_a_half_year_takes_in_its_fee_and_the_next_share_the_next(world):
    """NAV decides in September; what another shares from November on begins with the spring."""
    fees(world)
    fees(world, SPRING)
    first = shared_place(
        world, world.amal, starts_on=datetime.date(2025, 9, 20), ends_on=datetime.date(2025, 10, 31)
    )
    second = shared_place(world, world.amal, title="Videre", starts_on=datetime.date(2025, 11, 1))
    school, through = world.samklang.kongsberg, datetime.date(2026, 6, 30)
    shared = {item.on: item.share for item in items_of(school, through) if item.share}
    assert shared == {AUTUMN: first, SPRING: second}
    for share, on in ((first, AUTUMN), (second, SPRING)):
        assert [item.on for item in items_of(school, through, share=share)] == [on]
