"""What a municipality's year shows of a programme that several municipalities run together."""

import pytest

from reports.rules.periods import Period
from tests.reports.making import ask, build
from tests.reports.world import log_autumn

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)


def participants_of_roskilde(samklang, in_koege: int) -> tuple[int | str, int | str]:
    """In the council's year, and in the lead's report, with seven children in Roskilde."""
    log_autumn(samklang, koege=in_koege)
    year = build(ask(samklang.lone, "municipality", YEAR)).snapshot
    whole = build(ask(samklang.petra, "programme", YEAR)).snapshot
    (group,) = year["age_groups"]
    (measure,) = group["measures"]
    sums = {each["municipality"]: each["subtotal"] for each in whole["collaborations"]}
    return measure["participants"], sums["Roskilde"]["participants"]


def test_a_count_that_the_programmes_report_hides_is_hidden_here_too(samklang):
    """Seven would show by themselves; with the programme's total they would give Køge's two away."""
    assert participants_of_roskilde(samklang, in_koege=2) == (":", ":")


def test_a_count_that_the_programmes_report_shows_is_shown(samklang):
    assert participants_of_roskilde(samklang, in_koege=6) == (7, 7)
