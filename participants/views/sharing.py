"""What the pages of fees and shared costs have in common: the school that is looked at, and who may pay."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from participants.models import PayerKind
from participants.owed import Payer
from participants.views.equipment import agencies_of, coordinated
from partners.models import AgreementParty, Grant, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.web.http import AuthedRequest


def school_shown(request: AuthedRequest) -> tuple[CultureSchool, list[CultureSchool]]:
    """The one that is asked for among those that one coordinates, else the first; and all of them."""
    schools = coordinated(request)
    asked = request.GET.get("school") or request.POST.get("school") or str(schools[0].pk)
    for school in schools:
        if str(school.pk) == asked:
            return school, schools
    raise Http404


def payer_choices(request: AuthedRequest, school: CultureSchool, *, of_place: bool) -> list[tuple[str, Any]]:
    """A municipality stands here if it is the school's own or a party to one of its agreements."""
    agencies = agencies_of([school]).filter(ended_on=None).order_by("name")
    parties = AgreementParty.objects.visible_to(request.user).filter(agreement__school=school)
    others = set(parties.values_list("municipality", flat=True)) | {school.municipality_id}
    municipalities = Municipality.objects.everything(why="reference data").filter(pk__in=others - {None})
    grants = Grant.objects.visible_to(request.user).filter(
        school=school, currency=school.country.currency, state="awarded"
    )
    found: list[tuple[str, Any]] = [(PayerKind.SCHOOL, _("the culture school"))]
    if of_place:
        found.append((PayerKind.FAMILY, _("the family")))
    found += [(f"{PayerKind.AGENCY}-{one.pk}", one.name) for one in agencies]
    found += [(f"{PayerKind.MUNICIPALITY}-{one.pk}", str(one)) for one in municipalities]
    grants = grants.select_related("funder")
    return found + [(f"{PayerKind.GRANT}-{one.pk}", str(one)) for one in grants]


def payer_row(payer: Payer) -> PartnerAgency | Municipality:
    """Raises Http404 for none."""
    model: Any = PartnerAgency if payer.kind == PayerKind.AGENCY else Municipality
    found = model.objects.everything(why="a payer of a settlement of one's own").filter(pk=payer.pk).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def names_of(payers: list[Payer]) -> dict[Payer, str]:
    """Of agencies and municipalities, in two questions."""
    found: dict[Payer, str] = {}
    models: tuple[tuple[str, Any], ...] = (
        (PayerKind.AGENCY, PartnerAgency),
        (PayerKind.MUNICIPALITY, Municipality),
    )
    for kind, model in models:
        keys = [payer.pk for payer in payers if payer.kind == kind]
        rows = model.objects.everything(why="payers of one's own settlements").filter(pk__in=keys)
        found |= {Payer(kind, row.pk): str(row) for row in rows}
    return found
