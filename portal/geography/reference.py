"""Reading the file of municipalities by period into the tables, again and again without harm."""

import csv
import datetime
from pathlib import Path
from typing import Any

Model = Any  # a migration hands over historical models, which have no type of their own
PERIODS = Path(__file__).parent / "data" / "municipality_periods.csv"


def load_periods(*, region_model: Model, municipality_model: Model, period_model: Model) -> int:
    """Bring the tables in line with the file; returns the number of periods. Takes models so that a
    migration can hand over its historical ones."""
    rows = list(csv.DictReader(PERIODS.read_text(encoding="utf-8").splitlines()))
    regions = {(row["country"], row["region_code"], row["region_name"]): None for row in rows}
    for key in regions:
        country, code, name = key
        regions[key] = region_model.objects.update_or_create(country=country, code=code, name=name)[0]
    municipalities = _municipalities(rows, municipality_model)
    period_model.objects.bulk_create(
        [
            period_model(
                municipality=municipalities[row["country"], row["code_in_2024"]],
                region=regions[row["country"], row["region_code"], row["region_name"]],
                code=row["code"],
                name=row["name"],
                valid_from=datetime.date.fromisoformat(row["valid_from"]),
                valid_to=datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["municipality", "valid_from"],
        update_fields=["region", "code", "name", "valid_to"],
    )
    return len(rows)


def _municipalities(rows: list[dict[str, str]], model: Model) -> dict[tuple[str, str], object]:
    as_of_2024 = {
        (row["country"], row["code_in_2024"]): row["name"]
        for row in rows
        if row["valid_from"] <= "2024-01-01" and (row["valid_to"] or "9999") >= "2024-01-01"
    }
    model.objects.bulk_create(
        [
            model(country=country, code_in_2024=code, name=name)
            for (country, code), name in as_of_2024.items()
        ],
        update_conflicts=True,
        unique_fields=["country", "code_in_2024"],
        update_fields=["name"],
    )
    return {(row.country, row.code_in_2024): row for row in model.objects.iterator()}
