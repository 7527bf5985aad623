from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_agreements_and_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="eligible_categories",
            field=models.JSONField(
                blank=True, default=list, help_text="Categories of cost that it may be used for; empty: all."
            ),
        ),
        migrations.AddField(
            model_name="grantscheme",
            name="eligible_categories",
            field=models.JSONField(
                blank=True, default=list, help_text="Categories of cost that it may be used for; empty: all."
            ),
        ),
    ]
