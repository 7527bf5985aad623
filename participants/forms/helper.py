from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models import Group


class HelperForm(forms.Form):
    plain_labels = True
    group = forms.ChoiceField(
        label=_("Helps in"),
        error_messages={"required": _("Choose a group."), "invalid_choice": _("Choose a group.")},
    )

    def __init__(self, *args: object, groups: Iterable[Group], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose"))] + [(str(one.pk), f"{one} · {one.run}") for one in groups]
