from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from portal.web.fields import Choice, Line, Time, Whole, Yes, chosen, set_choices
from programmes.actions.save_group import GroupSetup, version_of_group
from programmes.models import Format, Group
from programmes.models.group import Weekday
from programmes.rules.grades import GRADES

_HIGHEST_PRICE = 100_000
_AS_STORED = (
    *("name", "venue", "weekday", "time_from", "time_to"),
    *("has_solo", "asks_answer", "wants_buddies"),
)


class GroupForm(forms.Form):
    """Of a group that there is, its places change elsewhere: `capacity` is asked for a new one alone."""

    plain_labels = True
    name = Line(
        label=_("Name"),
        max_length=80,
        help_text=_("Families may read it. It tells nothing about whom the group is for."),
    )
    format = Choice(label=_("Format"), required=False)
    capacity = Whole(label=_("Places"), min_value=1)
    partner_school = Choice(label=_("Partner school"), required=False)
    venue = Line(label=_("Room"), max_length=80, required=False)
    grade_from = Choice(label=_("Lowest grade"), required=False)
    grade_to = Choice(label=_("Highest grade"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Weekday"),
        choices=[("", _("not decided yet")), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    time_from = Time(label=_("From"), required=False)
    time_to = Time(label=_("To"), required=False)
    price = Whole(
        label=_("Price a semester, in kroner"),
        required=False,
        max_value=_HIGHEST_PRICE,
        help_text=_("0 is free. Empty: families read no price."),
    )
    has_solo = Yes(label=_("Some have lessons alone or in pairs as well"))
    asks_answer = Yes(label=_("A place is offered and answered before it is taken"))
    wants_buddies = Yes(
        label=_("Everybody has a buddy"), help_text=_("Who has none is shown as missing one.")
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        school: CultureSchool,
        formats: Iterable[Format],
        partners: Iterable[PartnerAgency],
        is_new: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.country = str(school.country)
        set_choices(self, "format", [(str(row.pk), row.name) for row in formats], empty=_("none"))
        set_choices(self, "partner_school", [(str(row.pk), row.name) for row in partners], empty=_("none"))
        for name in ("grade_from", "grade_to"):
            set_choices(self, name, [(str(grade), str(grade)) for grade in GRADES[self.country]], empty="–")
        if not is_new:
            del self.fields["capacity"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("time_from"), values.get("time_to")
        if first and last and last <= first:
            self.add_error("time_to", _("This is not after the time from which it begins."))
        low, high = values.get("grade_from"), values.get("grade_to")
        if bool(low) != bool(high):
            self.add_error("grade_to" if low else "grade_from", _("Choose the lowest and the highest grade."))
        elif low and high and int(high) < int(low):
            self.add_error("grade_to", _("This is below the lowest grade."))
        return values

    def setup(self) -> GroupSetup:
        values = self.cleaned_data
        return GroupSetup(
            **{name: values[name] for name in _AS_STORED},
            format_id=chosen(values["format"]),
            partner_school_id=chosen(values["partner_school"]),
            grade_from=chosen(values["grade_from"]),
            grade_to=chosen(values["grade_to"]),
            grade_country=self.country if values["grade_from"] else "",
            price=None if values["price"] is None else values["price"] * 100,
        )


def shown_of(group: Group) -> dict[str, object]:
    """What the form about a stored group shows."""
    own_grades = group.grade_country == group.school.country
    return {
        **{name: getattr(group, name) for name in _AS_STORED},
        "format": group.format_id or "",
        "partner_school": group.partner_school_id or "",
        "grade_from": group.grade_from if own_grades else "",
        "grade_to": group.grade_to if own_grades else "",
        "price": None if group.price is None else group.price // 100,
        "based_on": version_of_group(group),
    }
