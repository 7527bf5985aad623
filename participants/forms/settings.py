"""The sections of a school's settings that are fields of one row; each is a form of its own."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.actions.save_settings import version_of_settings
from participants.forms.fees import Percent
from participants.models import EnrolmentState, SchoolSettings
from participants.models.school import SettlementMonths
from portal.web.fields import MoneyField
from portal.web.languages import choices_for_families

_TOO_LONG = _("Write at most %(limit_value)d characters; these are %(show_value)d.")
GROUNDS_FOR = (
    EnrolmentState.OFFERED,
    EnrolmentState.ENROLLED,
    EnrolmentState.WAITLISTED,
    EnrolmentState.REFUSED,
    EnrolmentState.WITHDRAWN,
    EnrolmentState.EXPIRED,
)


class Whole(forms.IntegerField):
    """A number within bounds that the message names."""

    default_error_messages = {
        "required": _("Write a number."),
        "invalid": _("Write a whole number, for example 10."),
        "min_value": _("Write at least %(limit_value)d."),
        "max_value": _("Write at most %(limit_value)d."),
    }
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})


class Text(forms.CharField):
    default_error_messages = {"max_length": _TOO_LONG}
    widget = forms.Textarea(attrs={"rows": 4})


class SectionForm(forms.Form):
    """`based_on` says what the page showed of this section."""

    plain_labels = True
    title: str | Promise = ""
    intro: str | Promise = ""
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, row: SchoolSettings, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(row, name) for name in self.names()}
        self.initial["based_on"] = version_of_settings(row, self.names())

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.base_fields if name != "based_on")

    def values(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.names()}


class LanguagesForm(SectionForm):
    title = _("Languages for families")
    intro = _(
        "Families choose among these. What you have not written in a language is shown in the school's own."
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
        error_messages={"invalid_choice": _("Choose among the languages listed.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        unread = _("no native speaker has read the words")
        field.choices = [
            (one.code, one.own_name if one.read_by_native_speaker else f"{one.own_name} ({unread})")
            for one in choices_for_families()
        ]


class OffersForm(SectionForm):
    title = _("Offers")
    answer_days = Whole(
        label=_("Days to answer an offer"),
        min_value=1,
        max_value=60,
        help_text=_("The last day to answer stands in the offer. It can be changed for each."),
    )
    offers_by_itself = forms.BooleanField(
        label=_("The next offer goes out by itself when a place becomes free"),
        required=False,
        help_text=_("Without this it is made ready, and you send it with one tap."),
    )


class AgesForm(SectionForm):
    title = _("Ages")
    intro = _("Below these ages a guardian applies and consents. The child is asked too.")
    photo_consent_age = Whole(label=_("Own consent to photos from"), min_value=10, max_value=21)
    sharing_consent_age = Whole(
        label=_("Own consent to sharing with the partner from"), min_value=10, max_value=21
    )
    own_application_age = Whole(label=_("Applies without a guardian from"), min_value=10, max_value=21)


class FeesForm(SectionForm):
    title = _("Fees and settlements")
    intro = _("A group with a price of its own has that price.")
    semester_fee = MoneyField(
        label=_("The ordinary fee of half a year"),
        required=False,
        may_be_zero=True,
        help_text=_("Formats have a factor of it, as 1.5 ×. Empty: no such fees."),
    )
    sibling_reduction = Percent(
        label=_("Per cent less for the second child of a family and on"),
        help_text=_("0: everybody pays the same."),
    )
    settlement_months = forms.TypedChoiceField(
        label=_("Agencies are settled with"), choices=SettlementMonths.choices, coerce=int
    )


class RetentionForm(SectionForm):
    title = _("How long details are kept")
    retention_years = Whole(
        label=_("Years after the end of a run"),
        min_value=1,
        max_value=10,
        help_text=_("Then names and contacts are removed by themselves; counts stay."),
    )


class LettersForm(SectionForm):
    title = _("Texts of decision letters")
    intro = _("They stand in every letter, in the school's own language.")
    letter_intro = Text(label=_("First lines"), required=False, max_length=1000)
    appeal_text = Text(
        label=_("How to appeal"),
        required=False,
        max_length=2000,
        help_text=_("To whom, by when, and who answers."),
    )


class MailsForm(SectionForm):
    title = _("Who is told of what")
    intro = _("Mails say that there is something to look at, and nothing of what it is.")
    tells_coordinators_of_applications = forms.BooleanField(
        label=_("Coordinators: new applications"), required=False
    )
    tells_coordinators_of_answers = forms.BooleanField(
        label=_("Coordinators: answers to offers"), required=False
    )
    tells_partners_of_decisions = forms.BooleanField(
        label=_("The partner who referred: something is decided"), required=False
    )


class AroundForm(SectionForm):
    title = _("Lending and papers")
    due_reminder_days = Whole(
        label=_("Days before something lent is due that the family is reminded"), min_value=0, max_value=30
    )
    clearance_years = Whole(
        label=_("Years until a police certificate and a confidentiality declaration are seen again"),
        min_value=1,
        max_value=10,
        help_text=_("Only the day on which each was seen is stored."),
    )


SECTIONS: dict[str, type[SectionForm]] = {
    "languages": LanguagesForm,
    "offers": OffersForm,
    "ages": AgesForm,
    "fees": FeesForm,
    "retention": RetentionForm,
    "around": AroundForm,
    "letters": LettersForm,
    "mails": MailsForm,
}


class GroundForm(forms.Form):
    """A reason that is added to the list for one decision."""

    plain_labels = True
    state = forms.ChoiceField(
        label=_("Decision"), choices=[(state.value, state.label) for state in GROUNDS_FOR]
    )
    text = forms.CharField(
        label=_("New reason"),
        max_length=200,
        help_text=_("In the school's own language, as families will read it."),
        error_messages={"required": _("Write the reason."), "max_length": _TOO_LONG},
    )
