"""Correcting what a funder asks for of a grant, and which papers it or a scheme asks for."""

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.conditions import CONDITIONS, ConditionFacts, told_of, values_of
from partners.actions.derive_reports import derive_reports
from partners.actions.own_grant import open_grant
from partners.models import AskedPaper, Grant, GrantScheme
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, put, stands
from portal.audit.versions import check_version, version_of_fields


def version_of_conditions(row: Grant | GrantScheme) -> str:
    return version_of_fields(row, CONDITIONS)


@transaction.atomic
def change_conditions(*, actor: Actor, grant_id: int, facts: ConditionFacts, based_on: str) -> Grant:
    """The reports that are due follow. Raises DoesNotExist, Closed and ChangedMeanwhile."""
    grant = open_grant(actor, grant_id)
    values = values_of(facts)
    if stands(grant, values):
        return grant
    check_version(based_on, version_of_conditions(grant))
    least = {"before": grant.least_amount, "after": facts.least_amount}
    put(grant, values)
    grant.save(update_fields=CONDITIONS)
    derive_reports(grant)
    told = {"amount": least, "currency": grant.currency, **told_of(facts)}
    record(actor, "change conditions", grant, school=grant.school_id, **told)
    return grant


@transaction.atomic
def ask_for_paper(
    *,
    actor: Actor,
    stage: str,
    kind: str,
    above: int = 0,
    up_to: int | None = None,
    note: str = "",
    grant_id: int | None = None,
    scheme_id: int | None = None,
) -> AskedPaper:
    """One more, of a grant or of a scheme. Raises DoesNotExist, Closed, and Refused for one that is there."""
    grant = open_grant(actor, grant_id) if grant_id else None
    scheme = None if grant else GrantScheme.objects.visible_to(actor.person).get(pk=scheme_id or 0)
    span = {"above": above, "up_to": up_to}
    facts = {"grant": grant, "scheme": scheme, "stage": stage, "kind": kind, **span}
    if AskedPaper.objects.visible_to(actor.person).filter(**facts).exists():
        raise Refused(_("This paper is on the list already."))
    paper = AskedPaper.objects.create(**facts, note=note)
    owner = grant or scheme
    assert owner
    record(actor, "ask for paper", paper, school=owner.school_id, stage=stage, kind=kind, **span)
    return paper


@transaction.atomic
def no_longer_ask(*, actor: Actor, paper_id: int) -> None:
    """Raises AskedPaper.DoesNotExist outside the actor's scope, and Closed."""
    paper = AskedPaper.objects.visible_to(actor.person).select_related("scheme").get(pk=paper_id)
    owner = open_grant(actor, paper.grant_id) if paper.grant_id else paper.scheme
    assert owner
    span = {"above": paper.above, "up_to": paper.up_to}
    record(actor, "no longer ask for paper", paper, school=owner.school_id, kind=paper.kind, **span)
    paper.delete()
