from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0017_invoice_lines_of_joined"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="fee",
            name="fee_not_negative",
        ),
        migrations.AddField(
            model_name="fee",
            name="changed_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("late", "came later in the half-year"),
                    ("left", "left early"),
                    ("agreed", "agreed with the family"),
                    ("wrong", "it was wrong"),
                ],
                max_length=6,
                verbose_name="why it was changed",
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="less",
            field=models.BigIntegerField(default=0, verbose_name="taken off"),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0),
                    ("factor__gte", 0),
                    ("less__gte", 0),
                    ("ordinary__gte", 0),
                    ("trips__gte", 0),
                ),
                name="fee_not_negative",
            ),
        ),
    ]
