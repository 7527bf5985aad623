"""The answers as they are shown to be checked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.forms import BooleanField, BoundField, ChoiceField
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from participants.forms.families.wishes import ConsentForm
from participants.views.families.drafting import CHECK, CHILD, QUESTIONS, Drafting
from participants.words_for_families import yes_or_no
from portal.web import formats

_BIRTH = ("birth_day", "birth_month", "birth_year")
Fact = tuple[str | Promise, str]


@dataclass(frozen=True)
class Answered:
    step: str
    question: str | Promise
    facts: list[Fact]


def answers_shown(drafting: Drafting) -> list[Answered]:
    return [
        Answered(step, QUESTIONS[step], _facts(drafting, step)) for step in drafting.steps if step != CHECK
    ]


def _facts(drafting: Drafting, step: str) -> list[Fact]:
    form = drafting.answered(step)
    assert form is not None
    if isinstance(form, ConsentForm):
        return [
            (question, ", ".join(_said(box) for box in boxes) or gettext("No"))
            for question, boxes in ((question, _ticked(boxes)) for question, boxes in form.questions)
        ]
    facts = [(field.label, _shown(field)) for field in form if field.name not in _BIRTH]
    if step == CHILD:
        facts.insert(2, (gettext("Born"), _born(drafting)))
    return [(label, value) for label, value in facts if value]


def _ticked(boxes: list[BoundField]) -> list[BoundField]:
    return [box for box in boxes if box.form.cleaned_data[box.name]]


def _said(box: BoundField) -> str:
    return str(box.label)


def _shown(field: BoundField) -> str:
    value = field.form.cleaned_data[field.name]
    if isinstance(field.field, BooleanField):
        return yes_or_no(value)
    if isinstance(field.field, ChoiceField):
        words = dict(cast(Iterable[tuple[str, str]], field.field.choices))
        return str(words.get(value, "")) if value else ""
    return "" if value is None else str(value)


def _born(drafting: Drafting) -> str:
    born = drafting.child.born
    if born.date is None:
        return str(born.year)
    # Shown with its year whichever it is.
    return formats.long_day(born.date, get_language() or "en", this_year=datetime.MINYEAR)
