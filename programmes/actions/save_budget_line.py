"""What each payer puts into a run, as it is planned."""

from dataclasses import dataclass

from django.db import transaction

from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import BudgetLine
from programmes.payers import LineFacts, PaidBy, check_new, grant_of, run_of, school_locked
from programmes.policies.run import check_open

FIELDS = (
    *("category", "payer", "text", "grant_id", "agency_id", "basis", "minutes", "rate", "amount"),
    *("currency", "expected"),
)


@dataclass(frozen=True, kw_only=True)
class BudgetFacts(LineFacts):
    """`expected`: what it will end at, in øre, where that is known to differ."""

    expected: int | None = None


def version_of_budget_line(line: BudgetLine) -> str:
    return version_of_fields(line, FIELDS)


@transaction.atomic
def add_budget_line(*, actor: Actor, run_id: int, school_id: int, facts: BudgetFacts) -> BudgetLine:
    """Raises DoesNotExist for a run, school, grant or partner outside the actor's scope, RunClosed
    and Refused."""
    school = school_locked(actor, school_id)
    run = run_of(actor, run_id, school)
    check_open(run)
    values = facts.values(school, grant_of(actor, facts, run_id)) | {"expected": facts.expected}
    check_new(BudgetLine.objects.visible_to(actor.person).filter(run=run, school=school), values)
    line = BudgetLine.objects.create(run=run, school=school, **values)
    _record(actor, "add budget line", line, before=None, after=line.amount, **noted(values))
    return line


@transaction.atomic
def change_budget_line(*, actor: Actor, line_id: int, facts: BudgetFacts, based_on: str) -> BudgetLine:
    """Raises as `add_budget_line` does, and ChangedMeanwhile."""
    line = _locked(actor, line_id)
    values = facts.values(line.school, grant_of(actor, facts, line.run_id)) | {"expected": facts.expected}
    if stands(line, values):
        return line
    check_version(based_on, version_of_budget_line(line))
    before, expected, paid_by = line.amount, line.expected, PaidBy.of_line(line).choice
    put(line, values)
    line.save(update_fields=list(values))
    told = noted(values) | {
        "expected": {"before": expected, "after": line.expected},
        "paid_by": {"before": paid_by, "after": PaidBy.of_line(line).choice},
    }
    _record(actor, "change budget line", line, before=before, after=line.amount, **told)
    return line


@transaction.atomic
def remove_budget_line(*, actor: Actor, line_id: int) -> None:
    """Raises BudgetLine.DoesNotExist outside the actor's scope, and RunClosed."""
    line = _locked(actor, line_id)
    _record(actor, "remove budget line", line, before=line.amount, after=None, currency=line.currency)
    line.delete()


def _locked(actor: Actor, line_id: int) -> BudgetLine:
    rows = BudgetLine.objects.visible_to(actor.person).select_related("run", "school__municipality")
    line = rows.select_for_update(of=("self",), no_key=True).get(pk=line_id)
    check_open(line.run)
    return line


def _record(
    actor: Actor, action: str, line: BudgetLine, *, before: int | None, after: int | None, **values: object
) -> None:
    values["amount"] = {"before": before, "after": after}
    record(actor, action, line, school=line.school_id, run=line.run_id, **values)
