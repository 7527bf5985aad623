"""In which runs an agency is a partner; and which agencies are partners in a run."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import PartnerAgency
from portal.web.fields import Some, options_of, set_choices
from programmes.actions.choose_partners import version_of_choice
from programmes.models import RunSchool


class ChosenForm(forms.Form):
    """`chosen` is what stands."""

    plain_labels = True
    chosen = Some(required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, options: Any, chosen: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "chosen", options)
        self.initial = {"chosen": [str(key) for key in chosen], "based_on": version_of_choice(chosen)}

    def keys(self) -> set[int]:
        return {int(value) for value in self.cleaned_data["chosen"]}


class PartnerRunsForm(ChosenForm):
    def __init__(
        self, *args: Any, parts: Iterable[RunSchool], chosen: Collection[int], **kwargs: Any
    ) -> None:
        rows = list(parts)
        several = len({one.school_id for one in rows}) > 1
        options = [(str(one.pk), f"{one.run} · {one.school}" if several else str(one.run)) for one in rows]
        super().__init__(*args, options=options, chosen=chosen, **kwargs)
        self.fields["chosen"].label = _("Runs in which it takes part")


class RunPartnersForm(ChosenForm):
    def __init__(
        self, *args: Any, agencies: Iterable[PartnerAgency], chosen: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, options=options_of(agencies), chosen=chosen, **kwargs)
        self.fields["chosen"].label = _("Partners")
