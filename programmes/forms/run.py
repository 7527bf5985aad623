"""A run: made from formats or copied, and its name, days and schools afterwards."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.web.fields import Choice, Day, Line, Some, Whole, of_one, set_choices
from programmes.actions.copy_run import Source
from programmes.actions.make_run import RunFacts
from programmes.models import Format

EMPTY, FORMATS = "empty", "formats"
_MOST_GROUPS = 30


class RunForm(forms.Form):
    """`schools` take part in the programme besides its host."""

    plain_labels = True
    name = Line(
        label=_("Name"), max_length=120, help_text=_("For example the school year. Families may read it.")
    )
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))
    with_schools = Some(label=_("Schools that take part as well"), required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Iterable[CultureSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "with_schools", [(str(row.pk), row.name) for row in schools])
        if not self.fields["with_schools"].choices:  # type: ignore[attr-defined]
            del self.fields["with_schools"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day."))
        return values

    def facts(self) -> RunFacts:
        return RunFacts(**{name: self.cleaned_data[name] for name in ("name", "starts_on", "ends_on")})

    def schools(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("with_schools", ())]


class NewRunForm(RunForm):
    """`sources` are runs whose groups can be copied, as key and words."""

    school = Choice(label=_("Your school"))
    source = Choice(label=_("How do you want to begin?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        hosts: Iterable[CultureSchool],
        formats: Iterable[Format],
        sources: Iterable[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        of_one(self, "school", hosts)
        self._formats = {f"format-{row.pk}": row.pk for row in formats}
        begin = [*sources]
        if self._formats:
            begin.append((FORMATS, _("With new groups, by format")))
        begin.append((EMPTY, _("Without groups: I add them one by one")))
        set_choices(self, "source", begin)
        self.initial.setdefault("source", begin[0][0])
        for row in formats:
            self.fields[f"format-{row.pk}"] = Whole(label=row.name, required=False, max_value=_MOST_GROUPS)
        self.order_fields(["school", "name", "starts_on", "ends_on", "source", *self._formats])

    @property
    def format_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._formats]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = ("school", "name", "starts_on", "ends_on", "source")
        return [self[name] for name in names if not self[name].is_hidden]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        counted = any(values.get(name) for name in self._formats)
        if values.get("source") == FORMATS and not counted:
            self.add_error("source", _("Write below how many groups of each format you want."))
        elif values.get("source") not in (None, FORMATS) and counted:
            words = _("You have written how many groups of a format you want: choose new groups by format.")
            self.add_error("source", words)
        return values

    def formats(self) -> dict[int, int]:
        return {key: self.cleaned_data.get(name) or 0 for name, key in self._formats.items()}

    def copied(self) -> Source | None:
        value = self.cleaned_data["source"]
        if value in (EMPTY, FORMATS):
            return None
        run, school = value.split("-")
        return Source(int(run), int(school))
