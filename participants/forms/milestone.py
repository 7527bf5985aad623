from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import MilestoneKind
from portal.web.fields import Day


class MilestoneForm(forms.Form):
    plain_labels = True
    kind = forms.ChoiceField(
        label=_("What"),
        choices=MilestoneKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose among those listed.")},
    )
    words = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        required=False,
        help_text=_("What it was. No other child's name."),
    )
    on = Day(label=_("Day"), initial=timezone.localdate)
