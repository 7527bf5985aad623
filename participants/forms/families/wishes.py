"""What the family asks for, what helps, and what it says yes to."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import Choice, FamilyForm, Words
from participants.rules.answers import CHILD, GUARDIAN, PHOTO, SHARING

_LONGEST = 1000
_LABELS = (_("First wish"), _("Second wish"), _("Third wish"))
_QUESTIONS = {
    PHOTO: _("May we take photos and show them?"),
    SHARING: _("May we tell our partner, for example the school, who takes part?"),
}


class WishesForm(FamilyForm):
    """Up to three groups; the tick for siblings only where one has applied by the same link."""

    together = forms.BooleanField(
        label=_("The siblings must get places together. If not, none of them takes a place."), required=False
    )

    def __init__(self, *args, groups: Sequence[tuple[str, str]], siblings: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not siblings:
            del self.fields["together"]
        self._names = [f"wish_{number}" for number in range(1, 1 + min(len(groups), len(_LABELS)))]
        wishes = {
            name: Choice(label=label, choices=groups if first else [("", "–"), *groups], required=first)
            for name, label, first in zip(self._names, _LABELS, (True, False, False), strict=False)
        }
        self.fields = {**wishes, **self.fields}

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        chosen = [(name, values[name]) for name in self._names if values.get(name)]
        for place, (name, group) in enumerate(chosen):
            if group in [other for _name, other in chosen[:place]]:
                self.add_error(name, _("Choose each group once."))
        return values

    def wishes(self) -> tuple[int, ...]:
        return tuple(int(self.cleaned_data[name]) for name in self._names if self.cleaned_data[name])


class HelpForm(FamilyForm):
    what_helps = Words(
        label=_("What helps the child to feel well here?"),
        help_text=_("For example: many breaks, a calm place. Write no diagnosis."),
        max_length=_LONGEST,
        required=False,
    )
    wants_free_place = forms.BooleanField(label=_("We need a place without cost"), required=False)
    message = Words(label=_("Do you want to tell us something else?"), max_length=_LONGEST, required=False)


class ConsentForm(FamilyForm):
    """One tick for each purpose and each who is asked; no tick is a no."""

    def __init__(self, *args, asked: Mapping[str, Sequence[str]], name: str, own: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._asked = asked
        for purpose, people in asked.items():
            for by in people:
                self.fields[f"{purpose}_{by}"] = forms.BooleanField(
                    label=_says(by, name, own=own), required=False
                )

    @property
    def questions(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        return [
            (_QUESTIONS[purpose], [self[f"{purpose}_{by}"] for by in people])
            for purpose, people in self._asked.items()
        ]

    def asked_of(self) -> frozenset[tuple[str, str]]:
        return frozenset((purpose, by) for purpose, people in self._asked.items() for by in people)

    def consents(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (purpose, by) for purpose, by in self.asked_of() if self.cleaned_data[f"{purpose}_{by}"]
        )


def _says(by: str, name: str, *, own: bool) -> str:
    if by == GUARDIAN or own:
        return str(_("I say yes"))
    words = _("%(name)s says yes too") if by == CHILD else _("%(name)s says yes")
    return str(words) % {"name": name}
