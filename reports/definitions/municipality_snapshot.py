"""A municipality's year as it is frozen.

No sum over measures is printed: one person may take part in several, and without a sum a hidden count
cannot be worked out from the others.
"""

from __future__ import annotations

from typing import Any

from portal.disclosure import THRESHOLD_OTHERS, THRESHOLD_VULNERABLE, Table, protect
from programmes.models import AgeGroup, HeadCountKind, ProgrammeRun, WorkKind
from reports.definitions.base import Snapshot
from reports.definitions.municipality_counts import Counted
from reports.figures.happenings import Sessions
from reports.rules.wording import HIDDEN, alphabetical, count_hidden

NAMED = ("code", "name", "region")


def freeze(counted: Counted) -> Snapshot:
    hidden = _hidden(counted)
    measures = [_measure(counted, run, hidden) for run in counted.runs]
    ordered = sorted(measures, key=lambda measure: alphabetical(measure["name"]))
    hours = [
        {"kind": kind, "own": counted.hours[kind].own, "partner": counted.hours[kind].partner}
        for kind in WorkKind.values
        if kind in counted.hours
    ]
    return {
        "municipality": {key: getattr(counted.area, key) for key in NAMED},
        "today": {key: getattr(counted.area_now, key) for key in NAMED},
        "threshold": THRESHOLD_VULNERABLE,
        "threshold_elsewhere": THRESHOLD_OTHERS,
        "age_groups": [
            {"age_group": age, "measures": [each for each in ordered if each["age_group"] == age]}
            for age in AgeGroup.values
            if any(each["age_group"] == age for each in ordered)
        ],
        "partners": len({name for names in counted.partners.values() for name in names}),
        "hours": hours,
        "hours_total": {key: sum(row[key] for row in hours) for key in ("own", "partner")},
        "hidden": count_hidden(measures),
    }


def _hidden(counted: Counted) -> set[int]:
    """Runs whose participants are hidden. The counts stand side by side, without sums between them."""
    hidden = set(counted.hidden_in_programme)
    for run in counted.runs:
        if run.pk in counted.reached:
            threshold = THRESHOLD_VULNERABLE if run.programme.vulnerable else THRESHOLD_OTHERS
            alone = Table({run.pk: counted.reached[run.pk].participants})
            hidden |= set(protect(alone, threshold).hidden)
    return hidden


def _measure(counted: Counted, run: ProgrammeRun, hidden: set[int]) -> Snapshot:
    sessions = counted.sessions.get(run.pk, Sessions())
    lines = [line for line in counted.budget if line.run == run.pk]
    return {
        "name": run.programme.public_name,
        "kind": run.programme.kind,
        "age_group": run.programme.age_group,
        "ages": [run.programme.age_from, run.programme.age_to],
        "art_forms": run.programme.art_forms,
        "period": run.period_as_written,
        "starts_on": run.starts_on.isoformat(),
        "ends_on": run.ends_on.isoformat(),
        "partners": list(counted.partners.get(run.pk, ())),
        **_reached(counted, run.pk, hidden),
        "visitors": counted.head_counts.get((run.pk, HeadCountKind.VISITORS)),
        "together": counted.head_counts.get((run.pk, HeadCountKind.TOGETHER)),
        "planned": sessions.planned,
        "held": sessions.held,
        "cancelled": sessions.cancelled,
        "money": [
            {
                "payer": line.payer,
                "funder": line.funder,
                "agency": line.agency,
                "amount": line.amount,
                "currency": line.currency,
            }
            for line in lines
        ],
    }


def _reached(counted: Counted, run: int, hidden: set[int]) -> dict[str, Any]:
    if run in hidden:
        return {"participants": HIDDEN, "attendances": HIDDEN}
    known = counted.reached.get(run)
    return {
        "participants": known.participants if known else None,
        "attendances": known.attendances if known else None,
    }
