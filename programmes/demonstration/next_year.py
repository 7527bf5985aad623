"""Next year's fordypning in Kongsberg: the run, its two levels in the catalogue, and an open season."""

import datetime
from decimal import Decimal

from portal.accounts.models import CultureSchool
from portal.demonstration.days import school_year
from portal.geography.models import Country
from programmes.demonstration.common import WHY, schools, start_run
from programmes.models import (
    Criterion,
    CriterionKind,
    Group,
    Programme,
    ProgrammeKind,
    ProgrammeRun,
    PublicText,
    RunState,
    Season,
)
from programmes.models.group import Weekday

OPENED, CLOSES, PRIORITY = (
    datetime.timedelta(days=24),
    datetime.timedelta(days=28),
    datetime.timedelta(days=7),
)
"""The season reaches from so long before the day of loading to so long after it."""
ORDINARY_FEE = 200_000
"""A semester, in øre. Made up: the source tells the factors alone."""
CAPACITY = {"Introfordypning": 8, "Fordypning": 6}
TIMES = {
    "Introfordypning": (Weekday.TUESDAY, datetime.time(15, 0)),
    "Fordypning": (Weekday.THURSDAY, datetime.time(16, 30)),
}
CRITERIA = (
    CriterionKind.GRADE,
    CriterionKind.OWN_WISH,
    CriterionKind.PLACE_KEPT,
    CriterionKind.SIBLINGS,
)
TEXTS = {
    "nb": (
        "Fordypning Ung kultur",
        "musikk",
        "For deg som vil lære mer og spille mer sammen med andre. Du får undervisning hver uke, og flere "
        "ganger i året møtes alle og spiller sammen. Du kan få låne instrument.",
    ),
    "nn": (
        "Fordjuping Ung kultur",
        "musikk",
        "For deg som vil lære meir og spele meir saman med andre. Du får undervisning kvar veke, og fleire "
        "gonger i året møtest alle og spelar saman. Du kan få låne instrument.",
    ),
    "en": (
        "Fordypning: more music for young people",
        "music",
        "For you who want to learn more and play more with others. You have a lesson every week, and several "
        "times a year everybody meets and plays together. You can borrow an instrument.",
    ),
    "uk": (
        "Більше музики для дітей і молоді (Fordypning Ung kultur)",
        "музика",
        "Для тебе, якщо ти хочеш навчатися більше й більше грати разом з іншими. Заняття щотижня, а кілька "
        "разів на рік усі збираються і грають разом. Інструмент можна взяти на час.",
    ),
    "ar": (
        "المزيد من الموسيقى للأطفال والشباب (Fordypning Ung kultur)",
        "موسيقى",
        "لكل من يريد أن يتعلم أكثر ويعزف أكثر مع الآخرين. هناك درس كل أسبوع، ويلتقي الجميع عدة مرات في "
        "السنة ليعزفوا معًا. يمكنكم استعارة آلة موسيقية.",
    ),
}
"""What families read, by language: name, art form, and a few sentences."""


def load(today: datetime.date) -> None:
    school = schools()["Kongsberg"]
    programme = Programme.objects.everything(why=WHY).get(kind=ProgrammeKind.FORDYPNING)
    before = ProgrammeRun.objects.everything(why=WHY).get(programme=programme)
    run = _run(before, school, today)
    for group in Group.objects.everything(why=WHY).filter(run=before).select_related("format").order_by("pk"):
        _group(group, run)
    Season.objects.create(
        school=school,
        run=run,
        opens_on=today - OPENED,
        closes_on=today + CLOSES,
        previous_run=before,
        priority_until=today + PRIORITY,
        invited_at=None,
    )
    PublicText.objects.bulk_create(
        PublicText(
            school=school, programme=programme, language=language, name=name, art_form=art_form, about=about
        )
        for language, (name, art_form, about) in TEXTS.items()
    )
    Criterion.objects.bulk_create(
        Criterion(school=school, programme=programme, kind=kind, position=position)
        for position, kind in enumerate(CRITERIA, start=1)
    )


def _run(before: ProgrammeRun, school: CultureSchool, today: datetime.date) -> ProgrammeRun:
    first_year = int(school_year(today)[:4]) + 1
    august = datetime.date(first_year, 8, 15)
    run = start_run(
        before.programme,
        [school],
        name=school_year(august),
        starts_on=max(august, before.ends_on + datetime.timedelta(days=1)),
        ends_on=datetime.date(first_year + 1, 6, 20),
        today=today,
    )
    run.state = RunState.PLANNED
    run.save(update_fields=["state"])
    return run


def _group(last_year: Group, run: ProgrammeRun) -> Group:
    level, (weekday, time_from) = last_year.format, TIMES[last_year.name]
    assert level, "each group of fordypning has its level"
    ends = datetime.datetime.combine(run.starts_on, time_from) + datetime.timedelta(
        minutes=level.session_minutes
    )
    return Group.objects.create(
        run=run,
        school=last_year.school,
        name=last_year.name,
        format=level,
        capacity=CAPACITY[last_year.name],
        venue=last_year.venue,
        grade_from=last_year.grade_from,
        grade_to=last_year.grade_to,
        grade_country=Country.NORWAY,
        asks_answer=last_year.asks_answer,
        weekday=weekday,
        time_from=time_from,
        time_to=ends.time(),
        price=int(ORDINARY_FEE * (level.fee_factor or Decimal(1))),
        lends_equipment=True,
        in_catalogue=True,
    )
