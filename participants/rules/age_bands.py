"""What is left of an age once the details of a person are removed."""

from typing import Final

_BANDS: Final = ((5, "0–5"), (9, "6–9"), (12, "10–12"), (15, "13–15"), (18, "16–18"), (25, "19–25"))


def age_band(birth_year: int | None, year: int) -> str:
    """The band of whoever turns so many years in `year`; nothing where the year of birth is not known."""
    if birth_year is None:
        return ""
    age = year - birth_year
    return next((band for oldest, band in _BANDS if age <= oldest), "26+")
