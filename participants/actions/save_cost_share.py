"""What several pay together: what is shared, by whom, and since when."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.free_place import locked_place
from participants.actions.save_settings import locked_school
from participants.models import CostShare, PayerKind, SettlementLine, ShareBasis, SharePayer
from participants.owed import promises_of
from participants.querysets.fees import holding_between
from participants.rules.sharing import SharesWrong, rest_taker
from partners.models import Agreement, Equipment, Grant, PartnerAgency
from partners.rules.money import at_rate
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused
from portal.audit.versions import check_version, version_of
from portal.geography.models import Municipality
from programmes.models import Group, ProgrammeRun

ACTIVITY, GROUP, THING, PLACE = "run", "group", "equipment", "enrolment"
_WHY = "of a school that the actor coordinates"


@dataclass(frozen=True)
class Facts:
    title: str
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    agreement_id: int | None = None


@dataclass(frozen=True)
class Part:
    """One payer's; `pk` is that of the agency, municipality or grant; money, or minutes at a rate."""

    kind: str
    pk: int | None = None
    basis: str = ShareBasis.PERCENT
    share: Decimal | None = None
    amount: int | None = None
    minutes: int | None = None
    rate: int | None = None
    takes_rest: bool = False
    case_reference: str = ""


@transaction.atomic
def create_cost_share(*, actor: Actor, of: str, pk: int, facts: Facts, parts: Sequence[Part]) -> CostShare:
    """`of` and `pk` say what is shared. Raises ObjectDoesNotExist outside the actor's scope, and Refused."""
    school_id = _school_of(actor, of, pk)
    school = locked_school(actor, school_id)
    share = CostShare(school=school, currency=school.country.currency, **{f"{of}_id": pk})
    _check_sent_once(of, pk, facts)
    _check_place_is_free_to_share(share, facts)
    _put(actor, share, facts)
    share.save()
    _save_parts(actor, share, parts)
    record(actor, "share costs", share, school=school, before=None, after=_noted(parts))
    return share


@transaction.atomic
def change_cost_share(
    *, actor: Actor, share_id: int, facts: Facts, parts: Sequence[Part], based_on: str
) -> CostShare:
    """What was settled stays; what the payers owe by now is in the next settlement.

    Raises CostShare.DoesNotExist outside the actor's scope, Refused and ChangedMeanwhile.
    """
    share = locked_share(actor, share_id)
    locked_school(actor, share.school_id)
    check_version(based_on, version_of_share(share))
    before = _noted(parts_of(share))
    _check_place_is_free_to_share(share, facts)
    _put(actor, share, facts)
    share.save()
    share.payers.all().delete()
    _save_parts(actor, share, parts)
    record(actor, "change shared costs", share, school=share.school_id, before=before, after=_noted(parts))
    return share


@transaction.atomic
def remove_cost_share(*, actor: Actor, share_id: int) -> None:
    """One made by mistake. Raises CostShare.DoesNotExist outside the actor's scope, and Refused."""
    share = locked_share(actor, share_id)
    locked_school(actor, share.school_id)
    settled = SettlementLine.objects.everything(why=_WHY).filter(cost_share=share)
    if settled.exists() or share.costs.exists():
        raise Refused(_("Something has been settled or written down here. Say when it ends instead."))
    before = _noted(parts_of(share))
    record(actor, "remove shared costs", share, school=share.school_id, before=before, after=None)
    share.delete()


def locked_share(actor: Actor, share_id: int) -> CostShare:
    shares = CostShare.objects.visible_to(actor.person).select_related("school")
    return shares.select_for_update(of=("self",), no_key=True).get(pk=share_id)


def version_of_share(share: CostShare) -> str:
    values = [asdict(part) for part in parts_of(share)]
    return version_of(share.title, share.starts_on, share.ends_on, share.agreement_id, values)


def parts_of(share: CostShare) -> list[Part]:
    return [
        Part(
            kind=row.kind,
            pk=row.agency_id or row.municipality_id or row.grant_id,
            basis=row.basis,
            share=row.share,
            amount=row.amount,
            minutes=row.minutes,
            rate=row.rate,
            takes_rest=row.takes_rest,
            case_reference=row.case_reference,
        )
        for row in share.payers.all().order_by("pk")
    ]


