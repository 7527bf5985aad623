from django.db import migrations

from portal.geography.reference import load_periods


def load(apps, schema_editor) -> None:
    load_periods(
        region_model=apps.get_model("geography", "Region"),
        municipality_model=apps.get_model("geography", "Municipality"),
        period_model=apps.get_model("geography", "MunicipalityPeriod"),
    )


class Migration(migrations.Migration):
    dependencies = [("geography", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
