"""Logging one's own hours beside sessions, and changing them."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day
from programmes.actions.log_hours import BESIDE, Work
from programmes.forms.stepper import QuartersField, as_hours, stepped_data
from programmes.models import WorkHours, WorkKind
from programmes.rules.quarters import minutes_of, stepped

Choices = list[tuple[str, str]]


def in_form(school_id: int, run_id: int, group_id: int | None = None) -> str:
    """What a work was for, as one value of a form."""
    return "-".join(str(key) for key in (school_id, run_id, group_id) if key is not None)


class HoursForm(forms.Form):
    on = Day(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("Kind of work"),
        choices=[(kind.value, kind.label) for kind in BESIDE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of work it was.")},
    )
    work_for = forms.ChoiceField(
        label=_("For"),
        error_messages={
            "required": _("Choose what it was for."),
            "invalid_choice": _("Choose from the list."),
        },
    )
    hours = QuartersField(label=_("Hours"), help_text=_("In quarters: 0,25 is a quarter of an hour."))

    def __init__(self, *args, choices: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["work_for"]).choices = choices

    def clean_hours(self) -> int:
        if not self.cleaned_data["hours"]:
            raise forms.ValidationError(_("Nothing is logged for 0 hours: write at least 0,25."))
        return self.cleaned_data["hours"]

    def work(self) -> Work:
        values = self.cleaned_data
        school, run, *group = (int(key) for key in values["work_for"].split("-"))
        return Work(
            school_id=school,
            run_id=run,
            group_id=group[0] if group else None,
            kind=WorkKind(values["kind"]),
            on=values["on"],
            minutes=values["hours"],
        )


class ChangeHoursForm(forms.Form):
    hours = QuartersField(label=_("Hours"), help_text=_("In quarters. 0 removes the entry."))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, row: WorkHours) -> "ChangeHoursForm":
        return cls(initial={"hours": row.minutes, "based_on": row.minutes})


def with_step(data: QueryDict) -> QueryDict | None:
    """What was sent with a quarter more or less, where − or + was pressed."""
    return stepped_data(data, "hours", _quarter)


def _quarter(written: str, step: int) -> str:
    return as_hours(stepped(minutes_of(written or "0"), step))
