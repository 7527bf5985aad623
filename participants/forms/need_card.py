from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import SupportNeed

_NO_DIAGNOSIS = _("What works, in plain words. Never a diagnosis.")


class NeedCardForm(forms.ModelForm):
    plain_labels = True

    class Meta:
        model = SupportNeed
        fields = ["what_helps", "to_avoid", "pause", "same_adult", "needs_companion"]
        help_texts = {"what_helps": _NO_DIAGNOSIS}
