import datetime
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Loan, Participant
from partners.models import Equipment
from portal.web.fields import Day


class LendForm(forms.Form):
    """From the thing's page a person is chosen, from the person's page a thing."""

    plain_labels = True
    chosen = forms.ChoiceField(
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose among those listed.")}
    )
    due_on = Day(
        label=_("Due back"),
        required=False,
        help_text=_("Empty: after the days of the thing, else at the end of the person's run."),
    )
    state = forms.CharField(
        label=_("State when lent"),
        max_length=200,
        required=False,
        help_text=_("For example: a scratch on the back, new strings."),
    )

    def __init__(
        self,
        *args: object,
        people: Iterable[Participant] = (),
        things: Iterable[Equipment] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = [*people, *things]
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)
        field.label = _("What") if things else _("To whom")
        field.choices = [("", _("Choose"))] + [(str(one.pk), str(one)) for one in rows]

    @property
    def due_on_chosen(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["due_on"]
        return day


class GiveBackForm(forms.Form):
    plain_labels = True
    state = forms.CharField(
        label=_("State when returned"),
        max_length=200,
        required=False,
        help_text=_("What somebody should know before it is lent again."),
    )


class ExtendForm(forms.Form):
    plain_labels = True
    due_on = Day(label=_("Due back"))

    def __init__(self, *args: object, loan: Loan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial = {"due_on": loan.due_on}
