"""Kongsberg's spleiselag: fees of the half-year, a place and a violin that three pay for, a free place."""

import datetime
from decimal import Decimal

from participants.actions.free_place import give_free_place
from participants.actions.make_fees import make_fees
from participants.actions.note_shared_cost import note_shared_cost
from participants.actions.save_cost_share import PLACE, THING, Facts, Part, create_cost_share
from participants.demonstration.marks import WHY
from participants.models import Enrolment, PayerKind
from participants.rules.fees import term_of
from participants.school_settings import settings_of
from partners.models import Equipment, PartnerAgency
from portal.accounts.models import CultureSchool, User
from portal.audit.actor import Actor
from portal.demonstration.accounts import KONGSBERG_COORDINATOR
from programmes.demonstration.next_year import ORDINARY_FEE
from programmes.models import Group, ProgrammeKind, RunState

NAV, INTEGRATION = "NAV Kongsberg", "Integreringsseksjonen"
SHARES = {NAV: Decimal("0.5"), INTEGRATION: Decimal("0.3")}
REST = Decimal("0.2")
TRIPS, VIOLA, WEEKS = 120_000, 1_249_900, 3
"""Made up, in øre: the source tells who shares, not how much anything costs."""


def load(today: datetime.date) -> None:
    actor = Actor.of(User.objects.get(email=KONGSBERG_COORDINATOR))
    groups = Group.objects.everything(why=WHY).filter(
        run__programme__kind=ProgrammeKind.FORDYPNING, run__state=RunState.OPEN
    )
    younger, older = groups.select_related("school").order_by("pk")[:2]
    school, term = younger.school, term_of(today)
    settings = settings_of(school)
    settings.semester_fee, settings.sibling_reduction = ORDINARY_FEE, Decimal("0.25")
    settings.save()
    places = Enrolment.objects.everything(why=WHY).as_participants()
    held = places.filter(group__in=(younger, older), state="enrolled")
    first, second = held.filter(group=younger).order_by("pk")[:2]
    facts = Facts(title="Plass i fordypning", starts_on=term.first)
    parts = _parts(school, PayerKind.FAMILY)
    create_cost_share(actor=actor, of=PLACE, pk=first.pk, facts=facts, parts=parts)
    make_fees(actor=actor, school_id=school.pk, day=today, trips={older.pk: TRIPS})
    give_free_place(actor=actor, enrolment_id=second.pk, day=today)
    _viola(actor, school, term.first, today)


def _viola(actor: Actor, school: CultureSchool, since: datetime.date, today: datetime.date) -> None:
    viola = Equipment.objects.everything(why=WHY).filter(school=school, name="Bratsch").order_by("label")[0]
    share = create_cost_share(
        actor=actor,
        of=THING,
        pk=viola.pk,
        facts=Facts(title="Bratsj til utlån", starts_on=since),
        parts=_parts(school, PayerKind.SCHOOL),
    )
    bought = min(since + datetime.timedelta(weeks=WEEKS), today)
    note_shared_cost(actor=actor, share_id=share.pk, on=bought, text="Kjøp", amount=VIOLA)


def _parts(school: CultureSchool, rest_to: str) -> list[Part]:
    agencies = PartnerAgency.objects.everything(why=WHY).filter(municipality=school.municipality)
    found = [
        Part(PayerKind.AGENCY, agencies.get(name=name).pk, share=share, case_reference=f"DEMO-{number}")
        for number, (name, share) in enumerate(SHARES.items(), start=1)
    ]
    return [*found, Part(rest_to, share=REST, takes_rest=True)]
