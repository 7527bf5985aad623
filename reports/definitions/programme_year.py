"""The report of a programme, for its funder and the councils that carry it: all of it, or one part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.charts import Part, Row, WeekCount, WeekLabels, bars, shares, weekly_sessions
from programmes.models import ProgrammeRun
from programmes.querysets.programmes import RunQuerySet
from reports.definitions import programme_counts, programme_snapshot
from reports.definitions.base import Cover, Definition, KeyNumber, Metric, Snapshot
from reports.definitions.numbers import money_text, number_text, payer_text, percent_text
from reports.definitions.programme_counts import Counted
from reports.definitions.programme_words import programme_cover, programme_words
from reports.definitions.scope import Scope
from reports.figures.window import WHY
from reports.rules.converting import in_one_currency
from reports.rules.periods import Period
from reports.rules.wording import HIDDEN

MOST_NUMBERS = 5
METRICS = {
    "participants": Metric(
        gettext_lazy("Participants"),
        gettext_lazy(
            "People, each counted once, who were present or came late at least once at a held session. Each "
            "school knows its own participants: the report adds the schools up, so somebody who took part at "
            "two culture schools counts twice. Whoever takes part in two collaborations of one school counts "
            "where she came first."
        ),
    ),
    "places": Metric(
        gettext_lazy("Places"),
        gettext_lazy(
            "Enrolments that were in force on at least one day of the period. One person may hold several."
        ),
    ),
    "never_came": Metric(
        gettext_lazy("Enrolled, but never came"),
        gettext_lazy("People with a place who are in no roll as present or late. They are not participants."),
    ),
    "attendances": Metric(
        gettext_lazy("Attendances"),
        gettext_lazy("Each time a participant was present or came late at a held session."),
    ),
    "attendance_share": Metric(
        gettext_lazy("Attendance"),
        gettext_lazy("Attendances out of all marks in the rolls of held sessions, absences included."),
    ),
    "sessions": Metric(
        gettext_lazy("Sessions"),
        gettext_lazy(
            "Planned are all sessions in the calendar of the groups; each was held, was cancelled with a "
            "reason, or has not been logged."
        ),
    ),
    "groups": Metric(
        gettext_lazy("Groups"),
        gettext_lazy(
            "Groups that met or were to meet in the period. Solo says that some of their participants also "
            "have lessons alone or in pairs."
        ),
    ),
    "teachers": Metric(
        gettext_lazy("Culture school's teachers"),
        gettext_lazy(
            "People who work in the groups, counted by collaboration: who works in two counts in both."
        ),
    ),
    "partner_staff": Metric(
        gettext_lazy("Partner school's staff"),
        gettext_lazy(
            "The partner school's own people in the groups, counted by collaboration: who works in two "
            "counts in both."
        ),
    ),
    "hours": Metric(
        gettext_lazy("Person-hours"),
        gettext_lazy(
            "Hours of 60 minutes, each adult's own, by kind of work; the partner's people stand apart. How "
            "long a session lasts is never called hours."
        ),
    ),
    "money": Metric(
        gettext_lazy("Money"),
        gettext_lazy("The lines of the budget of each run, with who pays. A share is of that run's budget."),
    ),
}


class ProgrammeYear(Definition):
    key = "programme"
    name = gettext_lazy("The programme's report")
    explanation = gettext_lazy(
        "Participants, collaborations, sessions week by week, hours and funding, with a page on method."
    )
    template = "documents/programme.html"
    metrics = METRICS
    several_years = True
    of_programme = True
    sums_money = True

    def title(self, scope: Scope, period: Period) -> str:
        names = {"programme": scope.programme, "part": scope.part, "period": period}
        if scope.part:
            return _("%(programme)s in %(part)s %(period)s") % names
        return _("%(programme)s %(period)s") % names

    def runs(self, scope: Scope) -> RunQuerySet:
        return ProgrammeRun.objects.everything(why=WHY).filter(programme=scope.programme)

    def count(self, scope: Scope, runs: Sequence[ProgrammeRun], period: Period) -> Counted:
        """The whole programme, also for a part: what is hidden is decided in the whole."""
        return programme_counts.count(
            scope.in_programme(), runs, period, zone=ZoneInfo(scope.country.time_zone)
        )

    def freeze(self, scope: Scope, counted: Counted) -> Snapshot:
        return programme_snapshot.freeze(scope, counted)

    def in_one_currency(self, scope: Scope, snapshot: Snapshot, rate: Decimal) -> Snapshot:
        into = scope.country.currency
        foreign = sorted({budget["currency"] for budget in snapshot["money"]} - {into})
        told = in_one_currency(snapshot["money"], into=into, rate=rate)
        given = {"foreign": foreign[0], "own": into, "rate": str(rate)} if foreign else None
        return snapshot | {"money": told, "rate": given}

    def key_numbers(self, snapshot: Snapshot) -> list[KeyNumber]:
        total, schools = snapshot["total"], snapshot["partner_schools"]
        found = [KeyNumber(_("participants, each counted once"), total["participants"])]
        if schools:
            found.append(KeyNumber(_("partner schools"), schools))
        else:
            found.append(KeyNumber(_("groups"), total["groups"]))
        if not snapshot["part"]:
            found.append(KeyNumber(_("municipalities"), snapshot["municipalities"]))
        found.append(KeyNumber(_("teachers of the culture schools, by collaboration"), total["teachers"]))
        if schools:
            staff = _("of the partner schools' staff, by collaboration")
            found.append(KeyNumber(staff, total["partner_staff"]))
        if len(found) < MOST_NUMBERS:
            found.append(KeyNumber(_("held sessions"), total["held"]))
        return found

    def cover(self, snapshot: Snapshot) -> Cover:
        return programme_cover(snapshot, owner=str(self.name))

    def words(self, snapshot: Snapshot) -> dict[str, str]:
        return programme_words(snapshot)

    def charts(self, snapshot: Snapshot) -> dict[str, bytes]:
        drawn = {f"money-{place}.svg": shares(_parts(run)) for place, run in enumerate(snapshot["money"])}
        if snapshot["weeks"]:
            drawn["weeks.svg"] = weekly_sessions(
                [WeekCount(str(week["week"]), week["held"], week["cancelled"]) for week in snapshot["weeks"]],
                WeekLabels(_("held"), _("cancelled")),
                number=number_text,
            )
        if len(snapshot["collaborations"]) > 1:
            drawn["municipalities.svg"] = bars(
                [
                    Row(each["municipality"], _shown(each["subtotal"]["participants"]))
                    for each in snapshot["collaborations"]
                ],
                number=number_text,
            )
        return drawn


def _shown(value: int | str) -> int | None:
    return None if value == HIDDEN else int(value)


def _parts(run: Snapshot) -> list[Part]:
    return [
        Part(
            payer_text(line),
            line["amount"],
            money_text(line["amount"], run["currency"]),
            percent_text(line["share"]),
        )
        for line in run["lines"]
    ]
