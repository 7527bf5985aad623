"""In which runs an agency is a partner."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Some, set_choices
from programmes.actions.choose_partner_runs import version_of_parts
from programmes.models import RunSchool


class PartnerRunsForm(forms.Form):
    parts = Some(label=_("Runs in which it takes part"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Iterable[RunSchool], chosen: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(parts)
        several = len({one.school_id for one in rows}) > 1
        options = [(str(one.pk), f"{one.run} · {one.school}" if several else str(one.run)) for one in rows]
        set_choices(self, "parts", options)
        self.initial = {"parts": [str(key) for key in chosen], "based_on": version_of_parts(chosen)}
