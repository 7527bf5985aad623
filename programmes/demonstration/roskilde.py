"""An open offer of Roskilde's, made up, so that Danish families find something in the catalogue."""

import datetime

from portal.geography.models import Country
from programmes.demonstration.common import schools, start_run, take_part
from programmes.models import Group, Programme, ProgrammeKind, PublicText, RunState, Season
from programmes.models.group import Weekday
from programmes.models.programme import AgeGroup

AHEAD, LASTS = datetime.timedelta(days=60), datetime.timedelta(days=120)
OPENED, CLOSES = datetime.timedelta(days=10), datetime.timedelta(days=40)
TEXTS = {
    "da": (
        "Prøv et instrument",
        "musik",
        "Trommer, klaver, guitar og sang: prøv det hele, og spil sammen med andre børn. Du kan låne et "
        "instrument med hjem.",
    ),
    "en": (
        "Try an instrument",
        "music",
        "Drums, piano, guitar and singing: try them all, and play with other children. You can borrow an "
        "instrument.",
    ),
    "uk": (
        "Спробуй інструмент",
        "музика",
        "Барабани, піаніно, гітара і спів: спробуй усе й грай разом з іншими дітьми. Інструмент можна взяти "
        "додому.",
    ),
    "ar": (
        "جرّب آلة موسيقية",
        "موسيقى",
        "الطبول والبيانو والجيتار والغناء: جرّبها كلها واعزف مع أطفال آخرين. يمكنك استعارة آلة إلى البيت.",
    ),
}
"""What families read, by language: name, art form, and a few sentences."""


def load(today: datetime.date) -> None:
    school = schools()["Roskilde"]
    programme = Programme.objects.create(
        public_name=TEXTS["da"][0],
        kind=ProgrammeKind.ACTIVITY_OFFER,
        country=Country.DENMARK,
        age_group=AgeGroup.CHILDREN,
        age_from=8,
        age_to=12,
        art_forms="musik",
        vulnerable=False,
    )
    take_part(programme, [school], today)
    run = start_run(
        programme,
        [school],
        name="Kommende forløb",
        starts_on=today + AHEAD,
        ends_on=today + AHEAD + LASTS,
        today=today,
    )
    run.state = RunState.PLANNED
    run.save(update_fields=["state"])
    Group.objects.create(
        run=run,
        school=school,
        name="Onsdagsholdet",
        capacity=10,
        venue="Lokale 3",
        weekday=Weekday.WEDNESDAY,
        time_from=datetime.time(15, 30),
        time_to=datetime.time(16, 30),
        price=0,
        lends_equipment=True,
        in_catalogue=True,
    )
    Season.objects.create(school=school, run=run, opens_on=today - OPENED, closes_on=today + CLOSES)
    PublicText.objects.bulk_create(
        PublicText(
            school=school, programme=programme, language=language, name=name, art_form=art_form, about=about
        )
        for language, (name, art_form, about) in TEXTS.items()
    )
