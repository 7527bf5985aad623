from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import EnrolmentState
from participants.rules.decisions import GROUNDS_ASKED

_LONGEST = 1000


class DecisionForm(forms.Form):
    """Grounds in writing, and the state that the person saw when she decided."""

    based_on = forms.ChoiceField(choices=EnrolmentState.choices, widget=forms.HiddenInput)
    grounds = forms.CharField(
        label=_("Grounds"),
        help_text=_("They stand in the child's history. The family may ask to read them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONGEST,
        error_messages={
            "required": _("Write the grounds: the family may ask why."),
            "max_length": _("Write at most %(limit_value)d characters; these are %(show_value)d."),
        },
    )

    def __init__(self, *args, verb: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].required = verb in GROUNDS_ASKED
