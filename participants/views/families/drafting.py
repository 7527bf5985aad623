"""An application that is being written: its questions, their forms, and what has been answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import cast

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.forms.families.child import ChildForm
from participants.forms.families.contact import ApplicantForm
from participants.forms.families.fields import FamilyForm
from participants.forms.families.wishes import ConsentForm, HelpForm, WishesForm
from participants.models import Applicant, FamilyLink, SchoolSettings
from participants.public_group import public_group
from participants.rules.answers import PERSON, PHOTO, SHARING, Answers, ChildAnswer, asked_for_consent
from participants.school_settings import settings_read_with
from participants.words_for_families import line_of_group
from portal.accounts.models import CultureSchool
from programmes.models import Group

CHILD, APPLICANT, WISHES, HELP, CONSENT, CHECK = "child", "applicant", "wishes", "help", "consent", "check"
QUESTIONS = {
    CHILD: _("Who is the application for?"),
    APPLICANT: _("How do we reach you?"),
    WISHES: _("What do you want to apply for?"),
    HELP: _("What should we know?"),
    CONSENT: _("What do you say yes to?"),
    CHECK: _("Check your answers"),
}
Data = Mapping[str, str]


def child_form(school: CultureSchool, data: Data | None = None, kept: Data | None = None) -> ChildForm:
    return ChildForm(data, initial=dict(kept or {}), country=school.country, today=timezone.localdate())


class Drafting:
    """To be sent, wishes are taken as they were kept: the action says whether they are still open."""

    def __init__(self, link: FamilyLink, *, to_be_sent: bool = False) -> None:
        self.link, self.school, self._to_be_sent = link, link.school, to_be_sent
        self._answered: dict[str, FamilyForm | None] = {}
        self.draft: dict = link.draft or {}
        self.today = timezone.localdate()
        self.is_sibling = bool(self.draft.get("sibling"))

    @cached_property
    def groups(self) -> list[tuple[str, str]]:
        """What the school takes applications for: key and words."""
        if self._to_be_sent:
            kept = {key for name, key in self.draft.get(WISHES, {}).items() if name != "together" and key}
            return [(key, "") for key in kept or {str(self.draft["group"])}]
        rows = Group.objects.in_catalogue_on(self.today).filter(school=self.school)
        language = get_language() or ""
        return [
            (str(row.pk), line_of_group(public_group(row, language)))
            for row in rows.order_by("weekday", "time_from", "pk")
        ]

    @property
    def steps(self) -> list[str]:
        """Without the wishes where there is nothing to choose."""
        one_choice = len(self.groups) == 1 and not self.is_sibling and WISHES not in self.draft
        return [step for step in QUESTIONS if not (step == WISHES and one_choice)]

    def form(self, step: str, data: Data | None = None) -> FamilyForm:
        """Filled with what was kept; bound where there is `data`."""
        kept = self.draft.get(step, {})
        if step == CHILD:
            return child_form(self.school, data, kept)
        if step == APPLICANT:
            return ApplicantForm(data, initial=kept, kinds=self._kinds())
        if step == WISHES:
            first = {"wish_1": str(self.draft.get("group", "")), "together": self.is_sibling}
            return WishesForm(data, initial=first | kept, groups=self.groups, siblings=self.is_sibling)
        if step == HELP:
            return HelpForm(data, initial=kept)
        return ConsentForm(
            data, initial=kept, asked=self._asked(), name=self.child.given_name, own=self._is_own()
        )

    def answered(self, step: str) -> FamilyForm | None:
        """The form as it was sent and kept; None where it has not been, or holds no longer."""
        if step not in self._answered:
            form = self.form(step, self.draft[step]) if step in self.draft else None
            self._answered[step] = form if form and form.is_valid() else None
        return self._answered[step]

    @cached_property
    def next_step(self) -> str:
        """The first question that still has to be answered, in the end the check of all answers."""
        return next((step for step in self.steps if step != CHECK and not self.answered(step)), CHECK)

    def may_open(self, step: str) -> bool:
        return step in self.steps and self.steps.index(step) <= self.steps.index(self.next_step)

    @cached_property
    def child(self) -> ChildAnswer:
        form = self.answered(CHILD)
        assert isinstance(form, ChildForm)
        return form.answer()

    def answers(self) -> Answers:
        """Of a draft in which nothing is missing."""
        wishes = self.answered(WISHES) if WISHES in self.steps else None
        return Answers(
            child=self.child,
            applicant=cast(ApplicantForm, self.answered(APPLICANT)).answer(self.child),
            wishes=cast(WishesForm, wishes).wishes() if wishes else (int(self.groups[0][0]),),
            together=bool(wishes and wishes.cleaned_data.get("together")),
            consents=cast(ConsentForm, self.answered(CONSENT)).consents(),
            language=get_language() or "",
            **cast(HelpForm, self.answered(HELP)).cleaned_data,
        )

    @cached_property
    def _rules(self) -> SchoolSettings:
        return settings_read_with(self.school)

    def _kinds(self) -> tuple[str, ...]:
        """Who may apply for somebody of this age; where only the year is known, both may be right."""
        age, born = self._rules.own_application_age, self.child.born
        parent = () if born.is_surely(age, self.today) else (Applicant.PARENT.value,)
        person = (Applicant.PERSON.value,) if born.may_be(age, self.today) else ()
        return (*person, *parent, Applicant.REPRESENTATIVE.value)

    def _asked(self) -> dict[str, tuple[str, ...]]:
        if self._is_own():
            return {PHOTO: (PERSON,), SHARING: (PERSON,)}
        ages = {PHOTO: self._rules.photo_consent_age, SHARING: self._rules.sharing_consent_age}
        return asked_for_consent(ages, self.child.born, self.today)

    def _is_own(self) -> bool:
        return self.draft.get(APPLICANT, {}).get("kind") == Applicant.PERSON
