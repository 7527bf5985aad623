"""Two people side by side, line by line, with what differs."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from participants.models import Application, Enrolment, Guardian, Participant, SuspectedPair
from participants.rules.same_child import contact_key

_BOTH = "both people of the pair, which the coordinator sees"


@dataclass(frozen=True)
class Fact:
    """What is known of the first and of the second, as lines to read."""

    label: str | Promise
    first: list[str]
    second: list[str]

    @property
    def differs(self) -> bool:
        return [line.casefold() for line in self.first] != [line.casefold() for line in self.second]


@dataclass(frozen=True)
class PairPage:
    pair: SuspectedPair
    facts: list[Fact]


def read_pair_page(pair: SuspectedPair) -> PairPage:
    people = (pair.first, pair.second)
    guardians = _by_person(Guardian.objects.everything(why=_BOTH), people)
    applications = _by_person(Application.objects.everything(why=_BOTH).select_related("run"), people)
    places = _by_person(Enrolment.objects.everything(why=_BOTH).select_related("group__run"), people)
    lines = [
        (_("Name"), [[str(person)] for person in people]),
        (_("Born"), [_born(person) for person in people]),
        (_("Grade"), [_grade(person) for person in people]),
        (_("Guardians"), [sorted(_guardian(row) for row in rows if row.name) for rows in guardians]),
        (_("Phone and e-mail"), [sorted(set(_contacts(rows))) for rows in guardians]),
        (_("School"), [_said(rows, "attends_school") for rows in applications]),
        (_("Language at home"), [_said(rows, "home_language") for rows in applications]),
        (_("What helps"), [_said(rows, "what_helps") for rows in applications]),
        (_("Applied"), [[_application(row) for row in rows] for rows in applications]),
        (_("Groups"), [[_place(row) for row in rows] for rows in places]),
    ]
    facts = [Fact(label, *values) for label, values in lines]
    return PairPage(pair, [fact for fact in facts if fact.first or fact.second])


def _by_person(rows: QuerySet, people: tuple[Participant, Participant]) -> list[list]:
    found = list(rows.filter(participant__in=people).order_by("pk"))
    return [[row for row in found if row.participant_id == person.pk] for person in people]


def _born(person: Participant) -> list[str]:
    if person.birth_date:
        return [date_format(person.birth_date, "j.n.Y")]
    return [str(person.birth_year)] if person.birth_year else []


def _grade(person: Participant) -> list[str]:
    if person.grade is None:
        return []
    return [f"{person.grade} ({person.get_grade_country_display()})"]


def _guardian(guardian: Guardian) -> str:
    if guardian.has_parental_responsibility or guardian.is_representative:
        return guardian.name
    return _("%(name)s (without parental responsibility)") % {"name": guardian.name}


def _contacts(guardians: list[Guardian]) -> list[str]:
    written = (contact for one in guardians for contact in (one.phone, one.email) if contact)
    return [contact_key(contact) or contact for contact in written]


def _said(applications: list[Application], field: str) -> list[str]:
    return [value for value in dict.fromkeys(getattr(row, field) for row in applications) if value]


def _application(application: Application) -> str:
    day = date_format(application.submitted_at, "SHORT_DATE_FORMAT")
    by = application.get_applicant_display()
    return f"{application.run.name}, {day}, {by}"


def _place(enrolment: Enrolment) -> str:
    return f"{enrolment.group.name}: {enrolment.get_state_display()}"
