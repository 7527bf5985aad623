from django import forms
from django.utils.translation import gettext_lazy as _


class OpeningForm(forms.Form):
    plain_labels = True
    participant = forms.IntegerField(
        label=_("The person's number"),
        help_text=_("The school gives it to you. There is no search by name."),
        min_value=1,
        max_value=2**63 - 1,
    )
    reason = forms.CharField(
        label=_("Why you need to look"),
        help_text=_("The school's coordinators and the family can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=500,
    )
