"""A child about whom everything is stored that can be stored, each text with a mark of its own."""

import datetime

from django.utils import timezone

from participants.models import (
    Appeal,
    Attendance,
    Consent,
    Enrolment,
    EnrolmentMove,
    FamilyLink,
    Guardian,
    Letter,
    MarkChange,
    Message,
    NamedKeeper,
    Observation,
    Offer,
    Opening,
    Participant,
    Photo,
    PhotoPerson,
    Quote,
    Referral,
    RollConflict,
    SupportNeed,
    SuspectedPair,
)
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.documents import storage
from portal.jobs.models import Job
from programmes.models import Group, Session
from tests.db.around import lent, match, milestone, thing, volunteer
from tests.db.paying import paid
from tests.db.people import WHY, child, enrol

LATER = datetime.timedelta(days=90)


def job(task: str) -> Job:
    return Job.objects.create(task=task, language="da", state="done")


def link(person: Participant, **fields) -> FamilyLink:
    """The family's link, through which the child's applications came."""
    fields = {"language": "da", "expires_at": timezone.now() + LATER, **fields}
    row = FamilyLink.objects.create(school=person.school, **fields)
    person.applications.everything(why=WHY).update(link=row)
    return row


def file_on(person: Participant, mark: str) -> None:
    """Every text about an existing child, its guardian included, becomes `mark` and a number of its own."""
    for number, guardian in enumerate(person.guardians.everything(why=WHY)):
        guardian.name, guardian.phone = f"{mark} forælder{number}", f"+45 7{number} 12 34 56"
        guardian.email = f"{mark}.guardian{number}@example.org".lower()
        guardian.save()


def whole(of: Group, user: User, mark: str = "Mærke", **fields) -> Participant:
    """An enrolled child with one row of every kind that leads to a person."""
    school, now = of.school, timezone.now()
    person = child(
        school, f"{mark}fornavn", f"{mark}efternavn", birth_year=2014, birth_date="2014-03-05", **fields
    )
    file_on(person, mark)
    Guardian.objects.create(
        school=school, participant=person, name=f"{mark} uden ansvar", has_parental_responsibility=False
    )
    place = enrol(of, person)
    application = place.application
    application.attends_school, application.home_language = f"{mark} skole", f"{mark}sprog"
    application.what_helps, application.message = f"{mark} hjælper", f"{mark} besked"
    application.language = "da"
    application.link = link(person, email=f"{mark}.link@example.org".lower(), phone=f"{mark} 33")
    application.link.draft = {"given_name": f"{mark} kladde"}
    application.link.save()
    application.save()
    _decided(place, user, mark)
    _watched(person, place, user, mark)
    held = _held(of, person, user, mark)
    _around(person, held, user, mark)
    _told_of(person, held, user, mark)
    paid(place, user, mark)
    record(Actor.of(user), "save roll call", held, school=school, marks=1)
    record(Actor.of(user), "decide on place", place, school=school, group=of.pk)
    SupportNeed.objects.create(
        school=school,
        participant=person,
        what_helps=f"{mark} ro",
        to_avoid=f"{mark} larm",
        pause=f"{mark} gå ud",
        needs_companion=True,
        expires_on=now.date() + LATER,
    )
    return person


def _decided(place: Enrolment, user: User, mark: str) -> None:
    school, now, person = place.school, timezone.now(), place.participant
    move = EnrolmentMove.objects.create(
        school=school,
        enrolment=place,
        from_state="applied",
        to_state="enrolled",
        actor_kind="user",
        decided_by=user,
        grounds=f"{mark} begrundelse",
    )
    offer = Offer.objects.create(
        school=school, enrolment=place, made_at=now, answer_by=now.date() + LATER, ended_at=now
    )
    stored = storage.publish("letter.pdf", f"%PDF-1.7 {mark}".encode())
    Letter.objects.create(
        school=school,
        enrolment=place,
        move=move,
        job=job("letter"),
        language="da",
        file=stored.path,
        sha256=stored.sha256,
        made_at=now,
    )
    Message.objects.create(
        school=school,
        participant=person,
        link=place.application.link,
        offer=offer,
        kind="offer",
        channel="email",
        recipient=f"{mark}.message@example.org".lower(),
        job=job("message"),
    )
    Appeal.objects.create(
        school=school,
        enrolment=place,
        move=move,
        received_on=now.date(),
        text=f"{mark} klage",
        answered_on=now.date(),
        answered_by=user,
        outcome="upheld",
        answer=f"{mark} svar",
    )


def _watched(person: Participant, place: Enrolment, user: User, mark: str) -> None:
    school, now = person.school, timezone.now()
    Consent.objects.create(
        school=school, participant=person, purpose="photo", by="guardian", given_at=now, actor_kind="link"
    )
    NamedKeeper.objects.create(school=school, participant=person, user=user)
    if place.group.partner_school:
        Referral.objects.create(
            school=school,
            agency=place.group.partner_school,
            application=place.application,
            referred_by=user,
            reference=f"{mark}-17",
        )
    other = child(school, "Tvilling")
    SuspectedPair.objects.create(school=school, first=person, second=other)
    Opening.objects.create(
        school=school,
        participant=person,
        administrator=user,
        reason=f"{mark} grund",
        opened_at=now,
        ends_at=now,
    )


def _around(person: Participant, held: Session, user: User, mark: str) -> None:
    """Something lent, a volunteer beside her, somebody beside whom she is, a milestone."""
    lent(thing(person.school), person, user, state_when_lent=f"{mark} ridse")
    match(person, volunteer(person.school))
    match(child(person.school, "Tvillingen"), person)
    milestone(person, user, words=f"{mark} koncert", session=held)


def _told_of(person: Participant, held: Session, user: User, mark: str) -> None:
    """Two who marked differently, a correction, an observation, a quote."""
    now, whose = timezone.now(), {"school": person.school, "participant": person}
    changed = {"before": "present", "after": "late", "changed_at": now, "changed_by": user}
    MarkChange.objects.create(session=held, **changed, **whose)
    both = {"field": "mark", "stored": "present", "arrived": "late", "arrived_at": now, "sent_by": user}
    RollConflict.objects.create(session=held, **both, **whose)
    seen = {"moment": "start", "source": "staff", "scale": "community", "value": 4}
    by = {"run": held.group.run, "noted_by": user}
    Observation.objects.create(observed_on=now.date(), **seen, **by, **whose)
    words = {"text": f"{mark} citat", "name": f"{mark} navn", "role": f"{mark} rolle"}
    Quote.objects.create(consented_on=now.date(), **words, **by, **whose)


def _held(of: Group, person: Participant, user: User, mark: str) -> Session:
    starts_at = timezone.make_aware(datetime.datetime.combine(of.run.starts_on, datetime.time(9)))
    held = Session.objects.create(
        school=of.school,
        group=of,
        starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(minutes=45),
        state="held",
        note=f"{mark}fornavn sang med",
    )
    Attendance.objects.create(
        school=of.school,
        session=held,
        participant=person,
        mark="present",
        marked_at=starts_at,
        marked_by=user,
    )
    stored = storage.publish("photo.jpg", f"\xff\xd8 {mark}".encode())
    photo = Photo.objects.create(
        school=of.school,
        session=held,
        file=stored.path,
        sha256=stored.sha256,
        words=f"{mark} på scenen",
        added_by=user,
    )
    PhotoPerson.objects.create(photo=photo, participant=person)
    return held
