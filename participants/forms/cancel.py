from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models import CancelReason


class CancelForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why was it cancelled?"),
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason.")},
    )
