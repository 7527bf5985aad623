"""Named personas and small factories: two Danish schools and a Norwegian one, with a run and its groups."""

import datetime
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from participants.models import (
    Application,
    Enrolment,
    EnrolmentMove,
    Guardian,
    NamedKeeper,
    Participant,
    Place,
    SuspectedPair,
)
from participants.models.application import Applicant
from partners.models import AgencyKind, PartnerAgency
from portal.accounts.models import CultureSchool, Membership, User
from portal.geography.models import Municipality
from portal.scope.roles import Role
from programmes.models import (
    Group,
    Programme,
    ProgrammeMembership,
    ProgrammeRun,
    ProgrammeSchool,
    RunSchool,
    Session,
    Staffing,
)

WHY = "a test builds its world"
PASSWORD = "a long enough password"


@dataclass
class Samklang:
    """Who and what a test finds. Roskilde is home; Køge is the other school; Kongsberg is Norwegian."""

    roskilde: CultureSchool
    koege: CultureSchool
    kongsberg: CultureSchool
    bodil: User
    """Coordinator in Roskilde."""
    ida: User
    """Teacher in Roskilde, works in `group`."""
    otto: User
    """Teacher in Roskilde, works in `other_group` alone."""
    lone: User
    """Municipal leader of Roskilde."""
    kim: User
    """Coordinator in Køge."""
    tove: User
    """Teacher in Køge, works in `koege_group`."""
    kari: User
    """Coordinator in Kongsberg."""
    petra: User
    """Lead of the programme."""
    asta: User
    """Administrator."""
    nils: User
    """Signed in, without any role."""
    programme: Programme
    run: ProgrammeRun
    closed_run: ProgrammeRun
    group: Group
    """Roskilde's, in the open run: eight places, Amina, Bo and Clara enrolled."""
    other_group: Group
    """Roskilde's, in the open run: four places, Dagny enrolled."""
    closed_group: Group
    """Roskilde's, in the closed run: Amina completed."""
    koege_group: Group
    amina: Participant
    bo: Participant
    clara: Participant
    dagny: Participant
    erik: Participant
    """In Køge's group."""
    yesterday: Session
    """Of `group`, not logged."""
    today: Session
    tomorrow: Session
    koege_session: Session


@cache
def _hashed(password: str) -> str:
    """Hashed once: it takes long on purpose."""
    return make_password(password)


def municipality(country: str, code: str, name: str) -> Municipality:
    everything = Municipality.objects.everything(why=WHY)
    return everything.get_or_create(country=country, code_in_2024=code, defaults={"name": name})[0]


def school(name: str, where: Municipality) -> CultureSchool:
    return CultureSchool.objects.create(name=name, municipality=where, phone="+45 70 00 00 00")


def person(name: str, role: Role | None = None, at: CultureSchool | Municipality | None = None) -> User:
    """A user with the password PASSWORD, and with `role` at a school or in a municipality if one is given."""
    country = at.country if at else "DK"
    email = f"{name.split()[0].lower()}@example.org"
    user = User.objects.create(email=email, password=_hashed(PASSWORD), name=name, country=country)
    if role:
        give_role(user, role, at)
    return user


def give_role(user: User, role: Role, at: CultureSchool | Municipality | None = None) -> Membership:
    return Membership.objects.create(
        user=user,
        role=role,
        school=at if isinstance(at, CultureSchool) else None,
        municipality=at if isinstance(at, Municipality) else None,
    )


def child(at: CultureSchool, given_name: str, family_name: str = "Prøvedal", **fields) -> Participant:
    """A child with one guardian; `address_protection="strictly"` makes the address a protected one."""
    fields = {"grade": 3, "grade_country": at.country, **fields}
    row = Participant.objects.create(school=at, given_name=given_name, family_name=family_name, **fields)
    Guardian.objects.create(
        school=at, participant=row, name=f"{given_name}s forælder", phone="+45 71 00 00 00"
    )
    return row


def named_for(row: Participant, *users: User) -> None:
    NamedKeeper.objects.bulk_create(
        [NamedKeeper(school=row.school, participant=row, user=user) for user in users]
    )


def run(programme: Programme, schools: list[CultureSchool], name: str, **fields) -> ProgrammeRun:
    """An open run around today, unless `fields` say otherwise; the first school is its host."""
    today = timezone.localdate()
    fields = {
        "state": "open",
        "starts_on": today - datetime.timedelta(days=60),
        "ends_on": today + datetime.timedelta(days=60),
        "retention_on": today + datetime.timedelta(days=800),
        **fields,
    }
    row = ProgrammeRun.objects.create(programme=programme, host_school=schools[0], name=name, **fields)
    RunSchool.objects.bulk_create([RunSchool(run=row, school=one) for one in schools])
    return row


def group(
    of: ProgrammeRun, at: CultureSchool, name: str, capacity: int = 8, *teachers: User, **fields
) -> Group:
    row = Group.objects.create(run=of, school=at, name=name, capacity=capacity, **fields)
    Staffing.objects.bulk_create([Staffing(school=at, group=row, user=user) for user in teachers])
    return row


