from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0009_strategy"),
    ]

    operations = [
        migrations.AddField(
            model_name="accountsimport",
            name="payers",
            field=models.JSONField(
                default=dict, help_text="Project → who pays, or that it is another run's."
            ),
        ),
        migrations.AddField(
            model_name="actualline",
            name="cells_key",
            field=models.CharField(
                blank=True,
                help_text="Of all that stood in the row, whatever its columns meant.",
                max_length=64,
            ),
        ),
    ]
