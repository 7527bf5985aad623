"""A draft of an agreement: making it, changing what it says, and taking it away."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.own_agreement import OF_IT, own_agreement, own_draft
from partners.actions.save_party import Who, add, check_seen, party_of
from partners.models import Agreement, AgreementDocument, Attachment
from portal.accounts.models import CultureSchool, Membership
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from portal.documents import storage
from portal.scope.roles import Role

FIELDS = ("kind", "title", "aims", "starts_on", "ends_on", "remind_days", "responsible_id")
WRITTEN = ("title", "aims")
NOT_OF_THE_TEXT = ("remind_days", "responsible_id")


@dataclass(frozen=True)
class AgreementFacts:
    kind: str
    title: str
    aims: str
    starts_on: datetime.date
    ends_on: datetime.date
    remind_days: int = 90
    responsible_id: int | None = None


def version_of_agreement(agreement: Agreement) -> str:
    return version_of_fields(agreement, FIELDS)


@transaction.atomic
def make_agreement(*, actor: Actor, school_id: int, facts: AgreementFacts, other: Who) -> Agreement:
    """Between the school and `other`; the same one again, as long as nothing came of it, is that one.

    Raises DoesNotExist for what the actor does not see, and Refused.
    """
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    _check(school, facts)
    check_seen(actor, other)
    drafts = Agreement.objects.everything(why="of the school just locked").filter(
        signed_on=None, school=school, commitments=None, **asdict(facts)
    )
    if twin := next((one for one in drafts if party_of(one, other)), None):
        return twin
    agreement = Agreement.objects.create(school=school, **asdict(facts))
    add(agreement, Who(school_id=school.pk))
    if other != Who(school_id=school.pk):
        add(agreement, other)
    record(actor, "make agreement", agreement, school=school, **noted({"kind": facts.kind}))
    return agreement


@transaction.atomic
def change_agreement(*, actor: Actor, agreement_id: int, facts: AgreementFacts, based_on: str) -> Agreement:
    """Of a signed one only who is reminded and when. Raises DoesNotExist, Refused and ChangedMeanwhile."""
    agreement = own_agreement(actor, agreement_id)
    values = asdict(facts)
    if agreement.signed_on:
        values = {name: values[name] for name in NOT_OF_THE_TEXT}
    if stands(agreement, values):
        return agreement
    check_version(based_on, version_of_agreement(agreement))
    _check(agreement.school, facts)
    before = {name: getattr(agreement, name) for name in values}
    put(agreement, values)
    agreement.save(update_fields=list(values))
    changed = sorted(name for name in values if before[name] != values[name])
    told = {"before": _told(before), "changed": changed, **_told(values)}
    record(actor, "change agreement", agreement, school=agreement.school_id, **told)
    return agreement


@transaction.atomic
def remove_draft(*, actor: Actor, agreement_id: int) -> None:
    """With its papers. Raises Agreement.DoesNotExist and Closed."""
    agreement = own_draft(actor, agreement_id)
    papers = Attachment.objects.everything(why=OF_IT).filter(agreement=agreement)
    made = AgreementDocument.objects.everything(why=OF_IT).filter(agreement=agreement)
    for path in [
        *papers.values_list("file", flat=True),
        *made.exclude(file="").values_list("file", flat=True),
    ]:
        transaction.on_commit(partial(storage.remove, path))
    record(actor, "remove agreement", agreement, school=agreement.school_id, kind=agreement.kind)
    # First what leans on the parties: a party that promises is kept by the database.
    agreement.commitments.everything(why=OF_IT).delete()
    agreement.delete()


def _told(values: Mapping[str, object]) -> dict[str, object]:
    """For the log, which nobody empties: nothing that somebody has written freely."""
    return noted({name: value for name, value in values.items() if name not in WRITTEN})


def _check(school: CultureSchool, facts: AgreementFacts) -> None:
    if facts.ends_on < facts.starts_on:
        raise Refused(_("The last day lies before the first."))
    if facts.responsible_id is None:
        return
    at_school = Membership.objects.everything(why="of the school just locked").current()
    if not at_school.filter(school=school, role=Role.COORDINATOR, user=facts.responsible_id).exists():
        raise Refused(_("Whoever is responsible coordinates the school: choose one who does."))
