"""Enrolments with the steps that led to them."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils import timezone

from participants.models import (
    Application,
    Enrolment,
    EnrolmentMove,
    EnrolmentState,
    Ground,
    Participant,
    Place,
)
from participants.models.application import Applicant
from portal.accounts.models import User
from portal.audit.actor import LINK, SYSTEM, USER
from programmes.models import Group

APPLIED, WAITLISTED, ENROLLED, COMPLETED = (
    EnrolmentState.APPLIED,
    EnrolmentState.WAITLISTED,
    EnrolmentState.ENROLLED,
    EnrolmentState.COMPLETED,
)
APPLIED_BEFORE, DECIDED_BEFORE = datetime.timedelta(days=30), datetime.timedelta(days=12)


class Places:
    """Gathers enrolments, moves and places, and writes them all at once."""

    def __init__(self) -> None:
        self.applications: list[Application] = []
        self.enrolments: list[Enrolment] = []
        self.places: list[Place] = []
        self.moves: list[EnrolmentMove] = []

    def complete(self, group: Group, people: Iterable[Participant], coordinator: User) -> None:
        """Enrolled from the first day of a closed run to its last."""
        run = group.run
        for person in people:
            one = self._enrolment(group, person, COMPLETED, enrolled_on=run.starts_on, left_on=run.ends_on)
            self._enrolled(one, coordinator)
            self.step(one, ENROLLED, COMPLETED, _noon(run.ends_on), SYSTEM)

    def enrol(self, group: Group, people: Sequence[Participant], coordinator: User) -> None:
        """Enrolled since the first day of a run that is going on, with numbered places."""
        for number, person in enumerate(people, start=1):
            one = self._enrolment(group, person, ENROLLED, enrolled_on=group.run.starts_on)
            self._apply(one, "", one.applied_at)
            self._enrolled(one, coordinator)
            self.places.append(Place(school_id=group.school_id, group=group, number=number, enrolment=one))

    def wait(
        self, group: Group, person: Participant, coordinator: User, *, since: datetime.datetime, grounds: str
    ) -> None:
        one = self._enrolment(group, person, WAITLISTED, waiting_since=since)
        self._apply(one, "", one.applied_at)
        self.step(one, "", APPLIED, one.applied_at, LINK)
        self.step(one, APPLIED, WAITLISTED, since, USER, coordinator, grounds)

    def apply(self, group: Group, person: Participant, *, when: datetime.datetime, message: str) -> None:
        """A new application that nobody has decided yet."""
        one = self._enrolment(group, person, APPLIED)
        one.applied_at = when
        self._apply(one, message, when)
        self.step(one, "", APPLIED, when, LINK)

    def save(self) -> None:
        Application.objects.bulk_create(self.applications)
        Enrolment.objects.bulk_create(self.enrolments)
        Place.objects.bulk_create(self.places)
        times = [move.at for move in self.moves]
        EnrolmentMove.objects.bulk_create(self.moves, batch_size=500)
        for move, at in zip(self.moves, times, strict=True):
            move.at = at
        # Creation stamps the time of writing; these steps were taken earlier.
        EnrolmentMove.objects.bulk_update(self.moves, ["at"], batch_size=200)

    def _enrolment(
        self, group: Group, person: Participant, state: EnrolmentState, **fields: object
    ) -> Enrolment:
        one = Enrolment(
            school=group.school,
            group=group,
            participant=person,
            state=state,
            applied_at=_noon(group.run.starts_on) - APPLIED_BEFORE,
            **fields,
        )
        self.enrolments.append(one)
        return one

    def _enrolled(self, one: Enrolment, coordinator: User) -> None:
        self.step(one, "", APPLIED, one.applied_at, LINK)
        decided = one.applied_at + APPLIED_BEFORE - DECIDED_BEFORE
        self.step(one, APPLIED, ENROLLED, decided, USER, coordinator)

    def _apply(self, one: Enrolment, message: str, when: datetime.datetime) -> None:
        one.application = Application(
            school=one.school,
            run=one.group.run,
            participant=one.participant,
            applicant=Applicant.PARENT,
            submitted_at=when,
            message=message,
        )
        self.applications.append(one.application)

    def step(
        self,
        one: Enrolment,
        before: str,
        after: str,
        at: datetime.datetime,
        kind: str,
        by: User | None = None,
        grounds: str = "",
        ground: Ground | None = None,
    ) -> None:
        self.moves.append(
            EnrolmentMove(
                school=one.school,
                enrolment=one,
                from_state=before,
                to_state=after,
                at=at,
                actor_kind=kind,
                decided_by=by,
                grounds=grounds,
                ground=ground,
            )
        )


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
