"""Seasons, what belongs to them, and the settings of schools, as arguments of their addresses."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from participants.links import token_of
from participants.models import FamilyLink, Reapplication
from portal.accounts.models import CultureSchool
from programmes.models import Group, Season
from tests.db import people
from tests.db.people import WHY, Samklang

Arguments = Mapping[str, object]


def of_seasons(groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    """The season of each group's run at its school, and a family that is asked about a place in the group."""
    objects: dict[str, dict[str, Arguments]] = {"season": {}, "season text": {}, "season group": {}}
    objects["family's season"] = {}
    today, soon = timezone.localdate(), datetime.timedelta(days=9)
    for place, group in groups.items():
        season, _ = Season.objects.everything(why=WHY).get_or_create(
            school=group.school, run=group.run, defaults={"opens_on": today - soon, "closes_on": today + soon}
        )
        asked = _asked(season, group)
        objects["season"][place] = {"pk": season.pk}
        objects["season text"][place] = {"pk": season.pk, "language": "uk"}
        objects["season group"][place] = {"pk": season.pk, "group": group.pk}
        objects["family's season"][place] = {"token": token_of(asked.link), "pk": season.pk}
    return objects


def _asked(season: Season, group: Group) -> Reapplication:
    now = timezone.now()
    later = now + datetime.timedelta(days=90)
    return Reapplication.objects.create(
        school=group.school,
        season=season,
        enrolment=people.applies(group, people.child(group.school, "Iben"), state="withdrawn"),
        link=FamilyLink.objects.create(school=group.school, language="da", expires_at=later),
        asked_at=now,
    )


def of_settings(samklang: Samklang, schools: Mapping[str, CultureSchool]) -> dict[str, dict[str, Arguments]]:
    return {
        "settings section": {
            place: {"school": school.pk, "section": "mails"} for place, school in schools.items()
        },
        "criteria": {
            place: {"school": school.pk, "programme": samklang.programme.pk}
            for place, school in schools.items()
        },
    }
