from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.web.fields import Choice, Line, Some, Whole, set_choices
from programmes.models import COUNTED, LineKind, Programme

_YEARS_BACK, _YEARS_AHEAD = 10, 20
_MOST = 10_000_000


class LineForm(forms.Form):
    plain_labels = True
    kind = Choice(
        label=_("Which of the two"),
        choices=LineKind.choices,
        widget=forms.RadioSelect,
        initial=LineKind.GOAL,
    )
    text = Line(label=_("In a sentence"), max_length=240)


class TargetForm(forms.Form):
    plain_labels = True
    year = Whole(label=_("Year"))
    measure = Choice(label=_("What is counted"), choices=[(one.value, one.label) for one in COUNTED])
    target = Whole(label=_("Target number"), min_value=1, max_value=_MOST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        first, last = this_year - _YEARS_BACK, this_year + _YEARS_AHEAD
        initial = self.initial.get("year", this_year)
        self.fields["year"] = Whole(label=_("Year"), min_value=first, max_value=last, initial=initial)


class TieForm(forms.Form):
    plain_labels = True
    programmes = Some(label=_("Programmes"), required=False)

    def __init__(self, *args: Any, programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "programmes", [(str(row.pk), row.public_name) for row in programmes])

    def chosen(self) -> set[int]:
        return {int(value) for value in self.cleaned_data["programmes"]}
