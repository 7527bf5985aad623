"""What the page of an agreement shows, read in the same number of questions however much it says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Sum

from partners.actions.own_agreement import version_of_document
from partners.models import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    Attachment,
    Commitment,
    Delivery,
    PaperKind,
)
from partners.rules.agreements import Kept, Period, Standing, standing_of
from partners.words import given_of, how_much
from portal.accounts.models import User
from portal.web.templatetags.face import coordinate
from reports.figures.commitments import logged_of

_WHY = "of an agreement that the coordinator sees"


@dataclass(frozen=True)
class Line:
    """A commitment and how it stands."""

    commitment: Commitment
    kept: Kept
    passed: Fraction
    counts: bool
    """Whether a run or a group was chosen."""

    @property
    def amount(self) -> str:
        one = self.commitment
        return how_much(one.quantity, one.unit, one.currency)

    @property
    def state(self) -> str:
        one = self.commitment
        return given_of(self.kept.given, one.quantity, one.unit, one.currency)

    @property
    def logged(self) -> str:
        return how_much(self.kept.logged, self.commitment.unit, self.commitment.currency)

    @property
    def by_hand(self) -> str:
        return how_much(self.kept.by_hand, self.commitment.unit, self.commitment.currency)

    @property
    def lags(self) -> bool:
        return self.kept.lags(self.passed)

    @property
    def parts(self) -> list[dict[str, object]]:
        given = min(100.0, float(self.kept.share * 100))
        return [{"kind": "used", "share": given}, {"kind": "left", "share": 100 - given}]

    @property
    def mark(self) -> str:
        return coordinate(float(self.passed * 100))


@dataclass(frozen=True)
class AgreementPage:
    agreement: Agreement
    standing: Standing
    passed: Fraction
    parties: Sequence[AgreementParty]
    lines: Sequence[Line]
    papers: Sequence[Attachment]
    document: AgreementDocument | None
    document_is_new: bool
    """Whether the newest document says what the agreement says."""
    following: Agreement | None

    @property
    def is_draft(self) -> bool:
        return self.standing is Standing.DRAFT

    @property
    def may_sign(self) -> bool:
        return self.is_draft and len(self.parties) > 1 and bool(self.lines)

    @property
    def lacks_copy(self) -> bool:
        return not any(one.kind == PaperKind.SIGNED_AGREEMENT for one in self.papers)

    @property
    def passed_share(self) -> float:
        return round(float(self.passed), 2)

    @property
    def last_day(self) -> datetime.date:
        return period_of(self.agreement).last_day


def period_of(agreement: Agreement) -> Period:
    return Period(agreement.starts_on, agreement.ends_on, agreement.ended_early_on)


def standing(agreement: Agreement, *, renewed: bool, today: datetime.date) -> Standing:
    return standing_of(
        period_of(agreement),
        signed=agreement.signed_on is not None,
        renewed=renewed,
        remind_days=agreement.remind_days,
        today=today,
    )


def read_agreement(agreement: Agreement, user: User, today: datetime.date) -> AgreementPage:
    following = Agreement.objects.visible_to(user).filter(renews=agreement).first()
    documents = AgreementDocument.objects.visible_to(user).filter(agreement=agreement)
    document = documents.select_related("job").order_by("-pk").first()
    passed = period_of(agreement).passed(today)
    parties = AgreementParty.objects.visible_to(user).filter(agreement=agreement)
    return AgreementPage(
        agreement=agreement,
        standing=standing(agreement, renewed=following is not None, today=today),
        passed=passed,
        parties=list(parties.select_related("school", "agency", "municipality", "contact")),
        lines=_lines(agreement, user, passed, today),
        papers=list(Attachment.objects.visible_to(user).filter(agreement=agreement)),
        document=document,
        document_is_new=document is not None and document.version == version_of_document(agreement),
        following=following,
    )


def _lines(agreement: Agreement, user: User, passed: Fraction, today: datetime.date) -> list[Line]:
    rows = Commitment.objects.visible_to(user).filter(agreement=agreement).prefetch_related(None)
    of_parties = [
        f"{side}__{kind}" for side in ("giver", "payer") for kind in ("school", "agency", "municipality")
    ]
    commitments = list(rows.select_related("giver__agreement", "payer__agreement", *of_parties))
    logged = logged_of(agreement, commitments, period_of(agreement).last_day, today)
    noted = Delivery.objects.everything(why=_WHY).filter(commitment__agreement=agreement).order_by()
    by_hand = dict(noted.values_list("commitment").annotate(sum=Sum("quantity")))
    return [
        Line(
            one,
            Kept(one.quantity, logged.get(one.pk, 0), by_hand.get(one.pk, 0)),
            passed,
            one.pk in logged,
        )
        for one in commitments
    ]
