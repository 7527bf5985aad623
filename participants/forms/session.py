"""Another time or room for one session, and somebody who stands in."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.actions.move_session import Where, version_of_session
from participants.actions.name_substitute import colleagues_of, staff_at
from portal.accounts.models import User
from portal.web.fields import Day, Line, Time
from programmes.models import Session
from programmes.rules.calendar import Oddity, Span, span


class MoveForm(forms.Form):
    plain_labels = True
    day = Day(label=_("Day"))
    time_from = Time(label=_("From"), error_messages={"required": _("Write when it begins.")})
    time_to = Time(label=_("To"), error_messages={"required": _("Write when it ends.")})
    room = Line(label=_("Room"), max_length=80, required=False, help_text=_("Empty: the group's."))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, session: Session, **kwargs) -> None:
        kwargs["initial"] = _stored(session)
        super().__init__(*args, **kwargs)
        self._zone = session.school.country.time_zone

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begins, ends = values.get("time_from"), values.get("time_to")
        if begins and ends and ends <= begins:
            self.add_error("time_to", _("This is not after the time from which it begins."))
        elif begins and ends and values.get("day") and self._span().oddity == Oddity.MISSING:
            self.add_error("time_from", _("Summer time begins that day: clocks skip this hour."))
        return values

    def where(self) -> Where:
        hours = self._span()
        return Where(hours.starts_at, hours.ends_at, self.cleaned_data["room"])

    def _span(self) -> Span:
        values = self.cleaned_data
        return span(values["day"], values["time_from"], values["time_to"], self._zone)


def _stored(session: Session) -> dict[str, object]:
    starts_at, ends_at = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "day": starts_at.date(),
        "time_from": starts_at.time(),
        "time_to": ends_at.time(),
        "room": session.room,
        "based_on": version_of_session(session),
    }


class SubstituteForm(forms.Form):
    plain_labels = True
    user = forms.TypedChoiceField(
        label=_("Who stands in?"), coerce=int, error_messages={"required": _("Choose who stands in.")}
    )
    instead_of = forms.TypedChoiceField(
        label=_("In whose place?"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, session: Session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        staff, colleagues = list(staff_at(session)), colleagues_of(session)
        _offer(self.fields["user"], [("", "–")], colleagues)
        _offer(self.fields["instead_of"], [("", _("nobody's: one more"))], staff)
        if len(staff) == 1:
            self.fields["instead_of"].initial = staff[0].pk


def _offer(field: forms.Field, first: list, users: Any) -> None:
    people: list[User] = list(users)
    cast(forms.ChoiceField, field).choices = [*first, *((user.pk, user.name) for user in people)]
