"""Municipalities and regions by period."""

import csv
import datetime

import pytest

from portal.geography import reference
from portal.geography.models import Municipality, MunicipalityPeriod, NoPeriod, Region

pytestmark = pytest.mark.django_db
WHY = "a test reads public reference data"


def municipality(country: str, code: str) -> Municipality:
    return Municipality.objects.everything(why=WHY).get(country=country, code_in_2024=code)


@pytest.mark.parametrize(
    ("day", "code", "region"),
    [("2023-12-31", "3021", "Viken"), ("2024-01-01", "3218", "Akershus"), ("2026-11-20", "3218", "Akershus")],
)
def test_aas_stays_one_municipality_while_its_code_and_county_change(day, code, region):
    period = municipality("NO", "3218").period_on(datetime.date.fromisoformat(day))
    assert (period.code, period.region.name) == (code, region)


def test_roskilde_moves_to_region_oestdanmark_in_2027_whose_code_is_not_known():
    roskilde = municipality("DK", "0265")
    assert roskilde.period_on(datetime.date(2026, 12, 31)).region.name == "Region Sjælland"
    later = roskilde.period_on(datetime.date(2027, 1, 1)).region
    assert (later.name, later.code) == ("Region Østdanmark", "")


def test_aalesund_gave_up_haram_and_both_are_municipalities_of_their_own():
    assert municipality("NO", "1508").period_on(datetime.date(2023, 6, 1)).code == "1507"
    with pytest.raises(NoPeriod):
        municipality("NO", "1580").period_on(datetime.date(2023, 6, 1))


def test_a_day_before_the_first_period_is_refused_with_a_reason():
    with pytest.raises(NoPeriod, match=r"Ås .*2020-01-01.*2019-12-31"):
        municipality("NO", "3218").period_on(datetime.date(2019, 12, 31))


@pytest.mark.parametrize(
    ("country", "day", "number"),
    [
        ("NO", "2023-12-31", 356),
        ("NO", "2024-01-01", 357),
        ("DK", "2024-01-01", 98),
        ("DK", "2027-01-01", 98),
    ],
)
def test_each_country_has_as_many_municipalities_as_it_has(country, day, number):
    periods = MunicipalityPeriod.objects.everything(why=WHY).filter(municipality__country=country)
    assert periods.valid_on(datetime.date.fromisoformat(day)).count() == number


def test_every_row_of_the_file_is_there_and_codes_keep_their_leading_zero():
    rows = list(csv.DictReader(reference.PERIODS.read_text(encoding="utf-8").splitlines()))
    stored = MunicipalityPeriod.objects.everything(why=WHY)
    assert stored.count() == len(rows) == 615
    assert set(stored.values_list("municipality__country", "code", "valid_from")) == {
        (row["country"], row["code"], datetime.date.fromisoformat(row["valid_from"])) for row in rows
    }


def test_reading_the_file_again_changes_nothing():
    before = MunicipalityPeriod.objects.everything(why=WHY).count()
    models = {
        "region_model": Region,
        "municipality_model": Municipality,
        "period_model": MunicipalityPeriod,
    }
    reference.load_periods(**models)
    assert MunicipalityPeriod.objects.everything(why=WHY).count() == before
