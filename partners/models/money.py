from django.db import models


def money_field(**options) -> models.BigIntegerField:
    """An amount in øre; the currency stands in a field beside it."""
    return models.BigIntegerField(**options)
