"""Counting heads, and the countries of a run."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day, ask_if_several
from programmes.actions.count_heads import Counted, version_of_countries
from programmes.forms.stepper import StepperInput, stepped_data
from programmes.models import HeadCountKind, ProgrammeRun
from programmes.rules.head_counts import NotPeople, TooMany, counted, people_of

_MOST_COUNTRIES = 250


class PeopleField(forms.CharField):
    widget = StepperInput(
        less={"-10": "−10", "-1": "−1"},
        more={"1": "+1", "10": "+10"},
        attrs={"inputmode": "numeric", "class": "head-count", "data-stepper": "people"},
    )

    def to_python(self, value: object) -> int | None:  # type: ignore[override]
        written = super().to_python(value)
        if not written:
            return None
        try:
            return people_of(written)
        except NotPeople:
            raise forms.ValidationError(_("Write a whole number, for example 120.")) from None
        except TooMany:
            raise forms.ValidationError(
                _("That is more than can be counted here: at most 999 999.")
            ) from None

    def validate(self, value: object) -> None:
        if value is None:
            raise forms.ValidationError(_("Write how many came; 0 if nobody did."))

    def run_validators(self, value: object) -> None:
        """Those of a text say nothing of a number."""


class HeadCountForm(forms.Form):
    """`replaces` is the number that stood there when the page was shown."""

    school = forms.ChoiceField(label=_("School"))
    on = Day(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("Who is counted"),
        choices=HeadCountKind.choices,
        widget=forms.RadioSelect,
        help_text=_("Neither is ever counted as participants."),
        error_messages={"required": _("Choose who is counted.")},
    )
    people = PeopleField(label=_("How many"))
    replaces = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, schools: Iterable[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ask_if_several(self, "school", schools)

    def about(self, run: ProgrammeRun) -> Counted:
        values = self.cleaned_data
        kind = HeadCountKind(values["kind"])
        return Counted(run_id=run.pk, school_id=int(values["school"]), on=values["on"], kind=kind)

    def replaced(self) -> int | None:
        written = self.cleaned_data["replaces"]
        return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


class RemoveCountForm(HeadCountForm):
    """Which count: the number does not matter."""

    people = forms.CharField(required=False)  # type: ignore[assignment]


class CountriesForm(forms.Form):
    countries = forms.IntegerField(
        label=_("Countries"),
        required=False,
        min_value=1,
        max_value=_MOST_COUNTRIES,
        help_text=_("From how many countries the people of this run come. No country is stored on a person."),
        error_messages={
            "invalid": _("Write a whole number, for example 8."),
            "min_value": _("Write at least 1, or leave it empty."),
            "max_value": _("There are not so many countries."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, run: ProgrammeRun, data: QueryDict | None = None) -> "CountriesForm":
        return cls(data, initial={"countries": run.countries, "seen": version_of_countries(run)})


def with_step(data: QueryDict) -> QueryDict | None:
    """What was sent with more or fewer people, where − or + was pressed."""
    return stepped_data(data, "people", lambda written, step: str(counted(people_of(written or "0"), step)))
