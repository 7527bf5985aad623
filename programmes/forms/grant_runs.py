"""In which runs the target numbers of a grant are counted."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Some, set_choices
from programmes.actions.choose_grant_runs import version_of_runs
from programmes.models import ProgrammeRun


class GrantRunsForm(forms.Form):
    plain_labels = True
    runs = Some(
        label=_("Runs that count"),
        required=False,
        help_text=_("Runs that the grant pays for count anyway."),
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        runs: Iterable[ProgrammeRun],
        chosen: Collection[int],
        paid: Collection[int],
        **kwargs: Any,
    ) -> None:
        """`paid` are those in which the grant pays: ticked, for they count whatever is chosen."""
        super().__init__(*args, **kwargs)
        set_choices(self, "runs", [(str(run.pk), str(run)) for run in runs])
        self.initial = {"runs": [str(key) for key in {*chosen, *paid}], "based_on": version_of_runs(chosen)}

    def keys(self) -> set[int]:
        return {int(key) for key in self.cleaned_data["runs"]}
