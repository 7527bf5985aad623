from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.actions.keep_equipment import Thing
from participants.querysets.loans import FREE, OUT, OVERDUE
from partners.models import Equipment, EquipmentKind, PartnerAgency, Quality
from portal.accounts.models import CultureSchool

OWN = "own"
_OWN_LABEL = _("the culture school")
_CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose among those listed.")}
_A_NUMBER = {
    "invalid": _("Write a whole number, for example 7."),
    "min_value": _("Write at least %(limit_value)d."),
    "max_value": _("Write at most %(limit_value)d."),
}
Choices = list[tuple[str, str | Promise]]


def owner_choices(agencies: Iterable[PartnerAgency]) -> Choices:
    return [(OWN, _OWN_LABEL), *((str(one.pk), one.name) for one in agencies)]


class EquipmentForm(forms.Form):
    """`school` is asked for only where somebody coordinates several."""

    plain_labels = True
    school = forms.ChoiceField(label=_("Culture school"), error_messages=_CHOOSE)
    name = forms.CharField(label=_("What it is"), max_length=80, help_text=_("For example: viola, 3/4 size."))
    label = forms.CharField(
        label=_("Number on it"),
        max_length=40,
        required=False,
        help_text=_("So that two of the same kind are told apart."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=EquipmentKind.choices, error_messages=_CHOOSE)
    quality = forms.ChoiceField(
        label=_("Quality"), choices=[("", _("not said")), *Quality.choices], required=False
    )
    owner = forms.ChoiceField(label=_("Owner"), error_messages=_CHOOSE)
    loan_days = forms.IntegerField(
        label=_("Days of a loan"),
        required=False,
        min_value=1,
        max_value=400,
        help_text=_("Empty: to the end of the run. An equipment pool usually lends for 7 days."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=_A_NUMBER,
    )

    def __init__(
        self,
        *args: object,
        schools: Iterable[CultureSchool],
        agencies: Iterable[PartnerAgency],
        thing: Equipment | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = list(schools)
        ask_for_school(self, rows, needed=thing is None)
        _choices(self, "owner", owner_choices(agencies))
        if thing is not None:
            names = ("name", "label", "kind", "quality", "loan_days")
            self.initial = {name: getattr(thing, name) for name in names}
            self.initial["owner"] = str(thing.owner_id or OWN)

    def thing(self) -> Thing:
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("school", "owner")}
        owner = self.cleaned_data["owner"]
        return Thing(**values, owner_id=None if owner == OWN else int(owner))


class EquipmentFilter(forms.Form):
    plain_labels = True
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("everything")),
            (OUT, _("lent out")),
            (OVERDUE, _("overdue")),
            (FREE, _("free")),
        ],
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args: object, agencies: Iterable[PartnerAgency], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _choices(self, "owner", [("", _("all")), *owner_choices(agencies)])

    def chosen(self, name: str) -> str:
        """Nothing where somebody has written nonsense into the address."""
        return str(self.cleaned_data.get(name, "")) if self.is_bound and self.is_valid() else ""


def ask_for_school(form: forms.Form, schools: list[CultureSchool], *, needed: bool) -> None:
    if not needed or len(schools) == 1:
        del form.fields["school"]
        return
    _choices(form, "school", [(str(school.pk), school.name) for school in schools])


def school_of(form: forms.Form, schools: list[CultureSchool]) -> int:
    return int(form.cleaned_data.get("school") or schools[0].pk)


def _choices(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
