import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("partners", "0005_eligible_categories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="report",
            field=models.ForeignKey(
                blank=True,
                help_text="The report that it goes with, where a grant has several.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="papers",
                to="partners.reportdue",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("report", None), ("grant__isnull", False), _connector="OR"),
                name="attachment_report_of_grant",
            ),
        ),
    ]
