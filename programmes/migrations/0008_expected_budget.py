from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("partners", "0005_eligible_categories"),
        ("programmes", "0007_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="budgetline",
            name="expected",
            field=models.BigIntegerField(
                blank=True, help_text="What it will end at, in øre, where that is known to differ.", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected", None), ("expected__gte", 0), _connector="OR"),
                name="budget_line_expected_not_negative",
            ),
        ),
    ]
