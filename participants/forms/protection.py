from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import AddressProtection


class ProtectionForm(forms.Form):
    plain_labels = True
    level = forms.ChoiceField(
        label=_("Protection of the address"),
        choices=AddressProtection.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    keepers = forms.MultipleChoiceField(
        label=_("Who may know the name"),
        help_text=_("At least two: a coordinator, and a teacher of the child's group."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, colleagues: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["keepers"].choices = colleagues  # type: ignore[attr-defined]
