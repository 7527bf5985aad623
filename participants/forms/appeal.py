from collections.abc import Sequence
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import AppealOutcome, EnrolmentMove

_LONGEST = 4000
_TOO_LONG = _("Write at most %(limit_value)d characters; these are %(show_value)d.")


class RegisterAppealForm(forms.Form):
    """An appeal that came by post or by word of mouth; `decisions` are those it may be about."""

    move = forms.TypedChoiceField(label=_("Which decision"), coerce=int)
    received_on = forms.DateField(
        label=_("Received"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day on which it came."),
            "invalid": _("Write the day on which it came."),
        },
    )
    text = forms.CharField(
        label=_("What they write"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=_LONGEST,
        error_messages={"required": _("Write what the appeal says."), "max_length": _TOO_LONG},
    )

    def __init__(self, *args, decisions: Sequence[tuple[EnrolmentMove, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.decided = {move.pk: timezone.localdate(move.at) for move, _label in decisions}
        cast("forms.ChoiceField", self.fields["move"]).choices = [
            (move.pk, label) for move, label in decisions
        ]

    def clean(self) -> None:
        received, move = self.cleaned_data.get("received_on"), self.cleaned_data.get("move")
        if received and received > timezone.localdate():
            self.add_error("received_on", _("This day has not been yet."))
        elif received and move and received < self.decided[move]:
            self.add_error("received_on", _("This is before the day of the decision."))


class AnswerAppealForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=AppealOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the outcome.")},
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The family reads it on its own page."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=_LONGEST,
        error_messages={"required": _("Write the answer."), "max_length": _TOO_LONG},
    )
