"""The criteria by which a school orders the waiting lists of a programme."""

from collections.abc import Sequence

from django.db import transaction

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.versions import check_version, version_of
from programmes.models import Criterion, CriterionKind, Programme


def version_of_criteria(kinds: Sequence[str]) -> str:
    return version_of(list(kinds))


@transaction.atomic
def save_criteria(
    *, actor: Actor, school_id: int, programme_id: int, kinds: Sequence[str], based_on: str
) -> list[Criterion]:
    """Exactly `kinds`, in their order; the time of application always comes last by itself.

    Raises DoesNotExist outside what the actor coordinates, ValueError for an unknown or doubled kind, and
    ChangedMeanwhile.
    """
    if len(set(kinds)) != len(kinds) or not set(kinds) <= set(CriterionKind.values):
        raise ValueError(f"not criteria in an order: {kinds}")
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_for_update(of=("self",), no_key=True).get(pk=school_id)
    programmes = Programme.objects.visible_to(actor.person).filter(schools=school)
    programme = programmes.get(pk=programme_id)
    rows = Criterion.objects.visible_to(actor.person).filter(school=school, programme=programme)
    stored = list(rows.values_list("kind", flat=True))
    if stored == list(kinds):
        return list(rows)
    check_version(based_on, version_of_criteria(stored))
    rows.delete()
    made = Criterion.objects.bulk_create(
        Criterion(school=school, programme=programme, kind=kind, position=position)
        for position, kind in enumerate(kinds, start=1)
    )
    record(actor, "change criteria", programme, school=school, before=stored, after=list(kinds))
    return made
