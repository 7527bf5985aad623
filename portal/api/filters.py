"""What the filter sets of all apps are made of. Pages and API filter through the same sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest


def among_visible(model: Any) -> Callable[[HttpRequest], QuerySet]:
    """The choices of a filter by another row: only those that whoever asks may see."""

    def choices(request: HttpRequest) -> QuerySet:
        return model.objects.visible_to(request.user)

    return choices


class RowFilter(django_filters.ModelChoiceFilter):
    """Rows that belong to one visible row of `model`; any other id is refused as no valid choice."""

    def __init__(self, model: Any, **options: Any) -> None:
        super().__init__(queryset=among_visible(model), **options)
