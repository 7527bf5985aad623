"""When a season is, and what families read about its programme and groups."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day, Line, Time
from programmes.actions.save_public_facts import GroupFacts, Words
from programmes.actions.save_season import SeasonDays, version_of_season
from programmes.models import Group, ProgrammeRun, PublicText, Season
from programmes.models.group import Weekday

_HIGHEST_PRICE = 100_000


class DaysForm(forms.Form):
    plain_labels = True
    opens_on = Day(label=_("Opens"))
    closes_on = Day(label=_("Closes"), help_text=_("The last day on which families may apply."))
    previous_run = forms.ChoiceField(
        label=_("Run before it"),
        required=False,
        help_text=_("Its pupils are asked whether they keep their place."),
    )
    priority_until = Day(
        label=_("Last year's pupils go first until"),
        required=False,
        help_text=_("Whoever keeps a place by this day goes before others. Empty: as long as it is open."),
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, runs: Iterable[ProgrammeRun], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["previous_run"])
        field.choices = [("", _("none")), *((str(run.pk), str(run)) for run in runs)]

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        opens, closes, until = (values.get(name) for name in ("opens_on", "closes_on", "priority_until"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("This is before the day on which it opens."))
        if opens and until and until < opens:
            self.add_error("priority_until", _("This is before the day on which it opens."))
        return values

    def days(self) -> SeasonDays:
        values = self.cleaned_data
        return SeasonDays(
            opens_on=values["opens_on"],
            closes_on=values["closes_on"],
            previous_run_id=int(values["previous_run"]) if values["previous_run"] else None,
            priority_until=values["priority_until"],
        )


class StartForm(DaysForm):
    """`run` is a school and one of its runs: somebody may coordinate several schools."""

    run = forms.ChoiceField(
        label=_("Which run do families apply for?"), error_messages={"required": _("Choose the run.")}
    )
    field_order = ["run", "opens_on", "closes_on", "previous_run", "priority_until"]

    def __init__(self, *args, choices: Iterable[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["run"]).choices = [("", "–"), *choices]

    def school_and_run(self) -> tuple[int, int]:
        school, run = self.cleaned_data["run"].split("-")
        return int(school), int(run)


class WordsForm(forms.Form):
    name = Line(
        label=_("Name"),
        max_length=120,
        help_text=_("As families are to read it. It tells nothing about whom the offer is for."),
        error_messages={"required": _("Write the name that families read.")},
    )
    art_form = Line(
        label=_("Art form"),
        max_length=60,
        required=False,
        help_text=_("For example music, dance or drawing."),
    )
    about = Line(
        label=_("In a few sentences"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, language: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "art_form", "about"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": "auto"}

    def words(self) -> Words:
        values = self.cleaned_data
        return Words(name=values["name"], art_form=values["art_form"], about=values["about"])


class FactsForm(forms.Form):
    plain_labels = True
    in_catalogue = forms.BooleanField(
        label=_("Families find the group while the season is open"), required=False
    )
    weekday = forms.TypedChoiceField(
        label=_("Weekday"),
        choices=[("", _("not decided yet")), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    time_from = Time(label=_("From"), required=False)
    time_to = Time(label=_("To"), required=False)
    price = forms.IntegerField(
        label=_("Price a semester, in kroner"),
        required=False,
        min_value=0,
        max_value=_HIGHEST_PRICE,
        help_text=_("0 is free. Empty: families read no price."),
        error_messages={
            "invalid": _("Write a whole number of kroner, for example 1500."),
            "min_value": _("A price cannot be below 0."),
            "max_value": _("Write at most %(limit_value)d kroner."),
        },
    )
    lends_equipment = forms.BooleanField(label=_("Instruments or equipment are lent"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        first, last = values.get("time_from"), values.get("time_to")
        if first and last and last <= first:
            self.add_error("time_to", _("This is not after the time from which it begins."))
        return values

    def facts(self) -> GroupFacts:
        values = self.cleaned_data
        price = values["price"]
        return GroupFacts(
            weekday=values["weekday"],
            time_from=values["time_from"],
            time_to=values["time_to"],
            price=None if price is None else price * 100,
            lends_equipment=values["lends_equipment"],
            in_catalogue=values["in_catalogue"],
        )


def days_of(season: Season) -> dict[str, object]:
    """What a form about a stored season shows."""
    return {
        "opens_on": season.opens_on,
        "closes_on": season.closes_on,
        "previous_run": season.previous_run_id or "",
        "priority_until": season.priority_until,
        "based_on": version_of_season(season),
    }


def words_of(text: PublicText | None) -> dict[str, object]:
    return {name: getattr(text, name, "") for name in ("name", "art_form", "about")}


def facts_of(group: Group) -> dict[str, object]:
    names = ("weekday", "time_from", "time_to", "lends_equipment", "in_catalogue")
    return {
        "price": None if group.price is None else group.price // 100,
        **{name: getattr(group, name) for name in names},
    }
