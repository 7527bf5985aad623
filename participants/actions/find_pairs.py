"""The same child twice: what a coordinator should look at, and what joins by itself. Within one school."""

import datetime
from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from participants.models import Application, FamilyLink, Guardian, Participant, SuspectedPair
from participants.rules.same_child import (
    Known,
    contact_key,
    joins_through_contact,
    joins_through_link,
    may_be_same,
)
from portal.accounts.models import CultureSchool

Joins = Callable[[Known, Known], bool]

_WHY = "the people of one school are compared; nobody is shown to whoever applies"


def find_pairs(*, participant: Participant) -> list[SuspectedPair]:
    """Note whom of the same school the participant may be; what has been noted or decided stays as it is.

    Call it wherever a person is written: by a family, a partner, the staff, an import. It looks again once
    the transaction has committed: of two who apply at the same moment, the later to commit sees the other.
    """
    transaction.on_commit(partial(_look_again, participant.pk), robust=True)
    return _find(participant)


def known_child(
    *,
    school: CultureSchool,
    link: FamilyLink | None,
    given_name: str,
    family_name: str,
    birth_date: datetime.date | None,
    birth_year: int | None,
    verified_contact: str = "",
) -> Participant | None:
    """Whom the same link, or the same verified contact, has applied for before.

    `verified_contact` is empty where nobody has proved to be reached there.
    """
    known, people = Known(given_name, family_name, birth_date, birth_year), _people(school.pk)
    if link is not None:
        sent = people.filter(applications__link=link).distinct().order_by("pk")
        if found := _first(sent, known, joins_through_link):
            return found
    key = contact_key(verified_contact)
    if not key or birth_date is None:
        return None
    born_then = people.filter(birth_date=birth_date).order_by("pk")
    verified = [person for person in born_then if key in _verified_contacts(person)]
    return _first(verified, known, joins_through_contact)


def _first(people: Iterable[Participant], known: Known, joins: Joins) -> Participant | None:
    return next((person for person in people if joins(known, known_of(person))), None)


def _look_again(participant_id: int) -> None:
    person = Participant.objects.everything(why=_WHY).filter(pk=participant_id).first()
    if person is not None:
        _find(person)


def _find(participant: Participant) -> list[SuspectedPair]:
    person = _people(participant.school_id).filter(pk=participant.pk).first()
    if person is None:
        return []
    known = known_of(person)
    others = [other for other in _narrowed(person, known) if may_be_same(known, known_of(other))]
    keys = [tuple(sorted((person.pk, other.pk))) for other in others]
    SuspectedPair.objects.bulk_create(
        [SuspectedPair(school_id=person.school_id, first_id=one, second_id=two) for one, two in keys],
        ignore_conflicts=True,
    )
    pairs = SuspectedPair.objects.everything(why=_WHY).filter(school=person.school_id)
    return list(pairs.filter(Q(first=person) | Q(second=person)).order_by("pk"))


def _narrowed(person: Participant, known: Known) -> QuerySet:
    """Those born in the same year, those with the same contact, and those of the same name."""
    others = _people(person.school_id).exclude(pk=person.pk)
    near = Q(given_name__iexact=person.given_name, family_name__iexact=person.family_name)
    if known.year is None:
        near |= Q(given_name__iexact=person.given_name) | Q(family_name__iexact=person.family_name)
    else:
        near |= Q(birth_date__year=known.year) | Q(birth_date=None, birth_year=known.year)
        near |= Q(birth_date=None, birth_year=None)
    return others.filter(near | Q(pk__in=_sharing_contact(person)))


def _sharing_contact(person: Participant) -> set[int]:
    """People of the school with a guardian or a link that is reached as this one is."""
    emails = {one for one in _written_contacts(person) if "@" in one}
    endings = {key[-4:] for one in _written_contacts(person) - emails if (key := contact_key(one))}
    match = Q(pk__in=())
    for email in emails:
        match |= Q(email__iexact=email.strip())
    for ending in endings:
        match |= Q(phone__regex=r"\D*".join(ending) + r"\D*$")
    guardians = Guardian.objects.everything(why=_WHY).filter(match, school=person.school_id)
    links = FamilyLink.objects.everything(why=_WHY).filter(match, school=person.school_id)
    sent = Application.objects.everything(why=_WHY).filter(link__in=links)
    return {*guardians.values_list("participant", flat=True), *sent.values_list("participant", flat=True)}


def _people(school_id: int) -> QuerySet:
    """With what `known_of` reads."""
    guardians = Guardian.objects.everything(why=_WHY)
    applications = Application.objects.everything(why=_WHY).select_related("link")
    return (
        Participant.objects.everything(why=_WHY)
        .filter(school=school_id, removed_on=None)
        .prefetch_related(Prefetch("guardians", guardians), Prefetch("applications", applications))
    )


def known_of(person: Participant) -> Known:
    return Known(
        given_name="" if person.is_reference else person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        contacts=frozenset({contact_key(contact) for contact in _written_contacts(person)} - {""}),
    )


def _written_contacts(person: Participant) -> set[str]:
    reached: list[Guardian | FamilyLink] = [*person.guardians.all(), *_links(person)]
    return {contact for one in reached for contact in (one.email, one.phone) if contact}


def _verified_contacts(person: Participant) -> set[str]:
    """What a link or a guardian has proved. Of a link it is the one that messages go to."""
    speaking = [
        one for one in person.guardians.all() if one.has_parental_responsibility or one.is_representative
    ]
    reached: list[Guardian | FamilyLink] = [*speaking, *_links(person)]
    return {contact_key(one.email or one.phone) for one in reached if one.contact_verified_at}


def _links(person: Participant) -> list[FamilyLink]:
    return [application.link for application in person.applications.all() if application.link]
