"""Lines of the accounts of a run, noted by hand, and corrected by new lines."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.attach import attach
from partners.models import PaperKind
from partners.rules.money import at_rate
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.costs import Known, closed_through, known, said
from programmes.models import ActualLine
from programmes.payers import LineFacts, PaidBy, check_new, grant_of, run_of, school_locked
from programmes.rules.costs import Cost

FIELDS = (
    *("category", "payer", "text", "grant_id", "agency_id", "basis", "minutes", "rate", "amount"),
    *("currency", "on", "voucher"),
)
OF_THE_SYSTEM = ("amount", "currency", "on", "voucher")
"""What the accounting system has said of a line that was taken in."""


_AS_CORRECTED = ("category", "payer", "grant_id", "agency_id", "currency", "voucher", "account")


class CostRefused(Refused):
    """A rule speaks against the cost; the message names it."""


@dataclass(frozen=True, kw_only=True)
class CostFacts(LineFacts):
    on: datetime.date
    voucher: str = ""


def version_of_cost(line: ActualLine) -> str:
    return version_of_fields(line, FIELDS)


@transaction.atomic
def note_cost(*, actor: Actor, run_id: int, school_id: int, facts: CostFacts) -> ActualLine:
    """Raises DoesNotExist for a run, school, grant or partner outside the actor's scope, and Refused.

    A run that is closed takes costs as long as the school's accounts are open: invoices come late.
    """
    school = school_locked(actor, school_id)
    run = run_of(actor, run_id, school)
    values = _judged(actor, school, run.pk, facts)
    lines = ActualLine.objects.visible_to(actor.person)
    check_new(lines.filter(run=run, school=school, corrects=None, taken_from=None), values)
    line = ActualLine.objects.create(run=run, school=school, noted_by=actor.user, **values)
    _record(actor, "note cost", line, before=None, **noted(values))
    return line


@transaction.atomic
def change_cost(*, actor: Actor, line_id: int, facts: CostFacts, based_on: str) -> ActualLine:
    """Of a line that was taken in only who pays, for what, and its words.

    Raises as `note_cost` does, and ChangedMeanwhile.
    """
    line, school = _locked(actor, line_id)
    if line.corrects_id or line.corrections.exists():
        raise CostRefused(_("This line has been corrected, so it stays. Correct it once more by a new line."))
    values = _judged(actor, school, line.run_id, facts, besides=line)
    if stands(line, values):
        return line
    check_version(based_on, version_of_cost(line))
    if line.taken_from_id and any(getattr(line, name) != values[name] for name in OF_THE_SYSTEM):
        raise CostRefused(
            _("Day, amount and voucher are the accounting system's. Correct them by a new line.")
        )
    before, paid_by = line.amount, PaidBy.of_line(line).choice
    put(line, values)
    line.save(update_fields=list(values))
    moved = {"paid_by": {"before": paid_by, "after": PaidBy.of_line(line).choice}}
    _record(actor, "change cost", line, before=before, **noted(values), **moved)
    return line


@transaction.atomic
def remove_cost(*, actor: Actor, line_id: int) -> None:
    """Of what was noted by hand by mistake, in an open period. Raises as `change_cost` does."""
    line, _school = _locked(actor, line_id)
    if line.taken_from_id or line.corrects_id or line.corrections.exists():
        raise CostRefused(_("This line stays in the accounts. Correct it by a new line."))
    values = {"amount": {"before": line.amount, "after": None}}
    record(actor, "remove cost", line, school=line.school_id, run=line.run_id, **values)
    line.delete()


@transaction.atomic
def correct_cost(
    *, actor: Actor, line_id: int, on: datetime.date, text: str, amount: int = 0, minutes: int = 0
) -> ActualLine:
    """A new line of the difference, so that both together are `amount` øre, or of what is given in kind
    `minutes` at the line's rate; also for a closed period.

    Raises ActualLine.DoesNotExist outside the actor's scope, and CostRefused.
    """
    line, school = _locked(actor, line_id, closed_too=True)
    if line.corrects_id:
        raise CostRefused(_("This line is itself a correction. Correct the line that it belongs to."))
    known_of_it = [line, *line.corrections.all()]
    in_kind = {}
    if line.rate is not None:
        amount = at_rate(minutes, line.rate)
        stands_at = sum(one.minutes or 0 for one in known_of_it)
        in_kind = {"basis": line.basis, "rate": line.rate, "minutes": minutes - stands_at}
    difference = amount - sum(one.amount for one in known_of_it)
    if not difference:
        raise CostRefused(_("It stands at this amount already."))
    _check(Cost(on, difference, "", line.category), known(school))
    made = ActualLine.objects.create(
        run_id=line.run_id,
        school=school,
        corrects=line,
        on=on,
        text=text,
        amount=difference,
        noted_by=actor.user,
        **in_kind,
        **{name: getattr(line, name) for name in _AS_CORRECTED},
    )
    _record(actor, "correct cost", made, before=None, corrects=line.pk)
    return made


def keep_receipt(*, actor: Actor, line_id: int, title: str, name: str, content: bytes) -> ActualLine:
    """Instead of the one that was there, also in a closed period: it changes no amount.

    Raises ActualLine.DoesNotExist outside the actor's scope, and Refused for a file that is no paper.
    """
    own = ActualLine.objects.visible_to(actor.person).kept_by(actor.person)
    school_id = own.get(pk=line_id).school_id
    paper = attach(
        actor=actor,
        school_id=school_id,
        kind=PaperKind.RECEIPTS,
        title=title,
        name=name,
        content=content,
    )
    with transaction.atomic():
        line = own.select_for_update(of=("self",), no_key=True).get(pk=line_id)
        line.receipt = paper
        line.save(update_fields=["receipt"])
        record(actor, "keep receipt", line, school=school_id, run=line.run_id, sha256=paper.sha256)
    return line


def _locked(actor: Actor, line_id: int, *, closed_too: bool = False) -> tuple[ActualLine, CultureSchool]:
    """Raises CostRefused for a line of a closed period, unless `closed_too`."""
    own = ActualLine.objects.visible_to(actor.person).kept_by(actor.person)
    school = school_locked(actor, own.get(pk=line_id).school_id)
    line = own.prefetch_related("corrections").get(pk=line_id)
    closed = closed_through(school)
    if not closed_too and closed and line.on <= closed:
        raise CostRefused(_("The accounts of this day are closed. Correct it by a new line on a later day."))
    return line, school


def _judged(
    actor: Actor, school: CultureSchool, run_id: int, facts: CostFacts, *, besides: ActualLine | None = None
) -> dict[str, object]:
    grant = grant_of(actor, facts, run_id)
    now = known(school, [grant], (facts.voucher,), besides=besides)
    _check(Cost(facts.on, facts.worth, facts.voucher, facts.category, grant.pk if grant else None), now)
    return facts.values(school, grant) | {"on": facts.on, "voucher": facts.voucher}


def _check(cost: Cost, now: Known) -> None:
    if rule := now.against(cost):
        raise CostRefused(said(rule, cost, now))


def _record(actor: Actor, action: str, line: ActualLine, *, before: int | None, **values: object) -> None:
    values["amount"] = {"before": before, "after": line.amount}
    record(actor, action, line, school=line.school_id, run=line.run_id, **values)
