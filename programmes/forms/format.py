from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.fields import OLDEST, Amount, Choice, InOrder, Line, Whole, Yes, ask_if_several, set_choices
from programmes.actions.save_format import FIELDS, FormatFacts
from programmes.rules.grades import GRADES

_DAY = 24 * 60


class FormatForm(InOrder, forms.Form):
    """`owners`: for whom the format is, as key and name; empty for one that there is already."""

    plain_labels = True
    pairs = (
        ("size_from", "size_to"),
        ("grade_from", "grade_to"),
        ("age_from", "age_to"),
        ("weeks_from", "weeks_to"),
    )
    owner = Choice(label=_("For whom"), required=False)
    name = Line(label=_("Name"), max_length=60)
    session_minutes = Whole(label=_("Minutes a session"), min_value=1, max_value=_DAY)
    size_from = Whole(label=_("Smallest group"), required=False, min_value=1)
    size_to = Whole(label=_("Largest group"), required=False, min_value=1)
    grade_from = Choice(label=_("Lowest grade"), required=False)
    grade_to = Choice(label=_("Highest grade"), required=False)
    age_from = Whole(label=_("Youngest age"), required=False, max_value=OLDEST)
    age_to = Whole(label=_("Oldest age"), required=False, max_value=OLDEST)
    teachers = Whole(label=_("Teachers of the culture school"), required=False, max_value=50)
    partner_staff = Whole(label=_("The partner's staff"), required=False, max_value=50)
    weeks_from = Whole(label=_("Fewest weeks"), required=False, min_value=1)
    weeks_to = Whole(label=_("Most weeks"), required=False, min_value=1)
    weekly_theory = Yes(label=_("Weekly theory"))
    ensemble = Line(label=_("Ensemble"), max_length=80, required=False, help_text=_("In words."))
    gatherings_a_year = Whole(
        label=_("Saturday gatherings a year"), required=False, help_text=_("Trips included.")
    )
    gatherings_a_semester = Whole(label=_("Gatherings or trips a semester"), required=False)
    fee_factor = Amount(
        label=_("Times the ordinary semester fee"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal("99.99"),
        max_digits=4,
        decimal_places=2,
    )
    trips_are_extra = Yes(label=_("The cost of trips comes on top"))
    activities = Line(label=_("What is done"), max_length=200, required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, country: str, owners: Iterable[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("grade_from", "grade_to"):
            set_choices(self, name, [(str(grade), str(grade)) for grade in GRADES[country]], empty="–")
        ask_if_several(self, "owner", owners)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("grade_from", "grade_to"):
            if name in values:
                values[name] = int(values[name]) if values[name] else None
        if values.get("grade_to") is not None and values.get("grade_from") is None:
            self.add_error("grade_from", _("Choose the lowest grade as well."))
        self.check_pairs(values)
        return values

    def facts(self) -> FormatFacts:
        return FormatFacts(**{name: self.cleaned_data[name] for name in FIELDS})
