"""Asking the families of last year's pupils whether they keep their place."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from participants.actions.reapplying import check_season
from participants.actions.tell_family import tell_family
from participants.models import (
    Application,
    Enrolment,
    EnrolmentRole,
    EnrolmentState,
    FamilyLink,
    Guardian,
    MessageKind,
    Participant,
    Reapplication,
)
from portal.audit.actor import Actor
from portal.audit.log import record
from programmes.models import Season

_WHY = "last year's pupils of the season just judged, protected addresses too"
_AFTER_CLOSING = datetime.timedelta(days=90)
"""How long a link goes on to open at the least once the season has closed."""


@transaction.atomic
def invite_last_years_pupils(*, actor: Actor, season_id: int) -> int:
    """How many people were asked now: whoever has been asked before is not asked again.

    Raises Season.DoesNotExist outside the actor's scope, SeasonNotOpen and RunClosed.
    """
    season = Season.objects.visible_to(actor.person).locked().get(pk=season_id)
    check_season(season)
    asked = 0
    for person, places in _by_person(_last_years(season)):
        link = _link(season, person, places)
        Reapplication.objects.bulk_create(
            Reapplication(
                school_id=season.school_id,
                season=season,
                enrolment=place,
                link=link,
                asked_at=timezone.now(),
            )
            for place in places
        )
        tell_family(actor=actor, participant=person, link=link, kind=MessageKind.SEASON)
        asked += 1
    if asked:
        season.invited_at = timezone.now()
        season.save(update_fields=["invited_at"])
        record(actor, "ask last year's pupils", season, school=season.school_id, people=asked)
    return asked


def _last_years(season: Season) -> Iterable[Enrolment]:
    places = Enrolment.objects.everything(why=_WHY).filter(
        group__run=season.previous_run_id,
        group__run__isnull=False,
        school=season.school_id,
        role=EnrolmentRole.PARTICIPANT,
        state__in=(EnrolmentState.ENROLLED, EnrolmentState.COMPLETED),
        participant__removed_on=None,
    )
    new = places.exclude(reapplications__season=season)
    return new.select_related("participant", "application__link").order_by("participant", "pk")


def _by_person(places: Iterable[Enrolment]) -> list[tuple[Participant, list[Enrolment]]]:
    found: dict[Participant, list[Enrolment]] = {}
    for place in places:
        found.setdefault(place.participant, []).append(place)
    return list(found.items())


def _link(season: Season, person: Participant, places: list[Enrolment]) -> FamilyLink:
    """The family's latest link, opening long enough; else a new one, by which last year's stands too."""
    latest = (
        Application.objects.everything(why=_WHY)
        .filter(participant=person, school=season.school_id, link__isnull=False)
        .select_related("link")
        .order_by("submitted_at", "pk")
        .last()
    )
    until = timezone.now() + (season.closes_on - timezone.localdate()) + _AFTER_CLOSING
    if latest and latest.link:
        if latest.link.expires_at < until:
            latest.link.expires_at = until
            latest.link.save(update_fields=["expires_at"])
        return latest.link
    link = _new_link(season, person, places, until)
    keys = [place.application_id for place in places if place.application_id]
    Application.objects.everything(why=_WHY).filter(pk__in=keys, link=None).update(link=link)
    return link


def _new_link(
    season: Season, person: Participant, places: list[Enrolment], until: datetime.datetime
) -> FamilyLink:
    guardians = Guardian.objects.everything(why=_WHY).filter(
        participant=person, has_parental_responsibility=True
    )
    guardian = guardians.order_by("pk").first()
    spoken = next((one.application.language for one in places if one.application), "")
    return FamilyLink.objects.create(
        school_id=season.school_id,
        language=spoken or season.school.country.language,
        expires_at=until,
        email=guardian.email if guardian else "",
        phone=guardian.phone if guardian else "",
    )
