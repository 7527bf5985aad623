"""Who pays a line of the budget or of the accounts: what every such line has, and whether it may."""

from dataclasses import dataclass

from partners.models import Grant, PartnerAgency
from partners.rules.money import at_rate
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from programmes.models import Basis, Payer, ProgrammeRun, RunSchool

_WHY = "of a run that the actor has been judged to see"


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
        if self.basis == Basis.MONEY:
            assert self.amount is not None
            return self.amount
        assert self.minutes is not None
        assert self.rate is not None
        return at_rate(self.minutes, self.rate)

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


def grant_of(actor: Actor, facts: LineFacts) -> Grant | None:
    """The grant that pays. Raises Grant.DoesNotExist, or PartnerAgency.DoesNotExist for a partner, where the
    actor does not see it."""
    if facts.payer == Payer.AGENCY and facts.agency_id is not None:
        PartnerAgency.objects.visible_to(actor.person).get(pk=facts.agency_id)
    if facts.payer != Payer.GRANT:
        return None
    return Grant.objects.visible_to(actor.person).select_related("funder").get(pk=facts.grant_id or 0)


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
