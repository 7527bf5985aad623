"""A paper as a list and a page show it: what it is, when it was seen, whether that still counts."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.actions.note_papers import CONFIDENTIALITY, POLICE_CERTIFICATE
from participants.rules.clearance import MISSING, SEEN, state_of
from partners.models import Cleared

LABELS: dict[str, str | Promise] = {
    POLICE_CERTIFICATE: _("police certificate"),
    CONFIDENTIALITY: _("confidentiality declaration"),
}


@dataclass(frozen=True)
class Paper:
    key: str
    label: str | Promise
    seen_on: datetime.date | None
    state: str

    @property
    def counts(self) -> bool:
        return self.state == SEEN

    @property
    def is_missing(self) -> bool:
        return self.state == MISSING


def papers_of(row: Cleared, oldest: datetime.date) -> list[Paper]:
    """`oldest` is the first day on which a paper may have been seen to count."""
    return [
        Paper(key, label, getattr(row, key), state_of(getattr(row, key), oldest))
        for key, label in LABELS.items()
    ]
