"""An agency that a school works with, and its people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.actions.save_agency import AgencyFacts, version_of_agency
from partners.actions.save_contact import ContactFacts, version_of_contact
from partners.models import AgencyKind, Contact, PartnerAgency
from partners.rules.organisation_numbers import bare, is_number
from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.web.fields import Choice, Day, Line, of_one, options_of, set_choices

_WRONG = {
    "NO": _(
        "This is no Norwegian organisation number: nine digits, of which the last follows from the others."
    ),
    "DK": _("This is no CVR number: eight digits, of which the last follows from the others."),
}


class AgencyForm(forms.Form):
    """`school` is asked of a new one alone; `is_another` once some that look the same were shown."""

    plain_labels = True
    school = Choice(label=_("Culture school"))
    name = Line(label=_("Name"), max_length=120)
    kind = Choice(label=_("Kind"), choices=AgencyKind.choices)
    municipality = Choice(label=_("Municipality"), help_text=_("Where it has its office."))
    organisation_number = Line(
        label=_("Organisation number"),
        max_length=30,
        required=False,
        help_text=_("Nine digits in Norway, the eight of the CVR number in Denmark."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    brings = Line(label=_("What it brings"), max_length=200, required=False)
    brings_to = Line(label=_("To whom"), max_length=200, required=False)
    ended_on = Day(
        label=_("We no longer work together from"),
        required=False,
        help_text=_("From this day it is no longer offered for anything new."),
    )
    is_another = forms.BooleanField(
        label=_("It is another one than those"), required=False, widget=forms.HiddenInput
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        municipalities: Sequence[Municipality],
        schools: Sequence[CultureSchool] = (),
        agency: PartnerAgency | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.countries = {str(one.pk): one.country for one in municipalities}
        set_choices(self, "municipality", options_of(municipalities))
        if agency is None:
            del self.fields["ended_on"]
            set_choices(self, "kind", AgencyKind.choices, empty="–")
            self.initial = {"municipality": str(schools[0].municipality_id)}
            of_one(self, "school", schools)
            return
        del self.fields["school"], self.fields["is_another"]
        names = ("name", "kind", "organisation_number", "brings", "brings_to", "ended_on")
        self.initial = {name: getattr(agency, name) for name in names}
        self.initial |= {"municipality": str(agency.municipality_id), "based_on": version_of_agency(agency)}

    def ask_whether_another(self) -> None:
        self.fields["is_another"].widget = forms.CheckboxInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        number = bare(values.get("organisation_number") or "")
        country = self.countries.get(values.get("municipality", ""))
        if number and country and not is_number(number, country):
            self.add_error("organisation_number", _WRONG[country])
        values["organisation_number"] = number
        return values

    def facts(self) -> AgencyFacts:
        values = self.cleaned_data
        return AgencyFacts(
            municipality_id=int(values["municipality"]),
            name=values["name"],
            kind=values["kind"],
            organisation_number=values["organisation_number"],
            brings=values["brings"],
            brings_to=values["brings_to"],
            ended_on=values.get("ended_on"),
        )


class ContactForm(forms.Form):
    plain_labels = True
    name = Line(label=_("Name"), max_length=120)
    title = Line(label=_("Position"), max_length=120, required=False)
    phone = Line(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    valid_from = Day(label=_("From"))
    valid_to = Day(label=_("To"), required=False, help_text=_("The last day. Empty: until somebody ends it."))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"valid_from": timezone.localdate()}
        if contact is not None:
            names = ("name", "title", "phone", "email", "valid_from", "valid_to")
            self.initial = {name: getattr(contact, name) for name in names}
            self.initial["based_on"] = version_of_contact(contact)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first."))
        return values

    def facts(self) -> ContactFacts:
        names = ("name", "title", "phone", "email", "valid_from", "valid_to")
        return ContactFacts(**{name: self.cleaned_data[name] for name in names})
