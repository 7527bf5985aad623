"""What municipalities and regions were called on a day."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.geography.models import MunicipalityPeriod, NoPeriod
from reports.figures.window import WHY


@dataclass(frozen=True)
class Area:
    code: str
    name: str
    region: str


def areas(municipalities: Iterable[int], day: datetime.date) -> Mapping[int, Area]:
    """Raises NoPeriod for a day on which one of them is not known."""
    wanted = set(municipalities)
    rows = (
        MunicipalityPeriod.objects.everything(why=WHY)
        .valid_on(day)
        .filter(municipality__in=wanted)
        .values_list("municipality", "code", "name", "region__name")
    )
    found = {municipality: Area(code, name, region) for municipality, code, name, region in rows}
    if wanted - found.keys():
        raise NoPeriod(
            gettext("Municipalities were not yet known by code and region on %(day)s.")
            % {"day": day.isoformat()}
        )
    return found
