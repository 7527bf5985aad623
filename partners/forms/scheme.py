"""A scheme of a funder, with its conditions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.actions.save_funder import FunderFacts
from partners.actions.save_scheme import SchemeFacts
from partners.forms.conditions import ConditionsForm
from partners.models import FunderKind
from portal.web.fields import Choice, Line, Words


class SchemeForm(ConditionsForm):
    name = Line(label=_("Name of the scheme"), max_length=160)
    funder = Line(
        label=_("Funder"), max_length=120, required=False, help_text=_("Empty: another one each time.")
    )
    funder_kind = Choice(label=_("What the funder is"), choices=FunderKind.choices, required=False)
    about = Words(label=_("What it is for"), max_length=1000, required=False)
    source = Line(
        label=_("Where its conditions stand"),
        max_length=200,
        required=False,
        help_text=_("The document and its date, so that they can be looked up."),
    )
    first_fields = ("name", "funder", "funder_kind", "about", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.first_fields])

    def facts(self) -> SchemeFacts:
        values = self.cleaned_data
        funder = FunderFacts(values["funder"], values["funder_kind"] or FunderKind.OTHER)
        return SchemeFacts(
            values["name"], values["about"], values["source"], funder if values["funder"] else None
        )
