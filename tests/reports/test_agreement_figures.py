"""How far a commitment is kept follows from what is logged in the runs and groups that were chosen."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from participants.models import CostShare, Settlement, SettlementLine, SharedCost
from partners.actions.save_party import Who, add_party
from partners.models import Agreement, AgreementParty, Commitment
from portal.audit.actor import Actor
from portal.audit.versions import ChangedMeanwhile
from programmes.actions.choose_uses import choose_uses, keys_of, version_of_uses
from programmes.models import ActualLine, CommitmentUse, Group, ProgrammeRun, Session, WorkHours
from reports.views.agreement_page import read_agreement
from tests.db import people
from tests.db.agreeing import FIRST, agency_in, draft, given, party, promised, rows, signed
from tests.db.people import Samklang

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 21)
NOTHING = version_of_uses(set())


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC), tick=False):
        yield


def chooses(samklang: Samklang, commitment: Commitment, *keys: tuple[int, int | None]) -> None:
    choose_uses(
        actor=Actor.of(samklang.bodil),
        agreement_id=commitment.agreement_id,
        commitment_id=commitment.pk,
        keys=keys,
        based_on=version_of_uses(keys_of(commitment)),
    )


def kept(samklang: Samklang, agreement: Agreement) -> dict[str, tuple[int, int]]:
    """By what was promised: logged, and noted by hand."""
    row = Agreement.objects.visible_to(samklang.bodil).select_related("school__municipality").get()
    lines = read_agreement(row, samklang.bodil, TODAY).lines
    return {line.commitment.service: (line.kept.logged, line.kept.by_hand) for line in lines}


def work(samklang: Samklang, group: Group | None, employer: str, minutes: int, **fields) -> None:
    user = samklang.ida if employer == "school" else None
    WorkHours.objects.create(
        **{
            "school": samklang.roskilde,
            "run": samklang.run,
            "group": group,
            "employer": employer,
            "user": user,
            "kind": "preparation",
            "people": 1 if user else 2,
            "minutes": minutes,
            "on": TODAY,
        }
        | fields
    )


def paid(samklang: Samklang, amount: int, **fields) -> None:
    common = {"run": samklang.run, "school": samklang.roskilde, "on": TODAY, "currency": "DKK"}
    ActualLine.objects.create(**{**common, "payer": "agency", "amount": amount, **fields})


def settled(
    samklang: Samklang, agreement: Agreement | None, amount: int, on: datetime.date, **fields
) -> None:
    """With Køge municipality, of a share of the run."""
    common = {"school": samklang.roskilde, "currency": "DKK"}
    share = CostShare.objects.create(
        **common, run=samklang.run, title="Spleiselag", agreement=agreement, starts_on=on
    )
    cost = SharedCost.objects.create(
        cost_share=share, on=on, text="Bus", amount=amount, noted_by=samklang.bodil
    )
    number = rows(Settlement).count() + 1
    settlement = Settlement.objects.create(
        **common,
        number=number,
        municipality=samklang.koege.municipality,
        starts_on=FIRST + datetime.timedelta(days=number),
        ends_on=TODAY,
        total=amount,
        closed_by=samklang.bodil,
    )
    SettlementLine.objects.create(
        settlement=settlement,
        cost_share=share,
        cost=cost,
        on=on,
        what="Bus",
        whole=amount,
        amount=amount,
        **fields,
    )


def test_each_unit_counts_what_it_says_in_what_was_chosen(samklang):
    agreement, group, run = draft(samklang), samklang.group, samklang.run
    rooms = promised(samklang, agreement, "agency", "room_hours", 1200, service="Lokaler")
    theirs = promised(samklang, agreement, "agency", "staff_hours", 600, service="Deres folk")
    ours = promised(samklang, agreement, "school", "staff_hours", 600, service="Vores folk")
    places = promised(samklang, agreement, "school", "places", 8, service="Pladser")
    money = promised(samklang, agreement, "school", "money", 10_000, service="Kurser", payer="agency")
    times = promised(samklang, agreement, "school", "times", 3, service="Koncerter")
    promised(samklang, agreement, "municipality", "money", 10_000, service="Tilskud")
    add_party(actor=Actor.of(samklang.bodil), agreement_id=agreement.pk, who=Who(school_id=samklang.koege.pk))
    of_koege = rows(AgreementParty).get(agreement=agreement, school=samklang.koege)
    signed(samklang, agreement)
    foreign = Commitment.objects.create(
        agreement=agreement, giver=of_koege, service="Køges folk", unit="staff_hours", quantity=600
    )
    library = agency_in(samklang, "Biblioteket")
    elsewhere = people.group(run, samklang.roskilde, "På biblioteket", partner_school=library)
    people.session(group, -3, state="held")
    people.session(group, -4, state="cancelled", cancel_reason="illness")
    people.session(samklang.other_group, -3, state="held")
    people.session(samklang.koege_group, -3, state="held")
    Session.objects.create(
        school=samklang.roskilde,
        group=group,
        state="held",
        starts_at=datetime.datetime(2025, 12, 31, 12, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2025, 12, 31, 13, tzinfo=datetime.UTC),
    )
    work(samklang, group, "partner", 30)
    work(samklang, group, "school", 45)
    work(samklang, None, "partner", 100)
    work(samklang, elsewhere, "partner", 500)
    for on, fields in (
        (TODAY, {}),
        (TODAY, {"in_kind": True}),
        (FIRST - datetime.timedelta(days=1), {}),
    ):
        settled(samklang, agreement, 1_200, on, **fields)
    settled(samklang, None, 700, TODAY)
    work(samklang, group, "partner", 90, on=datetime.date(2025, 12, 31))
    agency = samklang.group.partner_school
    paid(samklang, 4_000, agency=agency)
    paid(samklang, -500, agency=agency)
    paid(samklang, 7_000, agency=None)
    paid(samklang, 9_000, agency=agency, currency="NOK")
    paid(samklang, 2_000, agency=agency, basis="work", minutes=60, rate=2_000)
    paid(samklang, 3_000, payer="school")
    assert {words: stand for words, stand in kept(samklang, agreement).items() if any(stand)} == {
        "Tilskud": (1_200, 0)
    }

    for one in (rooms, theirs, ours, places, times):
        chooses(samklang, one, (run.pk, group.pk))
    chooses(samklang, money, (run.pk, None))
    chooses(samklang, foreign, (run.pk, None))
    given(samklang, rooms, 60, TODAY)
    assert kept(samklang, agreement) == {
        "Lokaler": (45, 60),
        "Deres folk": (60, 0),
        "Vores folk": (45, 0),
        "Pladser": (3, 0),
        "Kurser": (3_500, 0),
        "Koncerter": (1, 0),
        "Tilskud": (1_200, 0),
        "Køges folk": (0, 0),
    }
    # The whole run, of the own school alone; what belongs to no group counts then too, and nothing twice.
    chooses(samklang, rooms, (run.pk, None), (run.pk, group.pk))
    chooses(samklang, theirs, (run.pk, None))
    assert keys_of(rooms) == {(run.pk, None)}
    assert kept(samklang, agreement)["Lokaler"] == (90, 60)
    assert kept(samklang, agreement)["Deres folk"] == (260, 0)


def test_what_counts_is_of_ones_own_school_and_based_on_what_was_seen(samklang):
    agreement = draft(samklang)
    row = promised(samklang, agreement, "agency", "places", 5)
    about = {"agreement_id": agreement.pk, "commitment_id": row.pk}
    bodil = {"actor": Actor.of(samklang.bodil), "based_on": NOTHING, **about}
    elsewhere = people.run(samklang.programme, [samklang.koege], "Kun Køge")
    for key, error in (
        ((elsewhere.pk, None), ProgrammeRun.DoesNotExist),
        ((samklang.run.pk, samklang.koege_group.pk), Group.DoesNotExist),
        ((samklang.run.pk, samklang.closed_group.pk), Group.DoesNotExist),
    ):
        with pytest.raises(error):
            choose_uses(**bodil, keys={key})
    with pytest.raises(Agreement.DoesNotExist):
        choose_uses(actor=Actor.of(samklang.kim), based_on=NOTHING, **about, keys=set())
    for _twice in range(2):
        choose_uses(**bodil, keys={(samklang.run.pk, None)})
    with pytest.raises(ChangedMeanwhile):
        choose_uses(**bodil, keys=set())
    assert rows(CommitmentUse).count() == 1


def test_the_bar_says_what_lags_and_the_sentence_what_was_given(samklang, browser_of):
    agreement = draft(samklang)
    promised(samklang, agreement, "agency", "room_hours", 1200)
    signed(samklang, agreement)
    answer = browser_of(samklang.bodil).get(reverse("reports:agreement", args=[agreement.pk]))
    page = answer.context["page"]
    assert page.standing.value == "to renew" and page.lines[0].lags
    assert b"share-ceiling" in answer.content
    assert party(agreement, "agency").contact.name in answer.content.decode()
