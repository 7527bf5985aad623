"""A programme, and what its school wants to reach with it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.web.fields import (
    OLDEST,
    Amount,
    Choice,
    InOrder,
    Line,
    Whole,
    Words,
    Yes,
    chosen,
    of_one,
    set_choices,
)
from programmes.actions.save_goal import GoalFacts
from programmes.actions.save_programme import FIELDS, ProgrammeFacts
from programmes.models import AgeGroup, FocusArea, GoalUnit, Level, ProgrammeKind, ProgrammeRun

_ANY_TARGET = Decimal("9999999")


class ProgrammeForm(InOrder, forms.Form):
    plain_labels = True
    pairs = (("age_from", "age_to"),)
    school = Choice(label=_("School"))
    public_name = Line(
        label=_("Public name"),
        max_length=120,
        help_text=_(
            "Families, mails and calendars show it. It tells nothing about whom the programme is for."
        ),
    )
    kind = Choice(
        label=_("Kind"),
        choices=[("", "–"), *ProgrammeKind.choices],
        help_text=_("Only staff see it."),
    )
    age_group = Choice(label=_("For whom"), choices=[("", "–"), *AgeGroup.choices])
    age_from = Whole(label=_("Youngest age"), required=False, max_value=OLDEST)
    age_to = Whole(label=_("Oldest age"), required=False, max_value=OLDEST)
    art_forms = Line(
        label=_("Art forms"), max_length=120, required=False, help_text=_("For example music, dance.")
    )
    level = Choice(label=_("Level"), choices=[("", _("none of the three")), *Level.choices], required=False)
    vulnerable = Yes(
        label=_("For a vulnerable group"),
        help_text=_("A count of participants from 1 to 4 is hidden in reports; without this from 1 to 2."),
    )
    by_referral_only = Yes(
        label=_("By referral only"), help_text=_("Families do not find it in the catalogue.")
    )
    asks_external_decision = Yes(label=_("Another service decides who may take part"))
    is_shared = Yes(
        label=_("Shared by several schools"), help_text=_("Whoever shares it leads it, and adds schools.")
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", schools)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.check_pairs(values)
        return values

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(**{name: self.cleaned_data[name] for name in FIELDS})


class GoalForm(forms.Form):
    plain_labels = True
    school = Choice(label=_("School"))
    text = Line(
        label=_("What you want to reach"),
        max_length=200,
        help_text=_("For example: participants go on to education or work."),
    )
    target = Amount(
        label=_("How many"),
        max_digits=9,
        decimal_places=2,
        max_value=_ANY_TARGET,
        error_messages={
            "required": _("Write a number."),
            "invalid": _("Write a number, for example 90."),
            "max_value": _("Write at most %(limit_value)s."),
        },
    )
    unit = Choice(label=_("As"), choices=GoalUnit.choices, widget=forms.RadioSelect)
    run = Choice(label=_("Run"), required=False)
    focus_area = Choice(label=_("Focus area"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        schools: Iterable[CultureSchool],
        runs: Iterable[ProgrammeRun],
        areas: Iterable[FocusArea],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", schools)
        set_choices(self, "run", [(str(run.pk), run.name) for run in runs], empty=_("every run"))
        set_choices(self, "focus_area", [(str(area.pk), area.name) for area in areas], empty=_("none"))

    def clean_target(self) -> Decimal:
        target: Decimal = self.cleaned_data["target"]
        if target <= 0:
            raise forms.ValidationError(_("Write a number above 0."))
        return target

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        target = values.get("target")
        if values.get("unit") == GoalUnit.PERCENT and target and target > 100:
            self.add_error("target", _("Per cents are at most 100."))
        return values

    def facts(self) -> GoalFacts:
        values = self.cleaned_data
        return GoalFacts(
            text=values["text"],
            unit=values["unit"],
            target=values["target"],
            run_id=chosen(values["run"]),
            focus_area_id=chosen(values["focus_area"]),
        )


class FocusAreaForm(forms.Form):
    plain_labels = True
    school = Choice(label=_("School"))
    name = Line(label=_("Name"), max_length=120)
    about = Words(label=_("In a few sentences"), max_length=600, required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", schools)
