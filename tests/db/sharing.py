"""Kongsberg's fordypning of last school year: two levels, who pays, and a violin."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from participants.actions.make_fees import make_fees
from participants.actions.note_shared_cost import note_shared_cost
from participants.actions.save_cost_share import GROUP, PLACE, THING, Facts, Part, create_cost_share
from participants.models import CostShare, Enrolment, Fee, SchoolSettings
from participants.owed import Payer, items_of
from participants.settling import due_lines
from partners.models import AgencyKind, Equipment, PartnerAgency
from portal.audit.actor import Actor
from programmes.models import Format, Group, Programme
from tests.db import people
from tests.db.people import WHY, Samklang

AUTUMN, SPRING = datetime.date(2025, 8, 1), datetime.date(2026, 1, 1)
FIRST_OF_QUARTER, LAST_OF_QUARTER = datetime.date(2025, 7, 1), datetime.date(2025, 9, 30)
NEXT_QUARTER = datetime.date(2025, 10, 1)
ORDINARY, TRIPS, VIOLIN = 208_000, 120_000, 999_999


@dataclass
class Kongsberg:
    samklang: Samklang
    actor: Actor
    nav: PartnerAgency
    integration: PartnerAgency
    intro: Group
    """1.5 times the ordinary fee."""
    deep: Group
    """2 times, and trips."""
    amal: Enrolment
    """In the first level."""
    bjorn: Enrolment
    """In the second, her brother by the guardian's number; Cato is of another family."""
    cato: Enrolment
    violin: Equipment


def rows(model: type):
    return model.objects.everything(why=WHY)


def kongsberg(samklang: Samklang) -> Kongsberg:
    school = samklang.kongsberg
    SchoolSettings.objects.create(school=school, semester_fee=ORDINARY, sibling_reduction=Decimal("0.25"))
    programme = Programme.objects.create(public_name="Fordypning", kind="talent", country="NO")
    year = people.run(
        programme,
        [school],
        "2025/26",
        starts_on=AUTUMN,
        ends_on=datetime.date(2026, 6, 20),
        retention_on=datetime.date(2031, 6, 20),
    )
    levels = {
        name: Format.objects.create(
            programme=programme, name=name, session_minutes=30, fee_factor=factor, trips_are_extra=extra
        )
        for name, factor, extra in (("Intro", "1.5", False), ("Fordypning", "2", True))
    }
    intro, deep = (people.group(year, school, name, 8, format=level) for name, level in levels.items())
    agencies = [
        PartnerAgency.objects.create(municipality=school.municipality, name=name, kind=kind)
        for name, kind in (
            ("NAV Kongsberg", AgencyKind.LABOUR_WELFARE),
            ("Integreringstjenesten", AgencyKind.INTEGRATION),
        )
    ]
    cato = people.child(school, "Cato")
    cato.guardians.update(phone="+47 90 00 00 00")
    return Kongsberg(
        samklang,
        Actor.of(samklang.kari),
        *agencies,
        intro,
        deep,
        people.enrol(intro, people.child(school, "Amal")),
        people.enrol(deep, people.child(school, "Bjørn")),
        people.enrol(deep, cato),
        Equipment.objects.create(school=school, name="Fiolin 4/4", label="K-40", kind="instrument"),
    )


def fees(world: Kongsberg, day: datetime.date = AUTUMN) -> dict[str, Fee]:
    """By the child's name."""
    make_fees(
        actor=world.actor,
        school_id=world.samklang.kongsberg.pk,
        day=day,
        trips={world.intro.pk: TRIPS, world.deep.pk: TRIPS},
    )
    made = rows(Fee).filter(school=world.samklang.kongsberg, starts_on=day)
    return {
        fee.enrolment.participant.given_name: fee for fee in made.select_related("enrolment__participant")
    }


def parts(world: Kongsberg, *, family: bool = False) -> list[Part]:
    """NAV a half, the integration service three tenths, the rest the school's or the family's."""
    return [
        Part("agency", world.nav.pk, share=Decimal("0.5"), case_reference="NAV-771"),
        Part("agency", world.integration.pk, share=Decimal("0.3"), case_reference="INT-4"),
        Part("family" if family else "school", share=Decimal("0.2"), takes_rest=True),
    ]


def shared_violin(world: Kongsberg, **facts) -> CostShare:
    """Bought in September."""
    share = create_cost_share(
        actor=world.actor,
        of=THING,
        pk=world.violin.pk,
        facts=Facts(**{"title": "Fiolin til utlån", "starts_on": AUTUMN, **facts}),
        parts=parts(world),
    )
    note_shared_cost(
        actor=world.actor,
        share_id=share.pk,
        on=datetime.date(2025, 9, 12),
        text="Kjøp",
        amount=VIOLIN,
    )
    return share


def shared_place(world: Kongsberg, place: Enrolment, **facts) -> CostShare:
    return create_cost_share(
        actor=world.actor,
        of=PLACE,
        pk=place.pk,
        facts=Facts(**{"title": "Plass i fordypning", "starts_on": AUTUMN, **facts}),
        parts=parts(world, family=True),
    )


def shared_group(world: Kongsberg, some: list[Part]) -> CostShare:
    facts = Facts(title="Samlinger", starts_on=AUTUMN)
    return create_cost_share(actor=world.actor, of=GROUP, pk=world.deep.pk, facts=facts, parts=some)


def due(world: Kongsberg, agency: PartnerAgency, through: datetime.date = LAST_OF_QUARTER):
    school = world.samklang.kongsberg
    return due_lines(school, items_of(school, through)).get(Payer("agency", agency.pk), [])
