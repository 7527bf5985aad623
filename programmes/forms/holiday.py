from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Day
from programmes.actions.save_holiday import HolidayDays, version_of_holiday
from programmes.models import SchoolHoliday

_LONGEST = 120


class HolidayForm(forms.Form):
    plain_labels = True
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("For example autumn holiday, or planning day."),
        error_messages={
            "required": _("Write what the holiday is called."),
            "max_length": _("Write at most %(limit_value)d characters; these are %(show_value)d."),
        },
    )
    first_day = Day(label=_("First day"))
    last_day = Day(label=_("Last day"), required=False, help_text=_("Empty: it is one day only."))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This is before the first day."))
        if first and last and (last - first).days > _LONGEST:
            self.add_error("last_day", _("A holiday lasts at most %(days)d days.") % {"days": _LONGEST})
        return values

    def days(self) -> HolidayDays:
        values = self.cleaned_data
        return HolidayDays(
            name=values["name"].strip(),
            first_day=values["first_day"],
            last_day=values["last_day"] or values["first_day"],
        )


def stored(holiday: SchoolHoliday) -> dict[str, object]:
    facts = {name: getattr(holiday, name) for name in ("name", "first_day", "last_day")}
    return facts | {"based_on": version_of_holiday(holiday)}
