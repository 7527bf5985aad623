"""The forms of decisions: a reason from the school's list, one's own words, and what the verb asks for."""

import datetime
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import EnrolmentState
from participants.rules.decisions import GROUNDS_ASKED
from portal.web.fields import Day

_LONGEST = 1000


class GroundsForm(forms.Form):
    """Either of the two is enough where `verb` asks for grounds; none is needed elsewhere."""

    plain_labels = True
    ground = forms.ChoiceField(label=_("Reason"), required=False)
    grounds = forms.CharField(
        label=_("In your own words"),
        help_text=_("They stand in the child's history and in the letter to the family."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONGEST,
        required=False,
        error_messages={
            "max_length": _("Write at most %(limit_value)d characters; these are %(show_value)d.")
        },
    )
    answer_by = Day(
        label=_("Answer by"),
        help_text=_("The last day on which the family can say yes or no."),
        required=False,
    )
    field_order = ("based_on", "answer_by", "before", "ground", "grounds")

    def __init__(
        self,
        *args: Any,
        verb: str,
        reasons: Iterable[str] = (),
        asks_day: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb
        listed = [(reason, reason) for reason in reasons]
        cast(forms.ChoiceField, self.fields["ground"]).choices = [("", _("Choose a reason")), *listed]
        if not listed:
            del self.fields["ground"]
        if not asks_day:
            del self.fields["answer_by"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = given.get("ground") or given.get("grounds", "").strip()
        if self.verb in GROUNDS_ASKED and not chosen and "grounds" not in self.errors:
            self.add_error("grounds", _("Choose a reason, or write one: the family may ask why."))
        return given


class DecisionForm(GroundsForm):
    """Beside the grounds, the state that the person saw when she decided."""

    based_on = forms.ChoiceField(choices=EnrolmentState.choices, widget=forms.HiddenInput)


class MoveUpForm(GroundsForm):
    """Right before whom, and why."""

    before = forms.TypedChoiceField(
        label=_("Right before"),
        coerce=int,
        error_messages={
            "required": _("Choose before whom."),
            "invalid_choice": _("The list has changed: choose again."),
        },
    )

    def __init__(self, *args: Any, above: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["before"]).choices = list(above)


class ManyForm(GroundsForm):
    """One decision on many; `chosen` are their ids, each with the state that the person saw."""

    chosen = forms.CharField(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, data: Any = None, *, chosen: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial["chosen"] = [f"{key}:{state}" for key, state in chosen]


class ReachedForm(forms.Form):
    plain_labels = True
    answer_by = Day(label=_("The family answers by"))

    def __init__(self, *args: Any, earliest: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].widget.attrs["min"] = earliest.isoformat()
