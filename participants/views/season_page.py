"""What the page of one season shows."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Answer, Reapplication
from participants.querysets.reapplications import NOT_ANSWERED
from participants.school_settings import settings_of
from portal.accounts.models import User
from portal.web.languages import FamilyLanguage, choices_for_families
from programmes.models import Group, PublicText, Season

OUTCOMES: dict[str, str | Promise] = {
    NOT_ANSWERED: _("not answered"),
    Answer.KEPT: _("keep the place"),
    Answer.CHANGED: _("applied for something else"),
    Answer.GIVEN_UP: _("gave up the place"),
}


@dataclass(frozen=True)
class Text:
    language: FamilyLanguage
    is_own: bool
    written: PublicText | None


@dataclass(frozen=True)
class SeasonPage:
    season: Season
    is_open: bool
    may_change: bool
    groups: list[Group]
    texts: list[Text]
    numbers: list[dict[str, object]]
    asked: list[tuple[str | Promise, list[Reapplication]]]

    @property
    def own_text_missing(self) -> bool:
        return any(text.is_own and text.written is None for text in self.texts)


def read_season_page(season: Season, user: User) -> SeasonPage:
    everybody = Reapplication.objects.everything(why="numbers without names of the coordinator's own season")
    counted = Counter(row.outcome for row in everybody.filter(season=season).with_outcome())
    numbers = [{"label": _("asked"), "value": sum(counted.values())}]
    numbers += [{"label": label, "value": counted[outcome]} for outcome, label in OUTCOMES.items()]
    groups = Group.objects.visible_to(user).filter(run=season.run_id, school=season.school_id)
    return SeasonPage(
        season=season,
        is_open=season.is_open(timezone.localdate()),
        may_change=not season.run.is_closed,
        groups=list(groups),
        texts=_texts(season, user),
        numbers=numbers,
        asked=_asked(season, user),
    )


def _texts(season: Season, user: User) -> list[Text]:
    """The school's own language first, then those that it has chosen or written in."""
    own = season.school.country.language
    rows = PublicText.objects.visible_to(user).filter(
        school=season.school_id, programme=season.run.programme_id
    )
    written = {row.language: row for row in rows}
    chosen = settings_of(season.school).languages
    languages = choices_for_families({own, *written, *chosen} if chosen else ())
    texts = [Text(language, language.code == own, written.get(language.code)) for language in languages]
    return sorted(texts, key=lambda text: not text.is_own)


def _asked(season: Season, user: User) -> list[tuple[str | Promise, list[Reapplication]]]:
    """Whose name the coordinator knows, by what they said."""
    rows = Reapplication.objects.visible_to(user).filter(season=season).with_outcome().for_page()
    found: dict[str, list[Reapplication]] = {outcome: [] for outcome in OUTCOMES}
    for row in rows.order_by("enrolment__participant__given_name", "pk"):
        found[row.outcome].append(row)
    return [(OUTCOMES[outcome], rows) for outcome, rows in found.items() if rows]
