"""The schemes that a school knows: taken in ready, or written down by itself; each corrected as it likes."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.actions.conditions import CONDITIONS, ConditionFacts, told_of, values_of
from partners.actions.save_conditions import version_of_conditions
from partners.actions.save_funder import FunderFacts, funder_named
from partners.models import AskedPaper, GrantScheme
from partners.ready_schemes import ReadyScheme
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import put, stands, unique_name
from portal.audit.versions import check_version, version_of


@dataclass(frozen=True)
class SchemeFacts:
    name: str
    about: str = ""
    source: str = ""
    funder: FunderFacts | None = None


def version_of_scheme(row: GrantScheme) -> str:
    return version_of(row.name, row.about, row.source, row.funder_id, version_of_conditions(row))


@transaction.atomic
def add_scheme(
    *, actor: Actor, school_id: int, facts: SchemeFacts, conditions: ConditionFacts
) -> GrantScheme:
    """Raises CultureSchool.DoesNotExist outside the actor's scope, and NameTaken."""
    school = _school(actor, school_id)
    row = GrantScheme(school=school, **_values(actor, school, facts, conditions))
    with unique_name(_taken(facts.name)):
        row.save()
    record(actor, "add scheme", row, school=school, name=row.name)
    return row


@transaction.atomic
def take_in_scheme(*, actor: Actor, school_id: int, ready: ReadyScheme) -> GrantScheme:
    """A ready one becomes the school's own. Raises as `add_scheme`."""
    facts = SchemeFacts(
        ready.name, ready.about, ready.source, FunderFacts(*ready.funder) if ready.funder else None
    )
    row = add_scheme(
        actor=actor, school_id=school_id, facts=facts, conditions=ConditionFacts(**ready.conditions)
    )
    AskedPaper.objects.bulk_create(AskedPaper(scheme=row, **paper) for paper in ready.papers)
    return row


@transaction.atomic
def change_scheme(
    *, actor: Actor, scheme_id: int, facts: SchemeFacts, conditions: ConditionFacts, based_on: str
) -> GrantScheme:
    """For applications to come: grants keep theirs. Raises DoesNotExist, NameTaken and ChangedMeanwhile."""
    row = _locked(actor, scheme_id)
    school = _school(actor, row.school_id)
    values = _values(actor, school, facts, conditions)
    if stands(row, values):
        return row
    check_version(based_on, version_of_scheme(row))
    least = {"before": row.least_amount, "after": conditions.least_amount}
    put(row, values)
    with unique_name(_taken(facts.name)):
        row.save(update_fields=["name", "about", "source", "funder", *CONDITIONS])
    record(actor, "change scheme", row, school=row.school_id, amount=least, **told_of(conditions))
    return row


@transaction.atomic
def end_scheme(*, actor: Actor, scheme_id: int, ended: bool) -> GrantScheme:
    """No longer offered for new applications, or offered again. Raises GrantScheme.DoesNotExist."""
    row = _locked(actor, scheme_id)
    if bool(row.ended_on) != ended:
        row.ended_on = timezone.localdate() if ended else None
        row.save(update_fields=["ended_on"])
        record(actor, "end scheme" if ended else "take up scheme", row, school=row.school_id)
    return row


def _values(
    actor: Actor, school: CultureSchool, facts: SchemeFacts, conditions: ConditionFacts
) -> dict[str, Any]:
    funder = funder_named(actor, facts.funder, school.municipality.country) if facts.funder else None
    named = {"name": facts.name, "about": facts.about, "source": facts.source}
    return {**named, "funder": funder, **values_of(conditions)}


def _school(actor: Actor, school_id: int) -> CultureSchool:
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    return schools.select_related("municipality").get(pk=school_id)


def _locked(actor: Actor, scheme_id: int) -> GrantScheme:
    return GrantScheme.objects.visible_to(actor.person).select_for_update(no_key=True).get(pk=scheme_id)


def _taken(name: str) -> str:
    return _("There is a scheme called “%(name)s” already.") % {"name": name}
