"""A season in which Roskilde's families are asked about the places of the run that is going on."""

import datetime

from django.utils import timezone

from participants.actions.invite_last_years_pupils import invite_last_years_pupils
from participants.models import Reapplication
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from programmes.models import Group, ProgrammeRun, Season
from tests.db import people
from tests.db.people import WHY, Samklang


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def next_run(samklang: Samklang, name: str = "Næste sæson") -> ProgrammeRun:
    schools = [samklang.roskilde, samklang.koege]
    return people.run(samklang.programme, schools, name, state="planned", starts_on=day(90), ends_on=day(300))


def next_season(samklang: Samklang, **fields) -> Season:
    """Open today, after the run that is going on; the group of the same name goes on with it."""
    run = next_run(samklang)
    people.group(run, samklang.roskilde, samklang.group.name, 4)
    days = {"opens_on": day(-5), "closes_on": day(20), "priority_until": day(5)}
    fields = {"school": samklang.roskilde, "previous_run": samklang.run, **days, **fields}
    return Season.objects.create(run=run, **fields)


def of_run(run: ProgrammeRun, school: CultureSchool) -> Season:
    return Season.objects.create(school=school, run=run, opens_on=day(-5), closes_on=day(20))


def next_group(season: Season) -> Group:
    return Group.objects.everything(why=WHY).get(run=season.run, school=season.school)


def asked_of(season: Season, name: str) -> Reapplication:
    rows = Reapplication.objects.everything(why=WHY).filter(season=season)
    return rows.select_related("link", "enrolment").get(enrolment__participant__given_name=name)


def asked_again(samklang: Samklang) -> Season:
    """The season of the next run, in which whoever has a place by now has been asked."""
    found = Season.objects.everything(why=WHY).filter(previous_run=samklang.run).first()
    season = found or next_season(samklang)
    invite_last_years_pupils(actor=Actor.of(samklang.bodil), season_id=season.pk)
    return season
