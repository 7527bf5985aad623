"""The rows that are measured: groups of several sizes with sessions to log, and applications to decide on."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from participants.models import SupportNeed
from partners.models import Contact
from programmes.models import Group, Session, Staffing
from tests.db import people
from tests.db.people import Samklang

ROLL = 20
SIZES = (10, 100, 300)
SAVINGS = 100
DECISIONS_A_GROUP = 10
DECISION_GROUPS = 8


@dataclass
class World:
    samklang: Samklang
    roll: Group
    unlogged: list[Session]
    """Sessions of `roll`, each to be saved once."""
    by_size: dict[int, Session]
    applied: list[int]
    """Ids of enrolments that a place can be found for."""


def build() -> World:
    samklang = people.build()
    roll = _group(samklang, ROLL)
    return World(
        samklang=samklang,
        roll=roll,
        unlogged=[people.session(roll, -1 - n % 50, hour=8 + n // 50) for n in range(SAVINGS)],
        by_size={size: people.session(_group(samklang, size), -1) for size in SIZES},
        applied=[pk for number in range(DECISION_GROUPS) for pk in _applied(samklang, number)],
    )


def _group(samklang: Samklang, size: int) -> Group:
    """Staffed by two of the school and one of the partner; one child in five has a need card."""
    group = people.group(
        samklang.run, samklang.roskilde, f"Gruppe {size}", size, samklang.ida, samklang.otto, venue="Salen"
    )
    today = timezone.localdate()
    contact = Contact.objects.create(
        agency=samklang.group.partner_school, name="Prøve Kontakt", valid_from=today - datetime.timedelta(300)
    )
    Staffing.objects.create(school=samklang.roskilde, group=group, contact=contact)
    for number in range(size):
        child = people.child(samklang.roskilde, f"Barn{number}", "Målesen")
        people.enrol(group, child)
        if number % 5 == 0:
            SupportNeed.objects.create(
                school=samklang.roskilde,
                participant=child,
                what_helps="En pause hvert kvarter",
                expires_on=today + datetime.timedelta(90),
            )
    return group


def _applied(samklang: Samklang, number: int) -> list[int]:
    """A group of twenty places, half of them taken, and the applications for the other half."""
    group = people.group(samklang.run, samklang.roskilde, f"Søkere {number}", 2 * DECISIONS_A_GROUP)
    people.fill(group, leaving=DECISIONS_A_GROUP)
    children = [people.child(samklang.roskilde, f"Søker{n}") for n in range(DECISIONS_A_GROUP)]
    return [people.applies(group, child).pk for child in children]
