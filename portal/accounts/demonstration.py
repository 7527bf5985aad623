"""Schools, users and their roles, for the demonstration."""

import datetime

from django.contrib.auth.hashers import make_password

from portal.accounts.models import CultureSchool, Membership, User
from portal.demonstration import accounts
from portal.demonstration.collaborations import (
    collaborations,
    coordinator_address,
    teacher_address,
)
from portal.demonstration.names import Names
from portal.geography.models import Country, Municipality
from portal.scope.roles import Role

WHY = "the demonstration is loaded into an empty portal"
NORWEGIAN = (
    ("Kongsberg", "Kongsberg kulturskole"),
    ("Ås", "Ås kulturskole"),
    ("Alstahaug", "Alstahaug kulturskole"),
)
LED = {"Roskilde": accounts.LEADER, "Herlev": accounts.HERLEV_LEADER, "Ås": accounts.AAS_LEADER}


class _Staff:
    """Makes users with names that say what they are: part of the demonstration."""

    def __init__(self) -> None:
        self._password = make_password(accounts.PASSWORD)
        self._names = {code: Names(country=code, seed=1) for code in Country.values}

    def user(self, email: str, country: str) -> User:
        name = f"{self._names[country].adult()} (demo)"
        return User(email=email, name=name, country=country, password=self._password)


def load(today: datetime.date) -> None:
    municipalities = {row.name: row for row in _municipalities()}
    schools = _schools(municipalities)
    staff = _Staff()
    memberships = [
        Membership(user=staff.user(email, school.country), role=role, school=school)
        for school in schools
        for role, email in _people_of(school)
    ]
    memberships += [
        Membership(user=staff.user(email, home.country), role=Role.LEADER, municipality=home)
        for home, email in ((municipalities[name], email) for name, email in LED.items())
    ]
    memberships.append(
        Membership(user=staff.user(accounts.ADMINISTRATOR, Country.NORWAY), role=Role.ADMINISTRATOR)
    )
    others = [
        staff.user(accounts.PROGRAMME_LEAD, Country.DENMARK),
        staff.user(accounts.PARTNER_CONTACT, Country.DENMARK),
        staff.user(accounts.SUB_REGION_COORDINATOR, Country.NORWAY),
        staff.user(accounts.KONGSBERG_CONTACT, Country.NORWAY),
    ]
    User.objects.bulk_create([row.user for row in memberships] + others)
    Membership.objects.bulk_create(memberships)


def _municipalities() -> list[Municipality]:
    names = {row.municipality for row in collaborations()} | {name for name, _school in NORWEGIAN}
    return list(Municipality.objects.everything(why=WHY).filter(name__in=names))


def _schools(municipalities: dict[str, Municipality]) -> list[CultureSchool]:
    named = {row.municipality: row.culture_school for row in collaborations()} | dict(NORWEGIAN)
    schools = CultureSchool.objects.bulk_create(
        CultureSchool(name=school, municipality=municipalities[name], phone=_phone(municipalities[name]))
        for name, school in named.items()
    )
    for school in schools:
        school.serves.add(school.municipality)
    return schools


def _phone(municipality: Municipality) -> str:
    """A number that belongs to nobody."""
    calling = "+47" if municipality.country == Country.NORWAY else "+45"
    return f"{calling} 00 00 {municipality.code_in_2024[:2]} {municipality.code_in_2024[-2:]}"


def _people_of(school: CultureSchool) -> list[tuple[Role, str]]:
    name = school.municipality.name
    teachers = {email for row in collaborations() if row.municipality == name for email in row.teachers}
    teachers = teachers or {teacher_address(number, name) for number in (1, 2)}
    return [(Role.COORDINATOR, coordinator_address(name))] + [
        (Role.TEACHER, email) for email in sorted(teachers)
    ]
