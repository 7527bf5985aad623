from django import forms
from django.utils.translation import gettext_lazy as _

_MOST = 500


class PlacesForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=_MOST,
        error_messages={
            "required": _("Write how many places the group has."),
            "invalid": _("Write a whole number, for example 8."),
            "min_value": _("Write a number from 1 to 500."),
            "max_value": _("Write a number from 1 to 500."),
        },
    )
