"""Things around a child, as their people leave them."""

import datetime

from django.utils import timezone

from participants.models import BuddyMatch, Enrolment, Loan, Milestone, Participant
from partners.models import Contact, Equipment, PartnerAgency, Volunteer
from portal.accounts.models import CultureSchool, User
from programmes.models import Group, Staffing
from tests.db.people import WHY, enrol


def rows(model: type):
    return model.objects.everything(why=WHY)


def today(days: int = 0) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def thing(at: CultureSchool, name: str = "Bratsch", **fields) -> Equipment:
    return Equipment.objects.create(school=at, name=name, **{"kind": "instrument", **fields})


def pool(at: CultureSchool) -> PartnerAgency:
    """A volunteer centre of the school's municipality that lends things for a week."""
    return rows(PartnerAgency).get_or_create(
        municipality=at.municipality, name="Frivilligcentret", defaults={"kind": "volunteer_centre"}
    )[0]


def lent(what: Equipment, to: Participant, by: User, *, days: int = 7, **fields) -> Loan:
    """Due in so many days; since ten days or longer."""
    return Loan.objects.create(
        school=what.school,
        equipment=what,
        participant=to,
        lent_by=by,
        lent_on=min(today(days), today(-10)),
        due_on=today(days),
        **fields,
    )


def volunteer(at: CultureSchool, name: str = "Frida Hjælpsom", **fields) -> Volunteer:
    fields = {"kind": "buddy", "starts_on": today(-100), **fields}
    return Volunteer.objects.create(school=at, name=name, **fields)


def match(of: Participant, beside: Volunteer | Participant, **fields) -> BuddyMatch:
    who = {"volunteer": beside} if isinstance(beside, Volunteer) else {"helper": beside}
    fields = {"kind": "buddy", "starts_on": today(-10), **fields}
    return BuddyMatch.objects.create(school=of.school, participant=of, **who, **fields)


def milestone(of: Participant, by: User, **fields) -> Milestone:
    fields = {"kind": "own_work", "on": today(-1), **fields}
    return Milestone.objects.create(school=of.school, participant=of, noted_by=by, **fields)


def helper(of: Group, person: Participant, *, since: int = -30) -> Enrolment:
    return Enrolment.objects.create(
        school=of.school,
        group=of,
        participant=person,
        role="helper",
        state="enrolled",
        applied_at=timezone.now(),
        enrolled_on=today(since),
    )


def partners_person(of: Group, name: str = "Pia Partnerkor") -> Contact:
    """Somebody of the partner who works in the group."""
    agency = pool(of.school)
    contact = Contact.objects.create(agency=agency, name=name, valid_from=today(-400))
    Staffing.objects.create(school=of.school, group=of, contact=contact)
    return contact


def had_a_place(of: Group, person: Participant) -> Enrolment:
    return enrol(of, person, state="completed", left_on=of.run.ends_on)
