"""Lending in every state, volunteers with and without papers, people beside pupils, and a helper."""

import datetime
from itertools import islice

from django.utils import timezone

from participants.demonstration.marks import WHY
from participants.models import (
    BuddyMatch,
    Enrolment,
    EnrolmentMove,
    EnrolmentRole,
    EnrolmentState,
    Loan,
    Milestone,
    MilestoneKind,
    Participant,
)
from partners.models import (
    Contact,
    Equipment,
    EquipmentKind,
    PartnerAgency,
    Quality,
    Volunteer,
    VolunteerKind,
)
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import USER
from portal.demonstration.accounts import KONGSBERG_COORDINATOR, KONGSBERG_TEACHER
from portal.demonstration.names import Names
from portal.geography.models import Country
from programmes.models import Group, ProgrammeKind, RunState

LIBRARY, VOLUNTEER_CENTRE = "Kongsberg bibliotek", "Frivilligsentralen"
A_WEEK = 7
THINGS = (
    ("Bratsch", "K-14", Quality.HIGH, ""),
    ("Bratsch", "K-15", Quality.ORDINARY, ""),
    ("Fiolin 3/4", "K-21", Quality.ORDINARY, ""),
    ("Tverrfløyte", "K-30", Quality.HIGH, ""),
    ("Gitar", "B-2", Quality.ORDINARY, LIBRARY),
    ("Ukulele", "B-5", Quality.ORDINARY, LIBRARY),
    ("Cajon", "F-1", "", VOLUNTEER_CENTRE),
    ("Bærbar forsterker", "F-2", "", VOLUNTEER_CENTRE),
)
"""By name, number, quality and owner. In the source Rauma's volunteer centre lends a week at a time."""
SEEN, LONG_AGO = 40, 4 * 365
VOLUNTEERS = (
    (VolunteerKind.BUDDY, SEEN, SEEN),
    (VolunteerKind.COMPANION, LONG_AGO, SEEN),
    (VolunteerKind.LANGUAGE_HOST, None, None),
)
"""By kind, and how many days ago each paper was seen."""


def load(today: datetime.date) -> None:
    groups = Group.objects.everything(why=WHY).filter(
        run__programme__kind=ProgrammeKind.FORDYPNING, run__state=RunState.OPEN
    )
    younger, older = groups.select_related("run", "school__municipality").order_by("pk")[:2]
    coordinator = User.objects.get(email=KONGSBERG_COORDINATOR)
    teacher = User.objects.get(email=KONGSBERG_TEACHER)
    pupils = _pupils(younger)
    _lend(_things(younger.school), pupils, teacher, today, younger.run.ends_on)
    volunteers = _volunteers(younger.school, today)
    helper = _helper(younger, _pupils(older)[-1], coordinator, today)
    _beside(pupils, volunteers, helper, today)
    Milestone.objects.create(
        school=younger.school,
        participant=pupils[0],
        kind=MilestoneKind.OWN_WORK,
        words="Spilte sin egen melodi på huskonserten",
        on=today - datetime.timedelta(days=12),
        noted_by=teacher,
    )
    _some_papers(today)


def _pupils(group: Group) -> list[Participant]:
    people = Participant.objects.everything(why=WHY)
    return list(people.filter(enrolments__group=group, enrolments__state="enrolled").order_by("pk"))


def _things(school: CultureSchool) -> list[Equipment]:
    agencies = {
        one.name: one
        for one in PartnerAgency.objects.everything(why=WHY).filter(municipality=school.municipality)
    }
    return Equipment.objects.bulk_create(
        Equipment(
            school=school,
            name=name,
            label=label,
            kind=EquipmentKind.INSTRUMENT if quality else EquipmentKind.OTHER,
            quality=quality,
            owner=agencies.get(owner),
            loan_days=A_WEEK if owner == VOLUNTEER_CENTRE else None,
        )
        for name, label, quality, owner in THINGS
    )


