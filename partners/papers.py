"""Which papers a funder asks for with a report or an application, and which of them are there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from partners.models import Attachment, Grant, PaperKind, PaperStage, ReportDue
from partners.rules.conditions import Asked, asked_for


@dataclass(frozen=True)
class Paper:
    """`there` is what was attached of it, if anything."""

    kind: PaperKind
    note: str
    there: Attachment | None

    @property
    def words(self) -> str:
        return _in_words(self.kind, self.note)


def papers_of_report(report: ReportDue) -> list[Paper]:
    """The report's own, and with the final one what is still owed from the application.

    Read from `grant.asked_papers`, `grant.attachments` and `grant.reports_due`: `with_papers()` fetches them.
    """
    grant = report.grant
    alone = len(grant.reports_due.all()) <= 1
    own = [
        one for one in grant.attachments.all() if one.report_id == report.pk or (alone and not one.report_id)
    ]
    found = _papers(asked_of(grant, PaperStage.REPORT), own)
    if report.kind == "final":
        owed = [
            paper
            for paper in papers_of_application(grant)
            if not paper.there or paper.there.report_id == report.pk
        ]
        found = owed + [paper for paper in found if paper.kind not in {one.kind for one in owed}]
    return found


def papers_of_application(grant: Grant) -> list[Paper]:
    return _papers(asked_of(grant, PaperStage.APPLICATION), grant.attachments.all())


def missing_papers(report: ReportDue) -> tuple[str, ...]:
    """In words; see `papers_of_report`."""
    return tuple(paper.words for paper in papers_of_report(report) if not paper.there)


def asked_of(grant: Grant, stage: PaperStage) -> list[Asked]:
    asked = [Asked(one.kind, one.stage, one.above, one.up_to, one.note) for one in grant.asked_papers.all()]
    comparable = None
    if grant.comparable_accounts and stage == PaperStage.REPORT:
        comparable = Asked(PaperKind.ACCOUNTS, PaperStage.REPORT, note=_("comparable with the budget"))
    return asked_for(asked, grant.amount, stage=stage, comparable=comparable)


def _papers(asked: Iterable[Asked], attached: Iterable[Attachment]) -> list[Paper]:
    there = {one.kind: one for one in attached}
    return [Paper(PaperKind(one.kind), one.note, _found(one.kind, there)) for one in asked]


def _found(kind: str, there: dict[str, Attachment]) -> Attachment | None:
    """Accounts with two signatures are accounts."""
    kinds = (kind, PaperKind.ACCOUNTS_TWO_SIGNATURES) if kind == PaperKind.ACCOUNTS else (kind,)
    return next((there[one] for one in kinds if one in there), None)


def words_of(asked: Asked) -> str:
    return _in_words(PaperKind(asked.kind), asked.note)


def _in_words(kind: PaperKind, note: str) -> str:
    return f"{kind.label} ({note})" if note else str(kind.label)
