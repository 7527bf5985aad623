"""Grades of the two countries, which are a year apart. Grade 0 exists in Denmark. Pure."""

from typing import Final

GRADES: Final = {"NO": range(1, 14), "DK": range(11)}
"""The grades that each country has."""
AGE_ABOVE_GRADE: Final = {"NO": 5, "DK": 6}
"""The youngest that a pupil of a grade is, above the number of the grade; the oldest is a year more."""


def grade_in(country: str, *, grade: int, of_country: str) -> int:
    """A grade of one country as the grade of the same age in the other, whether or not it has one."""
    return grade + AGE_ABOVE_GRADE[of_country] - AGE_ABOVE_GRADE[country]


def grades_in(country: str, *, grades: tuple[int, int], of_country: str) -> tuple[int, int] | None:
    """Grades from and to, by age; None where the country has no grade for the one age or the other."""
    turned = (
        grade_in(country, grade=grades[0], of_country=of_country),
        grade_in(country, grade=grades[1], of_country=of_country),
    )
    return turned if all(grade in GRADES[country] for grade in turned) else None


def ages_of(grades: tuple[int, int], country: str) -> tuple[int, int]:
    """The youngest and the oldest that pupils of these grades are."""
    above = AGE_ABOVE_GRADE[country]
    return grades[0] + above, grades[1] + above + 1


def last_grade(country: str) -> int:
    return GRADES[country][-1]
