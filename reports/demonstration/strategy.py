import datetime

from portal.accounts.models import CultureSchool
from programmes.models import FocusArea, FocusLine, FocusProgramme, FocusTarget, LineKind, Programme
from programmes.ready_strategy import AREAS

WHY = "the demonstration is loaded into an empty portal"
TARGETS = {"participants": 40, "places": 50, "attendances": 300, "sessions": 60, "hours": 120}
"""Invented; what is reached follows from the demonstration's own marks."""


def load(today: datetime.date) -> None:
    """The three ready areas at Kongsberg's school; the last of them is served by its own programmes."""
    school = CultureSchool.objects.everything(why=WHY).get(municipality__name="Kongsberg")
    language = school.country.language
    for position, ready in enumerate(AREAS, 1):
        area = FocusArea.objects.create(
            school=school, name=ready.name[language], about=ready.about[language], position=position
        )
        words = [(LineKind.GOAL, one) for one in ready.goals]
        words += [(LineKind.MEASURE, one) for one in ready.measures]
        FocusLine.objects.bulk_create(
            FocusLine(focus_area=area, kind=kind, text=one[language], position=number)
            for number, (kind, one) in enumerate(words, 1)
        )
    programmes = Programme.objects.everything(why=WHY).filter(schools=school).distinct()
    FocusProgramme.objects.bulk_create(
        FocusProgramme(focus_area=area, programme=programme) for programme in programmes
    )
    FocusTarget.objects.bulk_create(
        FocusTarget(focus_area=area, year=today.year, measure=measure, target=target)
        for measure, target in TARGETS.items()
    )
