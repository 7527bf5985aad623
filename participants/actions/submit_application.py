"""Sending what a family has written: the child, who speaks for it, the wishes and the consents."""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from participants.actions.change_consents import store_consents
from participants.actions.find_pairs import known_child
from participants.actions.history import first_step
from participants.links import contact_of, lasts_until
from participants.models import (
    Applicant,
    Application,
    Enrolment,
    EnrolmentMove,
    FamilyLink,
    Guardian,
    Participant,
)
from participants.models.enrolment import ENDED
from participants.rules.answers import Answers, ChildAnswer
from portal.audit.actor import Actor
from portal.audit.log import entry, record_many
from programmes.models import Season

_OF_LINK = "what the actor's own link has sent"


class Wished(NamedTuple):
    """What a wish needs to know of its group, which is the link's school's."""

    pk: int
    run_id: int
    retention_on: datetime.date


class WishClosed(Exception):
    """One of the groups takes no applications any more."""


class DraftChanged(Exception):
    """The draft, or whether its contact is verified, is no longer as it was read."""


@transaction.atomic
def submit_application(*, actor: Actor, link: FamilyLink, answers: Answers) -> Application:
    """Send the `answers` that were read from the link's draft; sent again, it answers with what was sent.

    Raises FamilyLink.DoesNotExist, WishClosed where a wish is no longer open to families, and DraftChanged.
    """
    groups = _open_groups(link, answers)
    if not _draft_taken(link, groups):
        return _sent_before(link)
    child, is_new = _child(link, answers.child)
    _guardian(child, link, answers, is_new=is_new)
    application = _application(link, child, groups[0], answers, is_new=is_new)
    _wishes(actor, application, groups, is_new=is_new)
    consents = store_consents(actor=actor, participant=child, said=answers.consents)
    link.draft = None
    keys = [one.pk for one in groups]
    sent = entry(actor, "submit application", application, school=link.school_id, groups=keys)
    record_many([*consents, sent])
    return application


def _draft_taken(link: FamilyLink, groups: list[Wished]) -> bool:
    """Whether the link is still as it was read: of several who send at once that holds for the first alone.

    The others wait for its transaction. What the link was to last already is not cut short.
    """
    last_day = max(group.retention_on for group in groups)
    link.expires_at = max(link.expires_at, lasts_until(last_day))
    as_read = _living(link).filter(draft=link.draft, contact_verified_at=link.contact_verified_at)
    return bool(as_read.update(draft=None, expires_at=link.expires_at))


def _living(link: FamilyLink) -> QuerySet:
    links = FamilyLink.objects.everything(why=_OF_LINK)
    return links.filter(pk=link.pk, expires_at__gt=timezone.now())


def _sent_before(link: FamilyLink) -> Application:
    if _living(link).get().draft is not None:
        raise DraftChanged
    return Application.objects.everything(why=_OF_LINK).filter(link=link).latest("submitted_at")


def _open_groups(link: FamilyLink, answers: Answers) -> list[Wished]:
    seasons = Season.objects.everything(why="what is open to anybody")
    open_ones = seasons.groups_open_on(timezone.localdate(), link.school_id, answers.wishes)
    by_key = {row[0]: Wished(*row) for row in open_ones}
    if not answers.wishes or len(by_key) < len(answers.wishes):
        raise WishClosed
    return [by_key[key] for key in answers.wishes]


def _child(link: FamilyLink, told: ChildAnswer) -> tuple[Participant, bool]:
    """The child that this link or this verified contact has applied for before, or a new one and True."""
    known = _known_child(link, told)
    if known:
        people = Participant.objects.everything(why=_OF_LINK)
        known = people.select_for_update(of=("self",), no_key=True).get(pk=known.pk)
    child = known or Participant(
        school_id=link.school_id, given_name=told.given_name, family_name=told.family_name
    )
    child.birth_year, child.birth_date = told.born.year, told.born.date or child.birth_date
    if told.grade is not None:
        child.grade, child.grade_country = told.grade, told.grade_country
    child.save()
    return child, known is None


def _known_child(link: FamilyLink, told: ChildAnswer) -> Participant | None:
    """Nobody is known by a link that has sent nothing yet and whose contact is not verified."""
    if not (link.contact_verified_at or (link.draft or {}).get("sibling")):
        return None
    return known_child(
        school=link.school,
        link=link,
        given_name=told.given_name,
        family_name=told.family_name,
        birth_date=told.born.date,
        birth_year=told.born.year,
        verified_contact=contact_of(link) if link.contact_verified_at else "",
    )


def _guardian(child: Participant, link: FamilyLink, answers: Answers, *, is_new: bool) -> None:
    """Who applies speaks for the child; an adult speaks for herself."""
    who, guardian = answers.applicant, None
    if not is_new:
        guardians = Guardian.objects.everything(why=_OF_LINK).filter(participant=child)
        guardian = guardians.filter(name__iexact=who.name).first()
    guardian = guardian or Guardian(school_id=link.school_id, participant=child, name=who.name)
    guardian.phone, guardian.email = who.phone, who.email
    guardian.is_representative = who.kind == Applicant.REPRESENTATIVE
    guardian.has_parental_responsibility = not guardian.is_representative
    guardian.contact_verified_at = link.contact_verified_at
    guardian.save()


def _application(
    link: FamilyLink, child: Participant, first: Wished, answers: Answers, *, is_new: bool
) -> Application:
    """One for each run; the same child's next wishes are added to it."""
    told = {
        "link": link,
        "applicant": answers.applicant.kind,
        "language": answers.language,
        "home_language": answers.child.home_language,
        "attends_school": answers.child.attends_school,
        "what_helps": answers.what_helps,
        "message": answers.message,
        "wants_free_place": answers.wants_free_place,
        "together": answers.together,
        "awaits_follow_up": True,
    }
    once = {"school_id": link.school_id, "submitted_at": timezone.now()}
    applications = Application.objects.everything(why=_OF_LINK)
    if is_new:
        application = applications.create(run_id=first.run_id, participant=child, **told, **once)
    else:
        application, _created = applications.update_or_create(
            run_id=first.run_id, participant=child, defaults=told, create_defaults=told | once
        )
    if answers.together:
        applications.filter(link=link, run=first.run_id).update(together=True)
    return application


def _wishes(actor: Actor, application: Application, groups: list[Wished], *, is_new: bool) -> None:
    """Enrolments, each with the first step of its history, but where the child is on its way already."""
    child, now = application.participant, timezone.now()
    enrolments = Enrolment.objects.everything(why=_OF_LINK)
    on_the_way = set()
    if not is_new:
        live = enrolments.filter(group__in=[one.pk for one in groups], participant=child).exclude(
            state__in=ENDED
        )
        on_the_way = set(live.values_list("group_id", flat=True))
    wished = [
        Enrolment(
            school_id=application.school_id,
            group_id=group.pk,
            participant=child,
            application=application,
            wish=number,
            applied_at=now,
        )
        for number, group in enumerate(groups, start=1)
        if group.pk not in on_the_way
    ]
    Enrolment.objects.bulk_create(wished)
    EnrolmentMove.objects.bulk_create(first_step(actor, enrolment) for enrolment in wished)
