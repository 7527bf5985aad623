from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Quote, Scale
from portal.web.fields import Day

STATEMENTS = {
    Scale.COMMUNITY: _("Belongs to the group"),
    Scale.SAFETY: _("Feels safe here"),
    Scale.GETTING_BETTER: _("Is getting better at what we do"),
    Scale.TEACHER: _("Gets on well with the teacher"),
}
VALUES = (
    ("", _("not observed")),
    (1, _("1, not at all")),
    (2, _("2, a little")),
    (3, _("3, now and then")),
    (4, _("4, often")),
    (5, _("5, always")),
)


def _value(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=VALUES, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )


def _face(value: object, label: object) -> SafeString:
    """The number for the eye, its words for whoever hears the page."""
    words = '<span aria-hidden="true">{}</span><span class="ds-sr-only">{}</span>'
    return format_html(words, value or "–", label)


class ObservationForm(forms.Form):
    """What staff have seen, from 1 to 5 on each scale."""

    plain_labels = True

    community = _value(STATEMENTS[Scale.COMMUNITY])
    safety = _value(STATEMENTS[Scale.SAFETY])
    getting_better = _value(STATEMENTS[Scale.GETTING_BETTER])
    teacher = _value(STATEMENTS[Scale.TEACHER])

    @property
    def rows(self) -> list[tuple[str, Any, str, list[tuple[str, SafeString]]]]:
        """Of each scale its name, its statement, what is chosen, and what can be."""
        faces = [(str(value), _face(value, label)) for value, label in VALUES]
        return [(one.name, one.label, str(one.value() or ""), faces) for one in self]

    def values(self) -> Mapping[str, int | None]:
        return {scale: self.cleaned_data[scale] for scale in Scale.values}


class QuoteForm(forms.ModelForm):
    plain_labels = True

    class Meta:
        model = Quote
        fields = ["text", "name", "role", "participant", "consented_on"]
        field_classes = {"consented_on": Day}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        labels = {"participant": capfirst(_("who said it, if a participant"))}
        help_texts = {
            "role": _("For example: parent, teacher, participant."),
            "participant": _("So that the words go when the person's details go."),
            "consented_on": _("The day on which whoever said it agreed to stand in reports."),
        }

    def __init__(self, *args, people: Mapping[int, str], **options) -> None:
        super().__init__(*args, **options)
        field = cast(forms.ModelChoiceField, self.fields["participant"])
        field.queryset = Participant.objects.everything(why="handed in by the view").filter(pk__in=people)
        field.label_from_instance = lambda obj: people[obj.pk]  # type: ignore[method-assign]
        field.empty_label = str(_("somebody else"))

    def clean_consented_on(self) -> object:
        day = self.cleaned_data["consented_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead. Without a consent no words are kept."))
        return day


class GoalResultForm(forms.Form):
    plain_labels = True

    on = Day(label=capfirst(_("counted on")), initial=timezone.localdate)
    reached = forms.IntegerField(label=capfirst(_("reached")), min_value=0, max_value=1_000_000)
    out_of = forms.IntegerField(
        label=capfirst(_("out of")),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=_("For per cents."),
    )
    source = forms.CharField(label=capfirst(_("counted from")), max_length=200, required=False)

    def __init__(self, *args, is_percent: bool, **options) -> None:
        super().__init__(*args, **options)
        if not is_percent:
            del self.fields["out_of"]
        else:
            self.fields["out_of"].required = True

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead."))
        return day

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        reached, out_of = cleaned.get("reached"), cleaned.get("out_of")
        if reached is not None and out_of is not None and reached > out_of:
            self.add_error("reached", _("More cannot have been reached than there were."))
        return cleaned
