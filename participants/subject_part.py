"""One part of what is told of a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Participant

_WHY = "everything about one person, for the person"
Label = str | Promise
BY, AT, LANGUAGE = _("by"), _("when"), _("language")


@dataclass(frozen=True)
class Part:
    """Rows of one kind; `shows` are fields by name, each with the words that a reader knows it by."""

    key: str
    title: Label
    model: type[Model]
    person: str
    shows: Mapping[str, Label]

    def rows(self, person: Participant) -> QuerySet:
        everything = self.model.objects.everything(why=_WHY)  # type: ignore[attr-defined]
        rows: QuerySet = everything.filter(**{self.person: person.pk})
        return rows.distinct().order_by("pk")
