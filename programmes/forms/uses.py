"""Which runs and groups count towards a commitment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Some, set_choices
from programmes.actions.choose_uses import Key, version_of_uses
from programmes.models import ProgrammeRun


class UsesForm(forms.Form):
    plain_labels = True
    counts = Some(label=_("What counts"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, runs: Iterable[ProgrammeRun], chosen: set[Key], **kwargs: Any) -> None:
        """Each of `runs` has its groups as `own_groups`."""
        super().__init__(*args, **kwargs)
        options: list[tuple[str, Any]] = []
        for run in runs:
            options.append((f"{run.pk}", _("%(run)s: all of it") % {"run": run}))
            options += [
                (f"{run.pk}-{group.pk}", f"{run} · {group}")
                for group in run.own_groups  # type: ignore[attr-defined]
            ]
        set_choices(self, "counts", options)
        self.initial = {"counts": [_written(key) for key in chosen], "based_on": version_of_uses(chosen)}

    def keys(self) -> set[Key]:
        return {_read(value) for value in self.cleaned_data["counts"]}


def _written(key: Key) -> str:
    run, group = key
    return f"{run}" if group is None else f"{run}-{group}"


def _read(value: str) -> Key:
    run, _dash, group = value.partition("-")
    return int(run), int(group) if group else None
