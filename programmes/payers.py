"""Who pays a line of the budget or of the accounts: what every such line has, and whether it may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from partners.models import Grant, PartnerAgency
from partners.rules.money import at_rate
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.saving import Refused
from portal.scope.person import Person
from portal.scope.querysets import OfSchoolQuerySet
from portal.web.amounts import MOST_ORE
from programmes.models import AccountsImport, Basis, Payer, ProgrammeRun, RunSchool
from programmes.models.budget import RunMoney

_WHY = "of a run that the actor has been judged to see"


class PaidBy(NamedTuple):
    """A kind of payer, and which grant or partner it is."""

    payer: str
    grant_id: int | None = None
    agency_id: int | None = None

    @classmethod
    def of(cls, choice: str) -> Self:
        """Raises ValueError for what is none."""
        kind, _colon, key = choice.partition(":")
        number = int(key) if key else None
        return cls(
            Payer(kind).value,
            number if kind == Payer.GRANT else None,
            number if kind == Payer.AGENCY else None,
        )

    @classmethod
    def of_line(cls, line: RunMoney | AccountsImport) -> Self:
        return cls(line.payer, line.grant_id, line.agency_id)

    @property
    def choice(self) -> str:
        key = self.grant_id or self.agency_id
        return f"{self.payer}:{key}" if key else str(self.payer)


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """`amount` in øre, or in kind `minutes` and a `rate` in øre for an hour of 60 minutes."""

    category: str
    payer: str
    text: str = ""
    grant_id: int | None = None
    agency_id: int | None = None
    basis: str = Basis.MONEY
    minutes: int | None = None
    rate: int | None = None
    amount: int | None = None

    @property
    def worth(self) -> int:
        """Raises Refused for nothing, and for more than anybody pays."""
        if self.basis == Basis.MONEY:
            assert self.amount is not None
            worth = self.amount
        else:
            assert self.minutes is not None
            assert self.rate is not None
            worth = at_rate(self.minutes, self.rate)
        if not 0 < abs(worth) <= MOST_ORE:
            raise Refused(
                _("That comes to nothing, or to more than can be right. Look at the numbers again.")
            )
        return worth

    def values(self, school: CultureSchool, grant: Grant | None) -> dict[str, object]:
        """As the line's own fields; a grant's money is in the grant's currency."""
        in_kind = self.basis != Basis.MONEY
        return {
            "category": self.category,
            "payer": self.payer,
            "text": self.text,
            "grant_id": self.grant_id if self.payer == Payer.GRANT else None,
            "agency_id": self.agency_id if self.payer == Payer.AGENCY else None,
            "basis": self.basis,
            "minutes": self.minutes if in_kind else None,
            "rate": self.rate if in_kind else None,
            "amount": self.worth,
            "currency": grant.currency if grant else school.country.currency,
        }


def grant_of(actor: Actor, paid_by: PaidBy | LineFacts, run_id: int) -> Grant | None:
    """The grant that pays. Raises Grant.DoesNotExist, or PartnerAgency.DoesNotExist for a partner, where the
    actor does not see it, or the grant's school takes no part in the run."""
    if paid_by.payer == Payer.AGENCY and paid_by.agency_id is not None:
        PartnerAgency.objects.visible_to(actor.person).get(pk=paid_by.agency_id)
    if paid_by.payer != Payer.GRANT:
        return None
    return grants_for(actor.person, run_id).get(pk=paid_by.grant_id or 0)


def grants_for(person: Person, run_id: int) -> OfSchoolQuerySet:
    """Those that the person sees of the schools that take part in the run."""
    return Grant.objects.visible_to(person).filter(school__runs=run_id).select_related("funder")


def check_new(lines: OfSchoolQuerySet, values: Mapping[str, object]) -> None:
    """Raises Refused where `lines` have the very same already, as a form that is sent twice brings it."""
    if lines.filter(**values).exists():
        raise Refused(_("The same line is here already. Where it is another, say so in its words."))


def school_locked(actor: Actor, school_id: int) -> CultureSchool:
    """One that the actor coordinates, locked until the transaction ends: its money changes one by one.

    Raises CultureSchool.DoesNotExist.
    """
    seen = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person).values("pk")
    rows = CultureSchool.objects.everything(why="one that the actor coordinates, without joins")
    found = rows.filter(pk__in=seen).select_related("municipality")
    return found.select_for_update(of=("self",), no_key=True).get(pk=school_id)


def run_of(actor: Actor, run_id: int, school: CultureSchool) -> ProgrammeRun:
    """Raises ProgrammeRun.DoesNotExist where the actor does not see it, or the school takes no part."""
    run = ProgrammeRun.objects.visible_to(actor.person).get(pk=run_id)
    if not RunSchool.objects.everything(why=_WHY).filter(run=run, school=school).exists():
        raise ProgrammeRun.DoesNotExist
    return run
