"""Groups that families find in the catalogue."""

import datetime

from django.utils import timezone

from programmes.models import Group, Programme, PublicText, Season
from tests.db import people
from tests.db.people import WHY, Samklang


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def season_of(group: Group, **fields) -> Season:
    """The season of the group's school and run: open today, unless `fields` say otherwise."""
    fields = {"opens_on": day(-5), "closes_on": day(20), **fields}
    seasons = Season.objects.everything(why=WHY)
    return seasons.get_or_create(school=group.school, run=group.run, defaults=fields)[0]


def listed(group: Group, **fields) -> Group:
    """The group with `fields`, now in the catalogue of an open season."""
    season_of(group)
    return changed(group, in_catalogue=True, **fields)


def changed(group: Group, **fields) -> Group:
    for name, value in fields.items():
        setattr(group, name, value)
    group.save()
    return group


def norwegian(samklang: Samklang, name: str = "Fele", **fields) -> Group:
    """A listed group of Kongsberg's, in a programme of its own."""
    programme = Programme.objects.create(
        public_name="Spill sammen", kind="fordypning", country="NO", age_group="children", art_forms="musikk"
    )
    run = people.run(programme, [samklang.kongsberg], "Neste år")
    return listed(people.group(run, samklang.kongsberg, name), **fields)


def told(group: Group, language: str, **fields) -> PublicText:
    """What the school has written of the group's programme."""
    return PublicText.objects.create(
        school=group.school, programme=group.run.programme, language=language, **fields
    )
