from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("geography", "0002_periods"),
        ("jobs", "0001_initial"),
        ("programmes", "0009_strategy"),
        ("reports", "0002_deadlines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reportrun",
            name="rate",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="What one krone of the other currency is in that of the report's own country, as given.",
                max_digits=9,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="reportrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate", None), ("rate__gt", 0), _connector="OR"),
                name="report_rate_positive",
            ),
        ),
    ]
