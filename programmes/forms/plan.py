"""When a group meets, or the chosen groups of a run."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day, Line, Time
from portal.web.templatetags.face import clock
from programmes.models import Group, ProgrammeRun, SessionKind, SessionPlan
from programmes.models.group import Weekday
from programmes.planning import PlanWanted
from programmes.rules.calendar import Rule

ALL, OWN = "all", "own"
_LONGEST_GAP = 8


class RuleForm(forms.Form):
    """What every plan has."""

    plain_labels = True
    kind = forms.ChoiceField(label=_("What"), choices=SessionKind.choices)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a weekday.")},
    )
    time_from = Time(label=_("From"), error_messages={"required": _("Write when it begins.")})
    time_to = Time(label=_("To"), error_messages={"required": _("Write when it ends.")})
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))
    every_weeks = forms.IntegerField(
        label=_("Every so many weeks"),
        min_value=1,
        max_value=_LONGEST_GAP,
        help_text=_("1 is every week, 2 every other."),
        error_messages={
            "invalid": _("Write a number of weeks, for example 1."),
            "min_value": _("At least %(limit_value)d week."),
            "max_value": _("At most %(limit_value)d weeks."),
        },
    )
    skips_holidays = forms.BooleanField(label=_("Not on public and school holidays"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begins, ends = values.get("time_from"), values.get("time_to")
        first, last = values.get("starts_on"), values.get("ends_on")
        if begins and ends and ends <= begins:
            self.add_error("time_to", _("This is not after the time from which it begins."))
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day."))
        return values

    def rule(self, weekdays: Iterable[int]) -> Rule:
        values = self.cleaned_data
        return Rule(
            weekdays=tuple(weekdays),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            every_weeks=values["every_weeks"],
            skips_holidays=values["skips_holidays"],
        )


class PlanForm(RuleForm):
    room = Line(label=_("Room"), max_length=80, required=False, help_text=_("Empty: the group's."))
    plan = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["kind", "weekdays", "time_from", "time_to", "room", "starts_on", "ends_on"]

    def wanted(self, group: Group) -> PlanWanted:
        values = self.cleaned_data
        return PlanWanted(
            group_id=group.pk,
            rule=self.rule(values["weekdays"]),
            time_from=values["time_from"],
            time_to=values["time_to"],
            kind=values["kind"],
            room=values["room"],
            plan_id=values["plan"],
        )


class RunPlanForm(RuleForm):
    groups = forms.TypedMultipleChoiceField(
        label=_("Groups"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a group.")},
    )
    way = forms.ChoiceField(
        label=_("Weekday and time"),
        choices=[(OWN, _("each group's own")), (ALL, _("the same for all"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose weekday and time.")},
    )
    field_order = ["groups", "kind", "starts_on", "ends_on", "every_weeks", "skips_holidays", "way"]

    def __init__(self, *args, groups: Sequence[Group], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._groups = {group.pk: group for group in groups}
        chosen = cast(forms.TypedMultipleChoiceField, self.fields["groups"])
        chosen.choices = [(group.pk, _line_of(group)) for group in groups]
        self.fields["weekdays"].help_text = _("Where weekday and time are the same for all.")
        if not self.is_bound or self.data.get("way") != ALL:
            for name in ("weekdays", "time_from", "time_to"):
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("way") == OWN:
            without = [self._groups[pk].name for pk in values.get("groups", []) if not self._hour_of(pk)]
            if without:
                words = _("These have no weekday and time of their own: %(groups)s.")
                self.add_error("groups", words % {"groups": ", ".join(without)})
        return values

    def wanted(self) -> list[PlanWanted]:
        values = self.cleaned_data
        same = (values["weekdays"], values["time_from"], values["time_to"])
        found = []
        for pk in values["groups"]:
            weekdays, begins, ends = same if values["way"] == ALL else self._hour_of(pk) or same
            found.append(PlanWanted(pk, self.rule(weekdays), begins, ends, values["kind"]))
        return found

    def _hour_of(self, pk: int) -> tuple[list[int], datetime.time, datetime.time] | None:
        group = self._groups[pk]
        if not (group.weekday and group.time_from and group.time_to):
            return None
        return [group.weekday], group.time_from, group.time_to


def _line_of(group: Group) -> str:
    if not (group.weekday and group.time_from and group.time_to):
        return gettext("%(group)s (no weekday and time yet)") % {"group": group.name}
    hours = f"{clock(group.time_from)}–{clock(group.time_to)}"
    return f"{group.name} · {Weekday(group.weekday).label} {hours}"


def first_of(run: ProgrammeRun, today: datetime.date) -> datetime.date:
    """From when a new plan goes, unless somebody says otherwise."""
    return min(max(run.starts_on, today), run.ends_on)


def suggested(group: Group, today: datetime.date) -> dict[str, object]:
    return {
        "kind": SessionKind.LESSON,
        "weekdays": [group.weekday] if group.weekday else [],
        "time_from": group.time_from,
        "time_to": group.time_to,
        "starts_on": first_of(group.run, today),
        "ends_on": group.run.ends_on,
        "every_weeks": 1,
        "skips_holidays": True,
    }


def suggested_for_run(run: ProgrammeRun, groups: Iterable[Group], today: datetime.date) -> dict[str, object]:
    return {
        "kind": SessionKind.LESSON,
        "groups": [group.pk for group in groups if group.weekday and group.time_from and group.time_to],
        "way": OWN,
        "starts_on": first_of(run, today),
        "ends_on": run.ends_on,
        "every_weeks": 1,
        "skips_holidays": True,
    }


def stored(plan: SessionPlan) -> dict[str, object]:
    names = ("kind", "weekdays", "time_from", "time_to", "room", "starts_on", "ends_on")
    facts = {name: getattr(plan, name) for name in (*names, "every_weeks", "skips_holidays")}
    return facts | {"plan": plan.pk}
