from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.actions.keep_volunteers import Facts
from participants.actions.note_papers import CONFIDENTIALITY, POLICE_CERTIFICATE
from participants.forms.equipment import ask_for_school
from partners.models import PartnerAgency, Volunteer, VolunteerKind
from portal.accounts.models import CultureSchool
from portal.web.fields import Day

_CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose among those listed.")}


class VolunteerForm(forms.Form):
    plain_labels = True
    school = forms.ChoiceField(label=_("Culture school"), error_messages=_CHOOSE)
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=VolunteerKind.choices, error_messages=_CHOOSE)
    agency = forms.ChoiceField(label=_("Comes from"), required=False, error_messages=_CHOOSE)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("To"), required=False, help_text=_("Empty: until somebody ends it."))

    def __init__(
        self,
        *args: object,
        schools: Iterable[CultureSchool],
        agencies: Iterable[PartnerAgency],
        volunteer: Volunteer | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ask_for_school(self, list(schools), needed=volunteer is None)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("found by the school itself"))] + [
            (str(one.pk), one.name) for one in agencies
        ]
        self.initial = {"starts_on": timezone.localdate()}
        if volunteer is not None:
            names = ("name", "kind", "phone", "email", "starts_on", "ends_on")
            self.initial = {name: getattr(volunteer, name) for name in names}
            self.initial["agency"] = str(volunteer.agency_id or "")

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return values

    def facts(self) -> Facts:
        values = {
            name: value for name, value in self.cleaned_data.items() if name not in ("school", "agency")
        }
        agency = self.cleaned_data["agency"]
        return Facts(**values, agency_id=int(agency) if agency else None)


class PaperForm(forms.Form):
    """`seen_on` is empty where the button says today."""

    paper = forms.ChoiceField(choices=[(POLICE_CERTIFICATE, ""), (CONFIDENTIALITY, "")])
    seen_on = Day(required=False)
