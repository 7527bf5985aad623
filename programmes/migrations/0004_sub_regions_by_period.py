import datetime

from django.db import migrations, models

SINCE = datetime.date(2020, 1, 1)


def keep_schools(apps, schema_editor):
    """Until now a sub-region had its schools without a period."""
    periods = apps.get_model("programmes", "SubRegionSchool").objects
    for region in apps.get_model("programmes", "SubRegion").objects.all():
        periods.bulk_create(
            periods.model(sub_region=region, school=school, valid_from=SINCE)
            for school in region.schools.all()
        )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_running_programmes")]

    operations = [
        migrations.RunPython(keep_schools, migrations.RunPython.noop),
        migrations.RemoveField("subregion", "schools"),
        migrations.AddField(
            "subregion",
            "schools",
            models.ManyToManyField(
                related_name="+", through="programmes.SubRegionSchool", to="accounts.cultureschool"
            ),
        ),
    ]
