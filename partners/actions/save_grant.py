"""Writing down what is applied for, and correcting it."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from partners.actions.conditions import conditions_of, copy_papers
from partners.actions.derive_reports import derive_reports
from partners.actions.own_grant import open_grant
from partners.actions.save_funder import FunderFacts, funder_named
from partners.models import Funder, Grant, GrantScheme, GrantState, ReportDue, ReportKind
from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from portal.scope.roles import Role

_OWN = "of a school whose coordinator the actor is"
_NOT_TOLD = ("purpose", "goals", "title", "reference", "amount")
"""Words are the application's: that they changed is in the log, not what they say. Amounts stand apart."""


@dataclass(frozen=True)
class GrantFacts:
    """`amount` in øre: what is applied for, and from the award on what was awarded.

    `awarded_on` corrects the day of an award; without it that day stays.
    """

    purpose: str
    amount: int
    currency: str
    starts_on: datetime.date
    ends_on: datetime.date
    title: str = ""
    goals: str = ""
    applied_on: datetime.date | None = None
    reference: str = ""
    responsible_id: int | None = None
    awarded_on: datetime.date | None = None


FIELDS = tuple(GrantFacts.__dataclass_fields__)


def version_of_grant(grant: Grant) -> str:
    return version_of_fields(grant, (*FIELDS, "funder_id", "state"))


@transaction.atomic
def write_application(
    *,
    actor: Actor,
    school_id: int,
    funder: int | FunderFacts,
    facts: GrantFacts,
    scheme_id: int | None = None,
) -> Grant:
    """Under a scheme, whose conditions become the grant's own; or under none.

    Raises DoesNotExist for what the actor does not coordinate, and Refused.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_related("municipality").get(pk=school_id)
    grant = Grant(school=school, **{**asdict(facts), "awarded_on": None}, applied_amount=facts.amount)
    grant.funder = _funder(actor, funder, school)
    if scheme_id:
        schemes = GrantScheme.objects.visible_to(actor.person).filter(school=school)
        grant.scheme = schemes.get(pk=scheme_id)
        put(grant, conditions_of(grant.scheme))
    _check_responsible(grant)
    _check_earlier_report(grant)
    grant.save()
    if grant.scheme:
        copy_papers(grant.scheme, grant)
    record(
        actor,
        "write application",
        grant,
        school=school,
        amount={"before": None, "after": grant.amount},
        currency=grant.currency,
        funder=grant.funder_id,
    )
    return grant


@transaction.atomic
def change_grant(
    *, actor: Actor, grant_id: int, funder: int | FunderFacts, facts: GrantFacts, based_on: str
) -> Grant:
    """Raises Grant.DoesNotExist outside the actor's scope, Closed, Refused and ChangedMeanwhile."""
    grant = open_grant(actor, grant_id)
    chosen = _funder(actor, funder, grant.school)
    day = grant.awarded_on and (facts.awarded_on or grant.awarded_on)
    values = {**asdict(facts), "funder_id": chosen.pk, "awarded_on": day}
    if stands(grant, values):
        return grant
    check_version(based_on, version_of_grant(grant))
    if grant.state == GrantState.AWARDED and grant.currency != facts.currency:
        raise Refused(_("The grant is awarded in %(currency)s: that stays.") % {"currency": grant.currency})
    before = grant.amount
    put(grant, values)
    if grant.state == GrantState.APPLIED:
        grant.applied_amount = facts.amount
        _check_earlier_report(grant)
    _check_responsible(grant)
    grant.save()
    derive_reports(grant)
    told = noted({name: value for name, value in values.items() if name not in _NOT_TOLD})
    change = {"before": before, "after": grant.amount}
    record(actor, "change grant", grant, school=grant.school_id, amount=change, **told)
    return grant


@transaction.atomic
def remove_application(*, actor: Actor, grant_id: int) -> None:
    """One that was written by mistake. Raises Grant.DoesNotExist, Closed, and Refused once it is answered or
    stands in a budget."""
    grant = open_grant(actor, grant_id)
    if grant.state != GrantState.APPLIED:
        raise Refused(_("The funder has answered, so it stays."))
    told = {"amount": {"before": grant.amount, "after": None}, "currency": grant.currency}
    record(actor, "remove application", grant, school=grant.school_id, **told)
    try:
        grant.delete()
    except ProtectedError:
        raise Refused(_("It stands in the budget of a run: take it out there first.")) from None


def _funder(actor: Actor, funder: int | FunderFacts, school: CultureSchool) -> Funder:
    country = school.municipality.country
    if isinstance(funder, FunderFacts):
        return funder_named(actor, funder, country)
    return Funder.objects.visible_to(actor.person).get(pk=funder)


def _check_responsible(grant: Grant) -> None:
    if grant.responsible_id is None:
        return
    members = Membership.objects.everything(why=_OWN).current().filter(school=grant.school_id)
    if not members.filter(user=grant.responsible_id, role=Role.COORDINATOR).exists():
        raise Refused(_("Whoever is responsible is a coordinator of the school."))


def _check_earlier_report(grant: Grant) -> None:
    """What was sent is held against the condition; as long as it is written, no day stands in it."""
    if not grant.applied_on:
        return
    running = Grant.objects.everything(why=_OWN).filter(state=GrantState.AWARDED, report_before_next=True)
    own = running.filter(school=grant.school_id, funder=grant.funder_id).exclude(pk=grant.pk)
    sent = ReportDue.objects.everything(why=_OWN).filter(kind=ReportKind.FINAL, sent_on__isnull=False)
    if owed := own.exclude(pk__in=sent.values("grant")).select_related("funder").first():
        raise Refused(
            _(
                "%(funder)s asks for the final report on “%(grant)s” before the next application. Note that "
                "report as sent first, or leave the day of the application empty while you write it."
            )
            % {"funder": owed.funder, "grant": owed}
        )
