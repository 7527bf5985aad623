"""What a group's places cost for half a year, by what the school has set."""

from dataclasses import dataclass
from decimal import Decimal

from participants.models import SchoolSettings
from participants.rules.fees import fee
from programmes.models import Group


@dataclass(frozen=True)
class Price:
    """`ordinary` in øre, paid `factor` times; `trips_are_extra` where what they cost is added."""

    ordinary: int
    factor: Decimal
    trips_are_extra: bool

    @property
    def whole(self) -> int:
        return fee(ordinary=self.ordinary, factor=self.factor, reduction=Decimal(0), trips=0)


def price_of(group: Group, settings: SchoolSettings) -> Price | None:
    """None where nothing is charged: the price that families have read is 0, or there is none to go by."""
    extra = bool(group.format and group.format.trips_are_extra)
    if group.price is not None:
        return Price(group.price, Decimal(1), extra) if group.price else None
    factor = group.format.fee_factor if group.format else None
    if factor is None or settings.semester_fee is None:
        return None
    return Price(settings.semester_fee, factor, extra)
