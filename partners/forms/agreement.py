"""An agreement: what it says, its parties, and what becomes of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.actions.save_agreement import AgreementFacts, version_of_agreement
from partners.actions.save_party import Who
from partners.models import Agreement, AgreementKind, AgreementParty, Contact
from portal.accounts.models import CultureSchool, User
from portal.web.fields import Choice, Day, Line, Whole, Words, chosen, of_one, options_of, set_choices

Choices = Iterable[tuple[str, Any]]
_LAST_BEFORE_FIRST = _("The last day lies before the first.")


class WhoField(Choice):
    """A culture school, an agency or a municipality, in one list."""

    _KINDS = {"s": "school_id", "a": "agency_id", "m": "municipality_id"}

    def clean(self, value: Any) -> Who | None:
        found = super().clean(value)
        if not found:
            return None
        kind, _dash, key = found.partition("-")
        return Who(**{self._KINDS[kind]: int(key)})


class AgreementForm(forms.Form):
    """`school` and `other` are asked of a new one alone."""

    plain_labels = True
    school = Choice(label=_("Culture school"))
    kind = Choice(label=_("Kind"), choices=AgreementKind.choices)
    title = Line(
        label=_("Title"), max_length=160, help_text=_("It stands on the document. Write no child's name.")
    )
    other = WhoField(label=_("With whom"), help_text=_("More parties can be added afterwards."))
    aims = Words(label=_("What we want to reach together"), max_length=3000)
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("To"), help_text=_("The last day."))
    remind_days = Whole(
        label=_("Days before its end to ask about renewal"), min_value=0, max_value=730, initial=90
    )
    responsible = Choice(label=_("Who looks after it"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        schools: Iterable[CultureSchool],
        people: Iterable[User],
        others: Choices = (),
        agreement: Agreement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "responsible", options_of(people), empty=_("nobody"))
        if agreement is None:
            of_one(self, "school", schools)
            set_choices(self, "other", others, empty="–")
            return
        del self.fields["school"], self.fields["other"]
        if agreement.signed_on:
            for name in ("kind", "title", "aims", "starts_on", "ends_on"):
                del self.fields[name]
        self.agreement = agreement
        names = ("kind", "title", "aims", "starts_on", "ends_on", "remind_days")
        self.initial = {name: getattr(agreement, name) for name in names}
        self.initial["responsible"] = str(agreement.responsible_id or "")
        self.initial["based_on"] = version_of_agreement(agreement)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _LAST_BEFORE_FIRST)
        return values

    def facts(self) -> AgreementFacts:
        values = self.cleaned_data
        stored = getattr(self, "agreement", None)
        terms = {
            name: values[name] if name in values else getattr(stored, name)
            for name in ("kind", "title", "aims", "starts_on", "ends_on")
        }
        responsible = chosen(values["responsible"])
        return AgreementFacts(**terms, remind_days=values["remind_days"], responsible_id=responsible)


class PartyForm(forms.Form):
    who = WhoField(label=_("Who takes part"))

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "who", others, empty="–")


class SpeakerForm(forms.Form):
    contact = Choice(label=_("Who speaks for it"), required=False)

    def __init__(self, *args: Any, contacts: Iterable[Contact], party: AgreementParty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.name}, {one.title}" if one.title else one.name) for one in contacts]
        set_choices(self, "contact", named, empty=_("nobody"))
        self.initial = {"contact": str(party.contact_id or "")}


class SignedForm(forms.Form):
    on = Day(label=_("The day on which the last one signed"))
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)


class NoticeForm(forms.Form):
    """Without a day, of one that was given notice: the notice is taken back."""

    on = Day(label=_("Its last day"))

    def __init__(self, *args: Any, given: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given:
            self.fields["on"].required = False
            self.fields["on"].help_text = _("Empty: the notice is taken back.")
