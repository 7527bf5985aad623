"""A course for staff, and its days."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day, Line, ask_if_several, set_choices
from programmes.actions.note_presences import Cell
from programmes.actions.save_training import DayFacts, TrainingFacts, facts_of, version_of_training
from programmes.forms.stepper import QuartersField
from programmes.models import Training, TrainingDay

Choices = Iterable[tuple[str, str]]


class TrainingForm(forms.Form):
    """`host` is whose course it is; a run is that school's."""

    host = forms.ChoiceField(label=_("School"))
    name = Line(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write what the training is called.")},
    )
    about = Line(
        label=_("In a few sentences"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    run = forms.ChoiceField(label=_("Run"), required=False, help_text=_("To which its hours belong."))
    counts_as_hours = forms.BooleanField(label=_("Counts as hours of the run"), required=False)
    schools = forms.MultipleChoiceField(
        label=_("Other schools that may send people"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, hosts: Choices, runs: Choices, schools: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ask_if_several(self, "host", hosts)
        set_choices(self, "run", runs, empty=_("none"))
        set_choices(self, "schools", schools)

    def facts(self) -> TrainingFacts:
        values = self.cleaned_data
        schools = {int(key) for key in values["schools"]} - {int(values["host"])}
        return TrainingFacts(
            name=values["name"],
            about=values["about"],
            run_id=int(values["run"]) if values["run"] else None,
            schools=frozenset(schools),
            counts_as_hours=values["counts_as_hours"],
        )


class DayForm(forms.Form):
    on = Day(label=_("Day"))
    hours = QuartersField(label=_("Hours"), help_text=_("Of each person, in quarters."))
    room = Line(label=_("Room"), max_length=80, required=False)
    partner_people = forms.IntegerField(
        label=_("People of partners"),
        min_value=0,
        max_value=1000,
        help_text=_("Only how many there were."),
        error_messages={
            "required": _("Write 0 if there were none."),
            "invalid": _("Write a whole number."),
            "min_value": _("Write 0 or more."),
            "max_value": _("Write at most %(limit_value)d."),
        },
    )

    def clean_hours(self) -> int:
        if not self.cleaned_data["hours"]:
            raise forms.ValidationError(_("A day lasts at least 0,25 hours."))
        return self.cleaned_data["hours"]

    def facts(self) -> DayFacts:
        values = self.cleaned_data
        return DayFacts(values["on"], values["hours"], values["room"], values["partner_people"])


def training_shown(training: Training) -> dict[str, object]:
    """What a form about a stored course shows."""
    facts = facts_of(training)
    return {
        "host": str(training.school_id),
        "name": facts.name,
        "about": facts.about,
        "run": str(facts.run_id or ""),
        "counts_as_hours": facts.counts_as_hours,
        "schools": [str(key) for key in sorted(facts.schools)],
        "based_on": version_of_training(facts),
    }


def day_shown(day: TrainingDay) -> dict[str, object]:
    return {"on": day.on, "hours": day.minutes, "room": day.room, "partner_people": day.partner_people}


def cell_of(day_id: int, user_id: int) -> str:
    """A box of the table, as a form sends it."""
    return f"{day_id}-{user_id}"


def cells_in(written: Iterable[str]) -> set[Cell]:
    """What is no box is passed over."""
    found = set()
    for one in written:
        day, _dash, user = one.partition("-")
        if all(part.isascii() and part.isdigit() and len(part) < 19 for part in (day, user)):
            found.add((int(day), int(user)))
    return found
