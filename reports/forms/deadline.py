import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool, User
from portal.web.fields import Choice, Day, Line, chosen, of_one, set_choices
from reports.actions.save_deadline import DeadlineFacts, version_of_deadline
from reports.models import SEEN_TO_BY_KIND, OwnDeadline
from reports.rules.reminding import MOST_DAYS, MOST_REMINDERS, read_days

_FARTHEST = 3 * 365
"""Days: what the calendar shows."""


class DeadlineForm(forms.Form):
    plain_labels = True
    school = Choice(label=_("School"))
    title = Line(
        label=_("What"),
        max_length=160,
        help_text=_("For example: budget proposal to the council. No child's name."),
    )
    due_on = Day(label=_("By when"))
    owner = Choice(label=_("Who sees to it"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, schools: Iterable[CultureSchool], people: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", schools)
        set_choices(self, "owner", [(str(one.pk), one.name) for one in people], empty=_("nobody yet"))

    def clean_due_on(self) -> datetime.date:
        due_on: datetime.date = self.cleaned_data["due_on"]
        if abs((due_on - timezone.localdate()).days) > _FARTHEST:
            raise forms.ValidationError(_("Choose a day within three years."))
        return due_on

    def facts(self) -> DeadlineFacts:
        values = self.cleaned_data
        return DeadlineFacts(values["title"], values["due_on"], chosen(values["owner"]))


def stored(row: OwnDeadline) -> dict[str, object]:
    owner = str(row.owner_id or "")
    return {
        "title": row.title,
        "due_on": row.due_on,
        "owner": owner,
        "based_on": version_of_deadline(row),
    }


class ReminderForm(forms.Form):
    plain_labels = True
    days = Line(
        label=_("Days before"),
        max_length=60,
        required=False,
        help_text=_("Numbers of days, for example 30, 7, 1. Empty: nobody gets a mail."),
    )
    settlement = Choice(label=_("Who sees to settlements"), required=False)
    season = Choice(label=_("Who sees to seasons of applications"), required=False)
    retention = Choice(label=_("Who follows when details of people are removed"), required=False)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coordinators = [(str(one.pk), one.name) for one in people]
        for kind in SEEN_TO_BY_KIND:
            set_choices(self, kind, coordinators, empty=_("nobody yet"))

    def clean_days(self) -> tuple[int, ...]:
        try:
            return read_days(self.cleaned_data["days"])
        except ValueError:
            raise forms.ValidationError(
                _("Write at most %(number)d numbers of days, each at most %(days)d, for example 30, 7, 1.")
                % {"number": MOST_REMINDERS, "days": MOST_DAYS}
            ) from None

    def owners(self) -> dict[str, int]:
        """By kind; a kind that is nobody's is not there."""
        named = {kind.value: chosen(self.cleaned_data[kind]) for kind in SEEN_TO_BY_KIND}
        return {kind: owner for kind, owner in named.items() if owner}
