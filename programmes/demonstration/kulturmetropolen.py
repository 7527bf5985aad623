"""Kulturmetropolen: the nine collaborations of autumn 2024, the budget of 2025, and the same groups today."""

import datetime
from decimal import Decimal

from partners.models import Grant
from portal.accounts.models import CultureSchool, User
from portal.demonstration import accounts
from portal.demonstration.collaborations import collaborations
from portal.demonstration.days import school_year
from portal.geography.models import Country
from programmes.demonstration.common import WHY, open_period, ready_formats, schools, start_run, take_part
from programmes.demonstration.season import Season
from programmes.models import BudgetLine, Programme, ProgrammeKind, ProgrammeMembership
from programmes.models.budget import Payer
from programmes.models.programme import AgeGroup

AUTUMN = (datetime.date(2024, 9, 2), datetime.date(2024, 12, 6))


def load(today: datetime.date) -> None:
    members = schools()
    seven = [members[name] for name in dict.fromkeys(row.municipality for row in collaborations())]
    programme = _programme(seven)
    autumn = start_run(
        programme, seven, name="Efterår 2024", starts_on=AUTUMN[0], ends_on=AUTUMN[1], today=today
    )
    Season(autumn, today).fill()
    _budget(programme, seven, today)
    first, last = open_period(today)
    name = f"Forløb {school_year(today)}"
    now = start_run(programme, seven, name=name, starts_on=first, ends_on=last, today=today)
    Season(now, today).fill()


def _programme(members: list[CultureSchool]) -> Programme:
    ages = [row.ages for row in collaborations()]
    programme = Programme.objects.create(
        public_name="Kulturmetropolen",
        kind=ProgrammeKind.SPECIAL_NEEDS_GROUP,
        country=Country.DENMARK,
        age_group=AgeGroup.CHILDREN,
        age_from=min(low for low, _high in ages),
        age_to=max(high for _low, high in ages),
        art_forms="musik",
        by_referral_only=True,
        is_shared=True,
    )
    take_part(programme, members, datetime.date(2024, 1, 1))
    lead = User.objects.get(email=accounts.PROGRAMME_LEAD)
    ProgrammeMembership.objects.create(user=lead, programme=programme)
    ready_formats(programme)
    return programme


def _budget(programme: Programme, members: list[CultureSchool], today: datetime.date) -> None:
    """The run of the year of the grant: the grant's share of the budget, and the rest as one line."""
    grant = Grant.objects.everything(why=WHY).get(school=members[0])
    run = start_run(
        programme,
        members,
        name=str(grant.starts_on.year),
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        today=today,
    )
    budget = int(grant.amount / Decimal(grant.ceiling_share or 1))
    lines = ((Payer.GRANT, grant, grant.amount), (Payer.UNDIVIDED, None, budget - grant.amount))
    BudgetLine.objects.bulk_create(
        BudgetLine(run=run, school=members[0], payer=payer, grant=of, amount=amount, currency=grant.currency)
        for payer, of, amount in lines
    )