def _school_of(actor: Actor, of: str, pk: int) -> int:
    if of == PLACE:
        return locked_place(actor, pk).school_id
    if of == ACTIVITY:
        return ProgrammeRun.objects.visible_to(actor.person).get(pk=pk).host_school_id
    model = Group if of == GROUP else Equipment
    return int(model.objects.visible_to(actor.person).get(pk=pk).school_id)  # type: ignore[attr-defined]


def _put(actor: Actor, share: CostShare, facts: Facts) -> None:
    if facts.ends_on and facts.ends_on < facts.starts_on:
        raise Refused(_("The last day lies before the first."))
    if facts.agreement_id:
        agreements = Agreement.objects.visible_to(actor.person).filter(school=share.school_id)
        agreements.get(pk=facts.agreement_id)
    for name, value in asdict(facts).items():
        setattr(share, name, value)


def _check_sent_once(of: str, pk: int, facts: Facts) -> None:
    same = CostShare.objects.everything(why=_WHY).filter(**{of: pk})
    if same.filter(title=facts.title, starts_on=facts.starts_on).exists():
        raise Refused(_("It is shared already under this name and from this day."))


def _check_place_is_free_to_share(share: CostShare, facts: Facts) -> None:
    """A place is shared once at a time."""
    if not share.enrolment_id:
        return
    others = CostShare.objects.everything(why=_WHY).filter(enrolment=share.enrolment_id).exclude(pk=share.pk)
    other = others.filter(holding_between(facts.starts_on, facts.ends_on or datetime.date.max)).first()
    if other:
        raise Refused(
            _("This place is shared already in these days: %(title)s. End that first.")
            % {"title": other.title}
        )


def _save_parts(actor: Actor, share: CostShare, parts: Sequence[Part]) -> None:
    rows = [_payer(actor, share, part) for part in parts]
    if not share.enrolment_id and any(row.kind == PayerKind.FAMILY for row in rows):
        raise Refused(_("A family pays for its child's place, and for nothing else."))
    if len({(row.kind, part.pk) for row, part in zip(rows, parts, strict=True)}) < len(rows):
        raise Refused(_("Each payer stands once."))
    try:
        rest_taker(promises_of(rows))
    except SharesWrong:
        raise Refused(_shares_wrong(rows)) from None
    SharePayer.objects.bulk_create(rows)


def _shares_wrong(rows: Sequence[SharePayer]) -> str:
    whole = sum((row.share for row in rows if row.share is not None), Decimal(0))
    if whole != 1:
        said = format((whole * 100).normalize(), "f")
        return _("The per cent are %(whole)s together. They have to be 100.") % {"whole": said}
    return _("Say who takes the øre that do not divide: one of those who pay per cent.")


def _payer(actor: Actor, share: CostShare, part: Part) -> SharePayer:
    values = {name: value for name, value in asdict(part).items() if name != "pk"}
    row = SharePayer(cost_share=share, **values)
    if part.basis == ShareBasis.KIND:
        row.amount = at_rate(part.minutes or 0, part.rate or 0)
        if not row.amount:
            raise Refused(_("Write the hours, and what an hour is worth."))
    if part.basis == ShareBasis.MONEY and not part.amount:
        raise Refused(_("Write the amount that is paid each time."))
    if part.basis == ShareBasis.PERCENT and part.share is None:
        raise Refused(_("Write how many per cent each pays."))
    _name(actor, row, part, share.school)
    return row


def _name(actor: Actor, row: SharePayer, part: Part, school: CultureSchool) -> None:
    """Raises ObjectDoesNotExist for a payer that the school has nothing to do with."""
    if part.kind == PayerKind.AGENCY:
        row.agency = PartnerAgency.objects.visible_to(actor.person).get(pk=part.pk or 0)
    elif part.kind == PayerKind.MUNICIPALITY:
        row.municipality = Municipality.objects.everything(why="reference data").get(pk=part.pk or 0)
    elif part.kind == PayerKind.GRANT:
        grants = Grant.objects.visible_to(actor.person).filter(school=school)
        row.grant = grants.filter(currency=school.country.currency).get(pk=part.pk or 0)


def _noted(parts: Sequence[Part]) -> dict[str, object]:
    """By payer what each gives; the case number of a payer stays out of the log."""
    return {f"{one.kind}-{one.pk or ''}".rstrip("-"): _given(one) for one in parts}


def _given(part: Part) -> str:
    if part.basis == ShareBasis.KIND:
        return f"{part.minutes} min × {part.rate}"
    return str(part.amount if part.basis == ShareBasis.MONEY else part.share)
