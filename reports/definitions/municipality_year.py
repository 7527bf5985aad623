"""The year of one municipality, for its council: every measure, also those of which little is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.charts import Row, bars
from programmes.models import AgeGroup, ProgrammeRun
from programmes.querysets.programmes import RunQuerySet
from reports.definitions import municipality_counts, municipality_snapshot
from reports.definitions.base import Cover, Definition, KeyNumber, Metric, Snapshot
from reports.definitions.municipality_counts import Counted
from reports.definitions.numbers import listed, number_text
from reports.definitions.scope import Scope
from reports.figures.window import WHY
from reports.rules.periods import Period

METRICS = {
    "measures": Metric(
        gettext_lazy("Measures"),
        gettext_lazy(
            "What the culture schools of the municipality ran in the year, each once; a programme of several "
            "municipalities counts with this municipality's own part."
        ),
    ),
    "participants": Metric(
        gettext_lazy("Participants"),
        gettext_lazy(
            "People, each counted once in a measure, who were present or came late at least once at a held "
            "session. Whoever takes part in two measures counts in both: that is why there is no sum."
        ),
    ),
    "visitors": Metric(
        gettext_lazy("Visitors"),
        gettext_lazy("An anonymous count of people at an open event. Visitors are never participants."),
    ),
    "together": Metric(
        gettext_lazy("Professionals and participants together"),
        gettext_lazy(
            "A count of everybody in a production, where nobody wrote down how many of each there were."
        ),
    ),
    "attendances": Metric(
        gettext_lazy("Attendances"),
        gettext_lazy("Each time a participant was present or came late at a held session."),
    ),
    "sessions": Metric(
        gettext_lazy("Sessions"),
        gettext_lazy(
            "Planned are all sessions in the calendar of the groups; each was held, was cancelled with a "
            "reason, or has not been logged."
        ),
    ),
    "hours": Metric(
        gettext_lazy("Person-hours"),
        gettext_lazy(
            "Hours of 60 minutes, each adult's own, by kind of work; the partner's people stand apart. How "
            "long a session lasts is never called hours."
        ),
    ),
    "not_known": Metric(
        gettext_lazy("Not known"),
        gettext_lazy(
            "Nobody counted, or nothing was logged. It does not mean that nobody came: no estimate is "
            "printed, and no number is taken from a text."
        ),
    ),
}


class MunicipalityYear(Definition):
    key = "municipality"
    name = gettext_lazy("The year of the municipality")
    explanation = gettext_lazy(
        "For the council: every measure by age group, whom it reached, partners and money, and where "
        "numbers are not known."
    )
    template = "documents/municipality.html"
    metrics = METRICS
    several_years = False
    of_programme = False

    def title(self, scope: Scope, period: Period) -> str:
        return _("Culture for everyone in %(municipality)s %(period)s") % {
            "municipality": scope.municipality,
            "period": period,
        }

    def runs(self, scope: Scope) -> RunQuerySet:
        found = ProgrammeRun.objects.everything(why=WHY).filter(schools__municipality=scope.municipality)
        return found.select_related("programme").distinct()

    def count(self, scope: Scope, runs: Sequence[ProgrammeRun], period: Period) -> Counted:
        return municipality_counts.count(scope.in_municipality(), runs, period)

    def freeze(self, scope: Scope, counted: Counted) -> Snapshot:
        return municipality_snapshot.freeze(counted)

    def key_numbers(self, snapshot: Snapshot) -> list[KeyNumber]:
        measures = _measures(snapshot)
        visitors = [measure["visitors"] for measure in measures if measure["visitors"] is not None]
        unknown = [measure for measure in measures if _unknown(measure)]
        return [
            KeyNumber(_("measures"), len(measures)),
            KeyNumber(_("partners, each counted once"), snapshot["partners"]),
            KeyNumber(_("held sessions in the measures that are logged"), _sum(measures, "held")),
            KeyNumber(_("visitors of open events"), sum(visitors) if visitors else None),
            KeyNumber(_("measures of which nobody knows how many they reached"), len(unknown)),
        ]

    def cover(self, snapshot: Snapshot) -> Cover:
        named = snapshot["municipality"]
        number = len(_measures(snapshot))
        return Cover(
            owner=_("Municipality of %(name)s") % named,
            covers=_("For the municipal council · %(period)s") % {"period": snapshot["document"]["period"]},
            sentence=ngettext(
                "%(number)s measure of the culture school: whom it reached, with whom, and what nobody "
                "counted.",
                "%(number)s measures of the culture school: whom they reached, with whom, and what nobody "
                "counted.",
                number,
            )
            % {"number": number_text(number)},
        )

    def words(self, snapshot: Snapshot) -> dict[str, str]:
        measures = _measures(snapshot)
        return {
            "with_money": listed([measure["name"] for measure in measures if measure["money"]]),
            "without_money": listed([measure["name"] for measure in measures if not measure["money"]]),
        }

    def charts(self, snapshot: Snapshot) -> dict[str, bytes]:
        rows = [
            Row(_capital(AgeGroup(each["age_group"]).label), len(each["measures"]))
            for each in snapshot["age_groups"]
        ]
        return {"age_groups.svg": bars(rows, number=number_text)} if rows else {}


def _measures(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [measure for each in snapshot["age_groups"] for measure in each["measures"]]


def _unknown(measure: dict[str, Any]) -> bool:
    return all(measure[key] is None for key in ("participants", "visitors", "together"))


def _sum(measures: list[dict[str, Any]], key: str) -> int:
    return sum(measure[key] for measure in measures)


def _capital(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]
