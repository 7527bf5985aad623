"""A funder by its name: public bodies and foundations that all schools of a country share."""

from dataclasses import dataclass

from partners.models import Funder, FunderKind
from portal.audit.actor import Actor
from portal.audit.log import record

_SHARED = "funders are public bodies that all coordinators see"


@dataclass(frozen=True)
class FunderFacts:
    name: str
    kind: str = FunderKind.OTHER


def funder_named(actor: Actor, facts: FunderFacts, country: str) -> Funder:
    """The one of that name in the country, whatever its letters' size; a new one where there is none."""
    rows = Funder.objects.everything(why=_SHARED)
    if found := rows.filter(country=country, name__iexact=facts.name.strip()).first():
        return found
    funder, is_new = rows.get_or_create(
        country=country, name=facts.name.strip(), defaults={"kind": FunderKind(facts.kind)}
    )
    if is_new:
        record(actor, "add funder", funder, school=None, name=funder.name, kind=funder.kind)
    return funder
