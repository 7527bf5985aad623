"""Who takes part in a shared programme: each form is one thing that its lead does."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool, Membership
from portal.web.fields import Choice, Day, Line, set_choices
from programmes.models import SubRegion


class AddSchoolForm(forms.Form):
    plain_labels = True
    school = Choice(label=_("School"))
    valid_from = Day(label=_("Takes part from"))

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self, "school", [(str(row.pk), f"{row.name} ({row.municipality})") for row in schools], empty="–"
        )


class EndSchoolForm(forms.Form):
    plain_labels = True
    valid_to = Day(label=_("Last day"))


class SubRegionForm(forms.Form):
    plain_labels = True
    name = Line(label=_("Name"), max_length=80)


class PlaceForm(forms.Form):
    plain_labels = True
    place_school = Choice(label=_("School"))
    sub_region = Choice(label=_("Sub-region"))
    place_from = Day(label=_("From"))

    def __init__(
        self, *args: Any, schools: Iterable[CultureSchool], regions: Iterable[SubRegion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "place_school", [(str(row.pk), row.name) for row in schools], empty="–")
        set_choices(self, "sub_region", [(str(row.pk), row.name) for row in regions], empty="–")


class RoleForm(forms.Form):
    plain_labels = True
    user = Choice(label=_("Who"))
    role = Choice(label=_("Is to"), required=False)

    def __init__(
        self, *args: Any, people: Iterable[Membership], regions: Iterable[SubRegion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = {str(one.user_id): f"{one.user.name}, {one.school}" for one in people}
        set_choices(self, "user", list(named.items()), empty="–")
        coordinate = [(str(row.pk), _("coordinate %(region)s") % {"region": row.name}) for row in regions]
        set_choices(self, "role", [("", _("lead the programme")), *coordinate])
