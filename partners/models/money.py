from django.db import models
from django.utils.translation import gettext_lazy as _


class Currency(models.TextChoices):
    """Amounts of two currencies are never added."""

    NOK = "NOK", "NOK"
    DKK = "DKK", "DKK"


class CostCategory(models.TextChoices):
    """What money is used for."""

    PAY = "pay", _("pay")
    SERVICES = "services", _("bought services")
    ROOM = "room", _("rooms")
    EQUIPMENT = "equipment", _("instruments and equipment")
    TRAVEL = "travel", _("travel and trips")
    FOOD = "food", _("food")
    INFORMATION = "information", _("information")
    ADMINISTRATION = "administration", _("administration and audit")
    OTHER = "other", _("other")


def money_field(**options) -> models.BigIntegerField:
    """An amount in øre; the currency stands in a field beside it."""
    return models.BigIntegerField(**options)


def currency_field(**options) -> models.CharField:
    return models.CharField(max_length=3, choices=Currency.choices, **options)


def share_field(**options) -> models.DecimalField:
    """A share of a whole, from 0 to 1, to a hundredth of a per cent."""
    return models.DecimalField(max_digits=5, decimal_places=4, **options)