def applies(
    of: Group, row: Participant, *, minutes_ago: int = 60, state: str = "applied", **fields
) -> Enrolment:
    """An application in `state`, with the first step of its history."""
    at = timezone.now() - datetime.timedelta(minutes=minutes_ago)
    application, _ = Application.objects.everything(why=WHY).get_or_create(
        run=of.run,
        participant=row,
        defaults={"school": of.school, "applicant": Applicant.PARENT, "submitted_at": at},
    )
    if state == "waitlisted":
        fields.setdefault("waiting_since", at)
    enrolment = Enrolment.objects.create(
        school=of.school,
        group=of,
        participant=row,
        application=application,
        applied_at=at,
        state=state,
        **fields,
    )
    EnrolmentMove.objects.create(
        school=of.school, enrolment=enrolment, to_state="applied", actor_kind="link", grounds=""
    )
    return enrolment


def enrol(of: Group, row: Participant, *, state: str = "enrolled", **fields) -> Enrolment:
    """A taken place (`enrolled` or `offered`), or one that has been (`completed`), with its number."""
    if state != "offered":
        fields.setdefault("enrolled_on", of.run.starts_on)
    enrolment = applies(of, row, minutes_ago=60 * 24 * 90, state=state, **fields)
    if state in ("enrolled", "offered"):
        taken = Place.objects.everything(why=WHY).filter(group=of).count()
        Place.objects.create(school=of.school, group=of, number=taken + 1, enrolment=enrolment)
    return enrolment


def fill(of: Group, *, leaving: int = 0) -> list[Enrolment]:
    """Enrol made-up children until only `leaving` places of the group are free."""
    taken = Place.objects.everything(why=WHY).filter(group=of).count()
    return [enrol(of, child(of.school, f"Fyld{number}")) for number in range(taken, of.capacity - leaving)]


def pair_of(one: Participant, other: Participant, **fields) -> SuspectedPair:
    low, high = sorted((one, other), key=lambda person: person.pk)
    return SuspectedPair.objects.create(school=one.school, first=low, second=high, **fields)


def session(of: Group, days: int, *, hour: int = 13, **fields) -> Session:
    """A planned session of 45 minutes, `days` from today."""
    midnight = timezone.localtime().replace(hour=hour, minute=15, second=0, microsecond=0)
    starts_at = midnight + datetime.timedelta(days=days)
    ends_at = starts_at + datetime.timedelta(minutes=45)
    return Session.objects.create(school=of.school, group=of, starts_at=starts_at, ends_at=ends_at, **fields)


def build() -> Samklang:
    roskilde_m = municipality("DK", "0265", "Roskilde")
    roskilde = school("Kulturskolen Roskilde", roskilde_m)
    koege = school("Musikskolen Køge", municipality("DK", "0259", "Køge"))
    kongsberg = school("Kulturskolen Kongsberg", municipality("NO", "3303", "Kongsberg"))
    users = {
        "bodil": person("Bodil Koglehøj", Role.COORDINATOR, roskilde),
        "ida": person("Ida Lærkedal", Role.TEACHER, roskilde),
        "otto": person("Otto Fyrmark", Role.TEACHER, roskilde),
        "lone": person("Lone Rådlund", Role.LEADER, roskilde_m),
        "kim": person("Kim Stenvad", Role.COORDINATOR, koege),
        "tove": person("Tove Engbro", Role.TEACHER, koege),
        "kari": person("Kari Fossmo", Role.COORDINATOR, kongsberg),
        "petra": person("Petra Kvistgren"),
        "asta": person("Asta Bølgemark", Role.ADMINISTRATOR),
        "nils": person("Nils Ingenrolle"),
    }
    programme = Programme.objects.create(
        public_name="Musik for alle", kind="special_needs_group", country="DK", age_group="children"
    )
    for one in (roskilde, koege):
        ProgrammeSchool.objects.create(programme=programme, school=one, valid_from=datetime.date(2024, 1, 1))
    ProgrammeMembership.objects.create(user=users["petra"], programme=programme)
    this_run = run(programme, [roskilde, koege], "Denne sæson")
    closed_run = run(
        programme,
        [roskilde, koege],
        "Efterår 2024",
        state="closed",
        starts_on=datetime.date(2024, 8, 26),
        ends_on=datetime.date(2024, 12, 13),
    )
    partner = PartnerAgency.objects.create(
        municipality=roskilde_m, name="Prøvevangens Skole", kind=AgencyKind.SCHOOL
    )
    groups = {
        "group": group(this_run, roskilde, "Prøvevangen", 8, users["ida"], partner_school=partner),
        "other_group": group(this_run, roskilde, "Lilleskoven", 4, users["otto"]),
        "closed_group": group(closed_run, roskilde, "Prøvevangen 2024", 8, users["ida"]),
        "koege_group": group(this_run, koege, "Havnen", 4, users["tove"]),
    }
    children = {
        "amina": child(roskilde, "Amina"),
        "bo": child(roskilde, "Bo"),
        "clara": child(roskilde, "Clara"),
        "dagny": child(roskilde, "Dagny"),
        "erik": child(koege, "Erik"),
    }
    for name in ("amina", "bo", "clara"):
        enrol(groups["group"], children[name])
    enrol(groups["other_group"], children["dagny"])
    enrol(groups["koege_group"], children["erik"])
    enrol(groups["closed_group"], children["amina"], state="completed", left_on=closed_run.ends_on)
    return Samklang(
        roskilde=roskilde,
        koege=koege,
        kongsberg=kongsberg,
        programme=programme,
        run=this_run,
        closed_run=closed_run,
        yesterday=session(groups["group"], -1),
        today=session(groups["group"], 0),
        tomorrow=session(groups["group"], 1),
        koege_session=session(groups["koege_group"], -1),
        **users,
        **groups,
        **children,
    )
