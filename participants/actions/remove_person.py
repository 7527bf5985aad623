"""The details of one person go; one key stays, so that counts stay the same."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from participants.actions.carry_out_fates import carry_out_fates, of_person
from participants.actions.places import free_place
from participants.models import (
    Application,
    Enrolment,
    EnrolmentMove,
    EnrolmentState,
    FamilyLink,
    Participant,
    RollConflict,
)
from participants.models.enrolment import ENDED
from participants.policies.participant import check_may_manage
from participants.roll import NOTE
from participants.rules.age_bands import age_band
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Session, SessionState

_WHY = "everything about one person, who is removed"


def local_day(school: CultureSchool, now: datetime.datetime | None = None) -> datetime.date:
    """The day it is where the school is."""
    return (now or timezone.now()).astimezone(ZoneInfo(school.country.time_zone)).date()


@transaction.atomic
def remove_person(*, actor: Actor, participant_id: int, on: datetime.date) -> int:
    """What the table of fates says of one person; returns how many rows changed, 0 where it is done."""
    people = Participant.objects.everything(why=_WHY).select_for_update(of=("self",))
    person = people.select_related("school").get(pk=participant_id)
    if person.removed_on:
        return 0
    links = _links_of(person)
    band = age_band(_year_of_birth(person), _last_year(person) or on.year)
    changed = carry_out_fates(of_person(person))
    Participant.objects.everything(why=_WHY).filter(pk=person.pk).update(
        birth_year=None,
        birth_date=None,
        grade=None,
        grade_country="",
        is_reference=False,
        address_protection="",
        registered_at=timezone.now(),
        age_band=band,
        removed_on=on,
    )
    Application.objects.everything(why=_WHY).filter(participant=person).update(
        link=None, external_decision_seen_on=None
    )
    changed += _remove_links(links)
    record(actor, "remove person", person, school=person.school_id)
    return changed


@transaction.atomic
def erase_person(*, actor: Actor, participant_id: int) -> int:
    """A person's right, before the date: her places end and her details go.

    Raises Participant.DoesNotExist outside the actor's scope, PermissionDenied for all but coordinators.
    """
    person = (
        Participant.objects.visible_to(actor.person)
        .select_related("school__municipality")
        .get(pk=participant_id)
    )
    check_may_manage(actor.person, person)
    _end_places(actor, person)
    _clear_notes_that_name(person)
    return remove_person(actor=actor, participant_id=person.pk, on=local_day(person.school))


def _end_places(actor: Actor, person: Participant) -> None:
    """Whoever still waits or has a place withdraws; a closed run stays as it was."""
    rows = Enrolment.objects.everything(why=_WHY).filter(participant=person).exclude(state__in=ENDED)
    for enrolment in rows.exclude(group__run__state="closed").locked():
        before = enrolment.state
        free_place(enrolment=enrolment)
        enrolment.state = EnrolmentState.WITHDRAWN
        if enrolment.enrolled_on:
            enrolment.left_on = max(local_day(person.school), enrolment.enrolled_on)
        enrolment.save(update_fields=["state", "left_on"])
        EnrolmentMove.objects.create(
            school_id=enrolment.school_id,
            enrolment=enrolment,
            from_state=before,
            to_state=enrolment.state,
            actor_kind=actor.kind,
            decided_by=actor.user,
        )


def _clear_notes_that_name(person: Participant) -> None:
    """Notes of the sessions of her groups in which her name stands."""
    groups = Enrolment.objects.everything(why=_WHY).filter(participant=person).values("group")
    notes = Session.objects.everything(why=_WHY).filter(group__in=groups, state=SessionState.HELD)
    names = Q(note__icontains=person.given_name)
    if person.family_name:
        names |= Q(note__icontains=person.family_name)
    notes.filter(names).update(note="")
    _remove_kept_notes_that_name(person, groups)


def _remove_kept_notes_that_name(person: Participant, groups: QuerySet) -> None:
    """A note that waits beside another one for somebody to choose."""
    kept = RollConflict.objects.everything(why=_WHY).filter(session__group__in=groups, field=NOTE)
    words = [word for word in (person.given_name, person.family_name) if word]
    for word in words:
        kept.filter(Q(stored__icontains=word) | Q(arrived__icontains=word)).delete()


def _year_of_birth(person: Participant) -> int | None:
    return person.birth_date.year if person.birth_date else person.birth_year


def _last_year(person: Participant) -> int | None:
    """The year in which the last run ended that the person took part in."""
    rows = Enrolment.objects.everything(why=_WHY).filter(participant=person)
    last = rows.aggregate(last=Max("group__run__ends_on"))["last"]
    return last.year if last else None


def _links_of(person: Participant) -> list[int]:
    """Links through which nobody else has applied who is still known."""
    own = FamilyLink.objects.everything(why=_WHY).filter(applications__participant=person)
    others = Application.objects.everything(why=_WHY).filter(participant__removed_on=None)
    shared = others.exclude(participant=person).exclude(link=None).values("link")
    return list(own.exclude(pk__in=shared).values_list("pk", flat=True).distinct())


def _remove_links(links: list[int]) -> int:
    return FamilyLink.objects.everything(why=_WHY).filter(pk__in=links).delete()[0]
