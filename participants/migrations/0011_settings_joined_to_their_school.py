import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("participants", "0010_running_programmes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="schoolsettings",
            name="school",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="settings",
                to="accounts.cultureschool",
            ),
        ),
    ]