def _lend(
    things: list[Equipment],
    pupils: list[Participant],
    teacher: User,
    today: datetime.date,
    run_ends_on: datetime.date,
) -> None:
    """To the end of the run, due tomorrow, overdue, and back again."""

    def loan(thing: int, pupil: int, lent: int, due_on: datetime.date, **fields: object) -> Loan:
        return Loan(
            school=things[thing].school,
            equipment=things[thing],
            participant=pupils[pupil],
            lent_on=today - datetime.timedelta(days=lent),
            due_on=due_on,
            lent_by=teacher,
            **fields,
        )

    tomorrow, late = today + datetime.timedelta(days=1), today - datetime.timedelta(days=3)
    back = {"returned_on": today - datetime.timedelta(days=9), "received_by": teacher}
    Loan.objects.bulk_create(
        [
            loan(0, 0, 60, max(run_ends_on, today), state_when_lent="Nye strenger, ripe i lokket"),
            loan(2, 1, 60, max(run_ends_on, today)),
            loan(6, 1, 6, tomorrow),
            loan(7, 2, 10, late, state_when_lent="Uten ledning"),
            loan(4, 0, 40, today - datetime.timedelta(days=10), state_when_returned="En streng røk", **back),
        ]
    )


def _volunteers(school: CultureSchool, today: datetime.date) -> list[Volunteer]:
    """Recruited by the volunteer centre, as in the source."""
    names = Names(country=Country.NORWAY, seed=6)
    centre = PartnerAgency.objects.everything(why=WHY).get(
        municipality=school.municipality, name=VOLUNTEER_CENTRE
    )

    def seen(days: int | None) -> datetime.date | None:
        return None if days is None else today - datetime.timedelta(days=days)

    return Volunteer.objects.bulk_create(
        Volunteer(
            school=school,
            agency=centre,
            name=f"{names.adult()} (demo)",
            phone="+47 00 00 00 00",
            kind=kind,
            starts_on=today - datetime.timedelta(days=90),
            police_certificate_seen_on=seen(certificate),
            confidentiality_seen_on=seen(declaration),
        )
        for kind, certificate, declaration in VOLUNTEERS
    )


def _helper(group: Group, person: Participant, coordinator: User, today: datetime.date) -> Participant:
    """An older pupil helps the younger."""
    helper = Enrolment.objects.create(
        school=group.school,
        group=group,
        participant=person,
        role=EnrolmentRole.HELPER,
        state=EnrolmentState.ENROLLED,
        applied_at=timezone.now() - datetime.timedelta(days=20),
        enrolled_on=today - datetime.timedelta(days=20),
    )
    move = EnrolmentMove.objects.create(
        school=group.school,
        enrolment=helper,
        to_state=EnrolmentState.ENROLLED,
        actor_kind=USER,
        decided_by=coordinator,
    )
    move.at = timezone.now() - datetime.timedelta(days=20)
    move.save(update_fields=["at"])
    return person


def _beside(
    pupils: list[Participant], volunteers: list[Volunteer], helper: Participant, today: datetime.date
) -> None:
    since = today - datetime.timedelta(days=30)
    matches = [
        BuddyMatch(
            school_id=pupil.school_id,
            participant=pupil,
            volunteer=volunteer,
            kind=volunteer.kind,
            starts_on=since,
        )
        for pupil, volunteer in islice(zip(pupils, volunteers, strict=False), 2)
    ]
    matches.append(
        BuddyMatch(
            school_id=helper.school_id,
            participant=pupils[2],
            helper=helper,
            kind=VolunteerKind.BUDDY,
            starts_on=since,
        )
    )
    BuddyMatch.objects.bulk_create(matches)


def _some_papers(today: datetime.date) -> None:
    """Of two thirds of the partners' staff both papers have been seen."""
    contacts = Contact.objects.everything(why=WHY)
    keys = list(contacts.order_by("pk").values_list("pk", flat=True))
    contacts.filter(pk__in=[key for place, key in enumerate(keys) if place % 3]).update(
        police_certificate_seen_on=today - datetime.timedelta(days=200),
        confidentiality_seen_on=today - datetime.timedelta(days=200),
    )
