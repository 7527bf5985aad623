from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_running_programmes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="equipment",
            name="equipment_label_once",
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("label", ""), _negated=True), ("ended_on", None)),
                fields=("school", "label"),
                name="equipment_label_once",
            ),
        ),
    ]
