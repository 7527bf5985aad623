"""What of an agreement's commitments was given, from what is logged in the runs and groups that count.

Room-hours are held sessions × their length, staff hours the people's own hours, places the enrolments in
force on a day of the period, money the lines of the accounts of whoever pays, times the sessions held. Of a
municipality, which pays nothing in a run's accounts, money is what was settled with it of shares under the
agreement. Exact: for the coordinators of the agreement's school alone.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum

from participants.models import Enrolment, SettlementLine
from partners.models import Agreement, AgreementParty, Commitment, CommitmentUnit
from programmes.models import ActualLine, CommitmentUse, Employer, Group, Session, WorkHours

WHY = "of an agreement that the coordinator sees, in her own school"
Place = tuple[int, int | None]
"""A run, and one of its groups where what is logged belongs to one."""
A_DAY = datetime.timedelta(days=1)
LENGTH = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())


@dataclass(frozen=True)
class Span:
    """The school's own rows of some runs, on the days of the agreement."""

    school: int
    runs: tuple[int, ...]
    first: datetime.date
    last: datetime.date
    zone: ZoneInfo

    def sessions(self) -> Mapping[Place, tuple[int, int]]:
        """Minutes and number of those held."""
        start, end = (
            datetime.datetime.combine(day, datetime.time.min, self.zone)
            for day in (self.first, self.last + A_DAY)
        )
        held = Session.objects.everything(why=WHY).filter(
            state="held", school=self.school, group__run__in=self.runs
        )
        rows = held.between(start, end).order_by().values("group__run", "group")
        return {
            (row["group__run"], row["group"]): (int(row["length"].total_seconds() // 60), row["number"])
            for row in rows.annotate(length=Sum(LENGTH), number=Count("pk"))
        }

    def work(self) -> Mapping[tuple[Place, str], int]:
        """Person-minutes by employer."""
        logged = WorkHours.objects.everything(why=WHY).filter(school=self.school, run__in=self.runs)
        rows = logged.between(self.first, self.last).summed("run", "group", "employer")
        return {((row["run"], row["group"]), row["employer"]): row["minutes"] for row in rows}

    def agencies(self) -> Mapping[int | None, set[int]]:
        """By group, those at whose place it meets or whose people work in it."""
        groups = Group.objects.everything(why=WHY).filter(school=self.school, run__in=self.runs)
        found: dict[int | None, set[int]] = {}
        for group, *agencies in groups.order_by().values_list(
            "pk", "partner_school", "staffing__contact__agency"
        ):
            found.setdefault(group, set()).update(one for one in agencies if one)
        return found

    def places(self) -> Mapping[Place, int]:
        rows = Enrolment.objects.everything(why=WHY).filter(school=self.school, group__run__in=self.runs)
        there = rows.as_participants().enrolled_between(self.first, self.last).order_by()
        counted = there.values("group__run", "group").annotate(number=Count("pk"))
        return {(row["group__run"], row["group"]): row["number"] for row in counted}

    def money(self) -> Mapping[tuple[int, str, int | None, str], int]:
        """By run, payer, agency and currency; what is given in kind is no money."""
        lines = ActualLine.objects.everything(why=WHY).filter(
            school=self.school, run__in=self.runs, basis="money", on__gte=self.first, on__lte=self.last
        )
        by = ("run", "payer", "agency", "currency")
        rows = lines.order_by().values(*by).annotate(sum=Sum("amount"))
        return {(row["run"], row["payer"], row["agency"], row["currency"]): row["sum"] for row in rows}


def logged_of(
    agreement: Agreement, commitments: Sequence[Commitment], last_day: datetime.date, today: datetime.date
) -> Mapping[int, int]:
    """By commitment, in its own unit; each row counts once, however often it was chosen."""
    last = min(last_day, today)
    settled = _settled(agreement, commitments, last)
    uses = CommitmentUse.objects.everything(why=WHY).filter(commitment__agreement=agreement)
    chosen: dict[int, set[Place]] = {}
    for commitment, run, group in uses.values_list("commitment", "run", "group"):
        chosen.setdefault(commitment, set()).add((run, group))
    if not chosen:
        return settled
    runs = tuple(sorted({run for places in chosen.values() for run, _group in places}))
    zone = ZoneInfo(agreement.school.country.time_zone)
    span = Span(agreement.school_id, runs, agreement.starts_on, last, zone)
    counts = _Counts(span.sessions(), span.work(), span.agencies(), span.places(), span.money())
    return {one.pk: counts.of(one, chosen[one.pk]) for one in commitments if one.pk in chosen} | settled


def _settled(agreement: Agreement, commitments: Iterable[Commitment], last: datetime.date) -> dict[int, int]:
    """Of municipalities. Where one pays for two in one currency, nobody can tell for which: noted by hand."""
    owed: dict[tuple[int | None, str], list[int]] = {}
    for one in commitments:
        if one.unit == CommitmentUnit.MONEY and one.paid_by.municipality_id:
            owed.setdefault((one.paid_by.municipality_id, one.currency), []).append(one.pk)
    if not owed:
        return {}
    lines = SettlementLine.objects.everything(why=WHY).filter(
        cost_share__agreement=agreement, in_kind=False, on__gte=agreement.starts_on, on__lte=last
    )
    rows = lines.order_by().values_list("settlement__municipality", "settlement__currency")
    sums = {(municipality, currency): sum for municipality, currency, sum in rows.annotate(Sum("amount"))}
    return {keys[0]: sums[of] for of, keys in owed.items() if len(keys) == 1 and of in sums}


@dataclass(frozen=True)
class _Counts:
    sessions: Mapping[Place, tuple[int, int]]
    work: Mapping[tuple[Place, str], int]
    agencies: Mapping[int | None, set[int]]
    places: Mapping[Place, int]
    money: Mapping[tuple[int, str, int | None, str], int]

    def of(self, commitment: Commitment, chosen: set[Place]) -> int:
        unit = commitment.unit
        if unit == CommitmentUnit.STAFF_HOURS:
            return self._worked(commitment.giver, chosen)
        if unit == CommitmentUnit.MONEY:
            return self._paid(commitment, {run for run, _group in chosen})
        if unit == CommitmentUnit.PLACES:
            return _sum(self.places.items(), chosen)
        at = 0 if unit == CommitmentUnit.ROOM_HOURS else 1
        return _sum(((place, numbers[at]) for place, numbers in self.sessions.items()), chosen)

    def _worked(self, giver: AgreementParty, chosen: set[Place]) -> int:
        """Of a partner's hours those in its groups, and in groups of which nobody says whose they are."""
        if giver.school_id not in (None, giver.agreement.school_id):
            return 0
        own = Employer.SCHOOL if giver.school_id else Employer.PARTNER
        return sum(
            minutes
            for (place, employer), minutes in self.work.items()
            if employer == own and _counts(place, chosen) and self._may_be_of(giver, place)
        )

    def _may_be_of(self, giver: AgreementParty, place: Place) -> bool:
        _run, group = place
        known = self.agencies.get(group)
        return not giver.agency_id or not known or giver.agency_id in known

    def _paid(self, commitment: Commitment, runs: set[int]) -> int:
        return sum(
            amount
            for (run, kind, agency, currency), amount in self.money.items()
            if run in runs and currency == commitment.currency and _is_of(commitment.paid_by, kind, agency)
        )


def _is_of(party: AgreementParty, kind: str, agency: int | None) -> bool:
    if party.agency_id:
        return kind == "agency" and agency == party.agency_id
    return bool(party.school_id) and party.school_id == party.agreement.school_id and kind == "school"


def _sum(rows: Iterable[tuple[Place, int]], chosen: set[Place]) -> int:
    return sum(number for place, number in rows if _counts(place, chosen))


def _counts(place: Place, chosen: set[Place]) -> bool:
    run, _group = place
    return (run, None) in chosen or place in chosen
