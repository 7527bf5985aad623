"""The grant of the real input; no other is made up."""

import datetime
from decimal import Decimal

from partners.actions.conditions import copy_papers
from partners.actions.save_scheme import take_in_scheme
from partners.models import Funder, FunderKind, Grant, GrantScheme, GrantState
from partners.ready_schemes import ready_scheme
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.demonstration.collaborations import collaborations
from portal.demonstration.sources import in_language, rows
from portal.geography.models import Country
from portal.scope.roles import Role

WHY = "the demonstration is loaded into an empty portal"


def load() -> None:
    """The source names the year and not the day of the award: its first day stands for it."""
    row = rows("funding")[0]
    year = int(row["year"])
    school = CultureSchool.objects.everything(why=WHY).get(name=collaborations()[0].culture_school)
    funder = Funder.objects.create(
        name=row["funder"], kind=FunderKind(row["funder_kind"]), country=Country.DENMARK
    )
    scheme = _scheme(school, "region_hovedstaden")
    grant = Grant.objects.create(
        school=school,
        funder=funder,
        scheme=scheme,
        purpose=f"{row['programme']}: {in_language(row['purpose'], 'da')}",
        amount=int(row["amount"]) * 100,
        currency=row["currency"],
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
        state=GrantState.AWARDED,
        awarded_on=datetime.date(year, 1, 1),
        ceiling_share=Decimal(row["share_of_budget"]),
    )
    copy_papers(scheme, grant)


def _scheme(school: CultureSchool, key: str) -> GrantScheme:
    """Taken in by the school's coordinator."""
    ready = ready_scheme(key, school.country)
    assert ready
    coordinator = User.objects.get(memberships__school=school, memberships__role=Role.COORDINATOR)
    return take_in_scheme(actor=Actor.of(coordinator), school_id=school.pk, ready=ready)
