"""What became of amounts, as the log has it: which one, who changed it and when, before and after."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact
from django.utils.functional import Promise

from portal.audit.models import AuditEntry
from portal.scope.person import Person

MOST = 50


@dataclass(frozen=True)
class Change:
    """In øre; `before` is None of what is new, `after` of what was removed. `code` is the currency's, where
    that does not go without saying."""

    at: datetime.datetime
    who: str
    what: str
    before: int | None
    after: int | None
    code: str


def changes_of_amounts(
    user: Person, about: Q, words: Mapping[str, str | Promise], *, currency: str
) -> list[Change]:
    """The latest `MOST` of the entries `about` something that `user` may see, the latest first.

    `words` say what each action changed; an action that is not among them is left out. What is noted of an
    action as `amount` is before and after. `currency` goes without saying.
    """
    entries = AuditEntry.objects.visible_to(user).filter(about, action__in=words, values__has_key="amount")
    changed = entries.exclude(Exact(_amount("before"), _amount("after"))).select_related("actor")
    return [
        Change(
            row.at,
            row.actor.name if row.actor else "",
            str(words[row.action]),
            **row.values["amount"],
            code="" if (code := row.values.get("currency", "")) == currency else code,
        )
        for row in changed.order_by("-at", "-pk")[:MOST]
    ]


def _amount(key: str) -> Coalesce:
    return Coalesce(Cast(KT(f"values__amount__{key}"), BigIntegerField()), 0)
