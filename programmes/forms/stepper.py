"""A big number with − and + beside it. The buttons send the form, so they work without a script too."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from programmes.rules.quarters import NotHours, NotQuarters, TooLong, minutes_of

STEP = "step"


class StepperInput(forms.TextInput):
    """`steps` are values of the buttons with their words, those that take away first."""

    template_name = "programmes/_stepper.html"

    def __init__(
        self, *, less: Mapping[str, str], more: Mapping[str, str], attrs: dict | None = None
    ) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.less, self.more = less, more

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"step": STEP, "less": self.less.items(), "more": self.more.items()}
        return context


class QuartersField(forms.CharField):
    """Minutes, written as hours in quarters: 1,5 or 1 ½ or 1:30."""

    widget = StepperInput(
        less={"-1": "−¼"}, more={"1": "+¼"}, attrs={"inputmode": "decimal", "data-stepper": "quarters"}
    )
    default_error_messages = {
        "required": _("Write how long, for example 0,5."),
        "not_hours": _("Write the hours as 0,25, 0,5, 0,75, 1 and so on."),
        "not_quarters": _("Hours are logged in quarters: 0,25, 0,5, 0,75, 1 and so on."),
        "too_long": _("A day has 24 hours."),
    }

    def to_python(self, value: object) -> int | None:  # type: ignore[override]
        written = super().to_python(value)
        if not written:
            return None
        codes = {NotHours: "not_hours", NotQuarters: "not_quarters", TooLong: "too_long"}
        try:
            return minutes_of(written)
        except ValueError as wrong:
            code = codes.get(type(wrong), "not_hours")
            raise forms.ValidationError(self.error_messages[code], code=code) from None

    def prepare_value(self, value: object) -> object:
        return as_hours(value) if isinstance(value, int) else value

    def validate(self, value: object) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: object) -> None:
        """Those of a text say nothing of minutes."""


def as_hours(minutes: int) -> str:
    """1,5 as it is typed, without a unit."""
    whole, rest = divmod(minutes * 100 // 60, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",")


def stepped_data(data: QueryDict, name: str, step: Callable[[str, int], str]) -> QueryDict | None:
    """What was sent with `name` a step further, where − or + was pressed; None where it was not."""
    pressed = data.get(STEP)
    if pressed is None:
        return None
    changed = data.copy()
    with suppress(ValueError):
        changed[name] = step(data.get(name, ""), int(pressed))
    return changed
