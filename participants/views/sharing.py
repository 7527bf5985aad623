"""What the pages of fees and shared costs have in common: the school that is looked at, and who may pay."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.forms.cost_share import choice_of
from participants.models import CostShare, PayerKind, SharePayer
from participants.owed import FAMILY, SCHOOL, Payer
from participants.settling import named, settlements_with
from participants.views.equipment import agencies_of, coordinated
from partners.models import AgreementParty, Grant, PartnerAgency
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.web.fields import YEARS
from portal.web.http import AuthedRequest

_MODELS: dict[str, Any] = {PayerKind.AGENCY: PartnerAgency, PayerKind.MUNICIPALITY: Municipality}


def school_shown(request: AuthedRequest) -> tuple[CultureSchool, list[CultureSchool]]:
    """The one that is asked for among those that one coordinates, else the first; and all of them."""
    schools = coordinated(request)
    asked = request.GET.get("school") or request.POST.get("school") or str(schools[0].pk)
    for school in schools:
        if str(school.pk) == asked:
            return school, schools
    raise Http404


def day_asked(text: str | None) -> datetime.date | None:
    """None where none is asked for. Raises Http404 for what is no day of this time."""
    if not text:
        return None
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if found.year not in YEARS:
        raise Http404
    return found


def payer_choices(
    request: AuthedRequest, school: CultureSchool, *, of_place: bool, share: CostShare | None = None
) -> list[tuple[str, str]]:
    """A municipality stands here if it is the school's own or a party to one of its agreements.

    Whoever pays a part of `share` by now stays, ended or closed.
    """
    agencies = agencies_of([school]).offered_on(timezone.localdate()).order_by("name")
    parties = AgreementParty.objects.visible_to(request.user).filter(agreement__school=school)
    others = set(parties.values_list("municipality", flat=True)) | {school.municipality_id}
    municipalities = Municipality.objects.everything(why="reference data").filter(pk__in=others - {None})
    grants = Grant.objects.visible_to(request.user).filter(
        school=school, currency=school.country.currency, state="awarded"
    )
    found = {SCHOOL: _("the culture school")}
    if of_place:
        found[FAMILY] = _("the family")
    found |= {Payer(PayerKind.AGENCY, one.pk): one.name for one in agencies}
    found |= {Payer(PayerKind.MUNICIPALITY, one.pk): str(one) for one in municipalities}
    found |= {Payer(PayerKind.GRANT, one.pk): str(one) for one in grants.select_related("funder")}
    for row in share.payers.select_related("agency", "municipality", "grant__funder") if share else ():
        found.setdefault(Payer.of(row), str(row))
    return [(choice_of(payer), name) for payer, name in found.items()]


def payer_name(school: CultureSchool, payer: Payer) -> str:
    """Raises Http404 for whoever has no part in anything that the school shares."""
    shares = SharePayer.objects.everything(why="of a school of one's own").filter(cost_share__school=school)
    if not shares.filter(**named(payer)).exists() and not settlements_with(school, payer).exists():
        raise Http404
    return names_of([payer])[payer]


def names_of(payers: Collection[Payer]) -> dict[Payer, str]:
    """Of agencies and municipalities, in two questions."""
    found: dict[Payer, str] = {}
    for kind, model in _MODELS.items():
        keys = [payer.pk for payer in payers if payer.kind == kind]
        rows = model.objects.everything(why="payers of one's own settlements").filter(pk__in=keys)
        found |= {Payer(kind, row.pk): str(row) for row in rows}
    return found
