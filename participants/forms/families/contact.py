"""Who applies, another guardian, and how to reach them."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import Choice, Email, FamilyForm, Line, Phone
from participants.models.application import Applicant
from participants.rules.answers import ApplicantAnswer, ChildAnswer

_KINDS = {
    Applicant.PARENT.value: _("I am a parent with parental responsibility"),
    Applicant.REPRESENTATIVE.value: _("I am the appointed representative"),
    Applicant.PERSON.value: _("I apply for myself"),
}
_YES, _NO = "yes", "no"
_ONE_OF_BOTH = _("Write a phone number, an e-mail address, or both.")


class ContactForm(FamilyForm):
    """At least one of the two."""

    plain_labels = True
    phone = Phone(label=_("Phone"), help_text=_ONE_OF_BOTH, max_length=30, required=False)
    email = Email(label=_("E-mail"), max_length=254, required=False)

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if not self.errors and not (values["phone"] or values["email"]):
            self.add_error("phone", _ONE_OF_BOTH)
        return values


class ApplicantForm(ContactForm):
    kind = Choice(label=_("Who are you?"), widget=forms.RadioSelect)
    name = Line(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["kind", "name", "phone", "email"]

    def __init__(self, *args, kinds: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(Choice, self.fields["kind"]).choices = [(kind, _KINDS[kind]) for kind in kinds]

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if values.get("kind") != Applicant.PERSON and not values.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write an answer here."))
        return values

    def answer(self, child: ChildAnswer) -> ApplicantAnswer:
        values = self.cleaned_data
        own_name = f"{child.given_name} {child.family_name}"[:120]
        return ApplicantAnswer(
            values["kind"], values["name"] or own_name, phone=values["phone"], email=values["email"]
        )


class GuardianForm(ContactForm):
    name = Line(label=_("Name"), max_length=120)
    responsibility = Choice(
        label=_("Does this person have parental responsibility?"),
        choices=[(_YES, _("Yes")), (_NO, _("No"))],
        widget=forms.RadioSelect,
        help_text=_("Without parental responsibility she or he gets no messages."),
    )
    field_order = ["name", "responsibility", "phone", "email"]

    def has_responsibility(self) -> bool:
        return self.cleaned_data["responsibility"] == _YES
