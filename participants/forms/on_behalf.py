"""A child written down by somebody else than the family: staff, or a partner."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import Choice, Email, Line, Number, Phone, Words
from participants.models import ConsentPurpose
from participants.rules.ages import Born
from participants.rules.on_behalf import Details, Told
from partners.models import PartnerAgency
from portal.geography.models import Country
from portal.web.fields import Day
from portal.web.languages import choices_for_families
from programmes.models import Group
from programmes.rules.grades import GRADES

_FIRST_YEAR, _LAST_YEAR = 1000, 9999


class DetailsForm(forms.Form):
    given_name = Line(label=_("Given name"), max_length=80)
    family_name = Line(label=_("Family name"), max_length=80)
    birth_date = Day(label=_("Birth date"), required=False)
    birth_year = Number(
        label=_("Birth year"),
        help_text=_("Where the date is not known."),
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
    )
    grade = Choice(label=_("Grade"), required=False)

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if country:
            grades = [(str(grade), str(grade)) for grade in GRADES[Country(country)]]
            cast(forms.ChoiceField, self.fields["grade"]).choices = [("", "–"), *grades]
        else:
            del self.fields["grade"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        date, year = values.get("birth_date"), values.get("birth_year")
        if date and year and date.year != year:
            self.add_error("birth_year", _("The date is in another year."))
        elif date and not Born(date.year, date).is_possible(timezone.localdate()):
            self.add_error("birth_date", _("This cannot be right. Check it."))
        elif year and not Born(year).is_possible(timezone.localdate()):
            self.add_error("birth_year", _("This cannot be right. Check it."))
        return values

    def details(self) -> Details:
        values = self.cleaned_data
        date = values["birth_date"]
        return Details(
            given_name=values["given_name"],
            family_name=values["family_name"],
            birth_date=date,
            birth_year=date.year if date else values["birth_year"],
            grade=int(values["grade"]) if values.get("grade") else None,
        )


class ToldForm(DetailsForm):
    """What both staff and partners may tell."""

    attends_school = Line(label=_("School"), max_length=120, required=False)
    home_language = Line(label=_("Language at home"), max_length=60, required=False)
    what_helps = Words(
        label=_("What helps the child"), help_text=_("No diagnosis."), max_length=1000, required=False
    )
    guardian_name = Line(label=_("Guardian's name"), max_length=120, required=False)
    phone = Phone(label=_("Guardian's phone"), max_length=30, required=False)
    email = Email(label=_("Guardian's e-mail"), max_length=254, required=False)
    language = Choice(
        label=_("The family reads"),
        help_text=_("Messages and letters to the family are written in this language."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(one.code, one.own_name) for one in choices_for_families()]
        cast(forms.ChoiceField, self.fields["language"]).choices = [("", "–"), *languages]

    def told(self, reference: str = "") -> Told:
        values = self.cleaned_data
        fields = ("attends_school", "home_language", "what_helps", "guardian_name", "phone", "email")
        return Told(
            child=self.details(),
            reference=reference,
            language=values["language"],
            message=values.get("message", ""),
            wants_free_place=values.get("wants_free_place", False),
            **{field: values[field] for field in fields},
        )


class RegisterForm(ToldForm):
    message = Words(label=_("Message"), max_length=1000, required=False)
    wants_free_place = forms.BooleanField(label=_("Needs a free place"), required=False)
    consents = forms.MultipleChoiceField(
        label=_("Whoever decides has said yes to"),
        choices=ConsentPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ReferralForm(ToldForm):
    """A reference is enough; of groups and agencies only the partner's own."""

    group = Choice(label=_("Programme and group"))
    reference = Line(
        label=_("Your reference"),
        help_text=_("Enough where the name cannot be given yet. You find the child again by it."),
        max_length=40,
        required=False,
    )
    agreed = forms.BooleanField(
        label=_("The family knows of this and wants it"),
        error_messages={"required": _("A child is referred only with the family's consent.")},
    )
    field_order = ("agency", "group", "reference")

    def __init__(
        self, *args: Any, groups: Iterable[Group], agencies: Iterable[PartnerAgency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("given_name", "family_name"):
            self.fields[name].required = False
        self.agencies = list(agencies)
        if len(self.agencies) > 1:
            self.fields["agency"] = Choice(
                label=_("You refer for"), choices=[(str(one.pk), one.name) for one in self.agencies]
            )
        cast(forms.ChoiceField, self.fields["group"]).choices = _by_school(groups)
        self.order_fields(list(self.field_order))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        named = values.get("given_name"), values.get("family_name")
        if any(named) and not all(named):
            missing = "family_name" if named[0] else "given_name"
            self.add_error(missing, _("Write both names, or none."))
        elif not any(named) and not values.get("reference") and "reference" not in self.errors:
            self.add_error("reference", _("Write the name, or a reference of your own."))
        return values

    @property
    def agency_id(self) -> int:
        return int(self.cleaned_data.get("agency") or self.agencies[0].pk)


def _by_school(groups: Iterable[Group]) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for group in groups:
        words = f"{group.run.programme.public_name} · {group.name}"
        found.setdefault(str(group.school), []).append((str(group.pk), words))
    return list(found.items())
