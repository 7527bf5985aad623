import datetime
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import Choice, FamilyForm, Line, Number
from participants.rules.ages import Born
from participants.rules.answers import ChildAnswer
from portal.geography.models import Country
from programmes.rules.grades import GRADES

_FIRST_YEAR, _LAST_YEAR = 1000, 9999


class ChildForm(FamilyForm):
    given_name = Line(label=_("First name"), max_length=80)
    family_name = Line(label=_("Last name"), max_length=80)
    birth_day = Number(label=_("Day"), required=False, min_value=1, max_value=31)
    birth_month = Number(label=_("Month"), required=False, min_value=1, max_value=12)
    birth_year = Number(label=_("Year"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    attends_school = Line(label=_("School"), max_length=120, required=False)
    grade = Choice(label=_("Grade"), required=False)
    home_language = Line(label=_("Language at home"), max_length=60, required=False)

    def __init__(self, *args, country: str, today: datetime.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.country, self.today = country, today
        grades = [(str(grade), str(grade)) for grade in GRADES[Country(country)]]
        cast(Choice, self.fields["grade"]).choices = [("", "–"), *grades]

    @property
    def birth(self) -> list[forms.BoundField]:
        return [self["birth_day"], self["birth_month"], self["birth_year"]]

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if not {"birth_day", "birth_month", "birth_year"} & set(self.errors):
            self._check_birth(values)
        return values

    def _check_birth(self, values: dict) -> None:
        day, month = values["birth_day"], values["birth_month"]
        if (day is None) != (month is None):
            self.add_error("birth_day" if day is None else "birth_month", _("Write both, or only the year."))
            return
        try:
            born = Born.on(values["birth_year"], month, day)
        except ValueError:
            self.add_error("birth_day", _("There is no such day. Check it."))
            return
        if not born.is_possible(self.today):
            self.add_error("birth_year", _("This number cannot be right. Check it."))

    def answer(self) -> ChildAnswer:
        values = self.cleaned_data
        return ChildAnswer(
            given_name=values["given_name"],
            family_name=values["family_name"],
            born=Born.on(values["birth_year"], values["birth_month"], values["birth_day"]),
            attends_school=values["attends_school"],
            grade=int(values["grade"]) if values["grade"] else None,
            grade_country=self.country if values["grade"] else "",
            home_language=values["home_language"],
        )
