"""What the page of a school's settings shows: its sections, the grounds by decision, the criteria."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.forms.settings import GROUNDS_FOR, SECTIONS, GroundForm, SectionForm
from participants.grounds import grounds_of
from participants.models import Ground
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool, User
from programmes.actions.save_criteria import version_of_criteria
from programmes.models import Criterion, CriterionKind, Programme

GROUNDS_TITLES: dict[str, str | Promise] = {
    "offered": _("A place is offered"),
    "enrolled": _("A place is given"),
    "waitlisted": _("Put on the waiting list"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "expired": _("An offer expires"),
}


@dataclass(frozen=True)
class Grounds:
    state: str
    title: str | Promise
    rows: list[tuple[Ground, Ground | None]]
    """Each reason with the one before it."""


@dataclass(frozen=True)
class Criteria:
    programme: Programme
    kinds: list[tuple[str, str | Promise]]
    others: list[tuple[str, str | Promise]]
    version: str


@dataclass(frozen=True)
class SettingsPage:
    school: CultureSchool
    sections: list[tuple[str, SectionForm]]
    ground_form: GroundForm
    grounds: list[Grounds]
    criteria: list[Criteria]


def read_settings_page(
    school: CultureSchool,
    user: User,
    *,
    failed: SectionForm | None = None,
    ground_form: GroundForm | None = None,
) -> SettingsPage:
    """`failed` and `ground_form` are forms with errors, shown as they were sent."""
    row = settings_of(school)
    sections = {key: form(row=row, prefix=key) for key, form in SECTIONS.items()}
    if failed is not None:
        sections[str(failed.prefix)] = failed
    return SettingsPage(
        school=school,
        sections=list(sections.items()),
        ground_form=ground_form or GroundForm(prefix="grounds"),
        grounds=[_grounds(school, state) for state in GROUNDS_FOR],
        criteria=_criteria(school, user),
    )


def _grounds(school: CultureSchool, state: str) -> Grounds:
    rows = grounds_of(school, state)
    return Grounds(state, GROUNDS_TITLES[state], list(zip(rows, [None, *rows], strict=False)))


def _criteria(school: CultureSchool, user: User) -> list[Criteria]:
    stored: dict[int, list[str]] = {}
    rows = Criterion.objects.visible_to(user).filter(school=school)
    for programme, kind in rows.values_list("programme", "kind"):
        stored.setdefault(programme, []).append(kind)
    programmes = Programme.objects.visible_to(user).filter(schools=school)
    return [_criteria_of(one, stored.get(one.pk, [])) for one in programmes]


def _criteria_of(programme: Programme, kinds: list[str]) -> Criteria:
    labels = dict(CriterionKind.choices)
    return Criteria(
        programme=programme,
        kinds=[(kind, labels[kind]) for kind in kinds],
        others=[(kind, label) for kind, label in labels.items() if kind not in kinds],
        version=version_of_criteria(kinds),
    )
