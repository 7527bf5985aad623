"""What somebody saw of a row when she began to change it, so that nobody overwrites another unknowingly."""

import hashlib
import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _


class ChangedMeanwhile(Exception):
    """Somebody else has saved since the page was shown; nothing was changed."""

    def __str__(self) -> str:
        return _(
            "Somebody else has changed this in the meantime. Look at what stands now, "
            "and save again if yours is to hold."
        )


def version_of(*values: object) -> str:
    """The same for the same values, in few letters."""
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def version_of_fields(row: models.Model, fields: Iterable[str]) -> str:
    return version_of(*(getattr(row, name) for name in fields))


def check_version(based_on: str, current: str) -> None:
    """Raises ChangedMeanwhile where `based_on` is not the current version."""
    if based_on != current:
        raise ChangedMeanwhile
