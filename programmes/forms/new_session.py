from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day, Line, Time
from programmes.actions.add_session import SessionFacts
from programmes.models import SessionKind


class NewSessionForm(forms.Form):
    """One session beside the plan."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=SessionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    on = Day(label=_("Day"))
    time_from = Time(label=_("From"), error_messages={"required": _("Write when it begins.")})
    time_to = Time(label=_("To"), error_messages={"required": _("Write when it ends.")})
    room = Line(label=_("Room"), max_length=80, required=False, help_text=_("Empty: the group's."))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begins, ends = values.get("time_from"), values.get("time_to")
        if begins and ends and ends <= begins:
            self.add_error("time_to", _("This is not after the time from which it begins."))
        return values

    def facts(self) -> SessionFacts:
        values = self.cleaned_data
        return SessionFacts(
            kind=SessionKind(values["kind"]),
            on=values["on"],
            time_from=values["time_from"],
            time_to=values["time_to"],
            room=values["room"],
        )
