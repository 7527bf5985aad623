from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from partners.models import Volunteer, VolunteerKind
from portal.web.fields import Day

_CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose among those listed.")}
_VOLUNTEER, _HELPER = "volunteer", "helper"


class BuddyForm(forms.Form):
    """`who` is a volunteer, or a participant who helps."""

    plain_labels = True
    who = forms.ChoiceField(label=_("Who"), error_messages=_CHOOSE)
    kind = forms.ChoiceField(label=_("As"), choices=VolunteerKind.choices, error_messages=_CHOOSE)
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("To"), required=False, help_text=_("Empty: until somebody ends it."))

    def __init__(
        self,
        *args: object,
        volunteers: Iterable[Volunteer],
        helpers: Iterable[Participant],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial = {"starts_on": timezone.localdate(), **self.initial}
        own = [(f"{_VOLUNTEER}-{one.pk}", f"{one} · {one.get_kind_display()}") for one in volunteers]
        older = [(f"{_HELPER}-{one.pk}", str(one)) for one in helpers]
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose")),
            *([(_("Volunteers"), own)] if own else []),
            *([(_("Participants who help"), older)] if older else []),
        ]

    def chosen(self) -> tuple[int | None, int | None]:
        """Key of a volunteer, key of a participant who helps: one of the two."""
        kind, _dash, key = self.cleaned_data["who"].partition("-")
        return (int(key), None) if kind == _VOLUNTEER else (None, int(key))
