from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0007_opening_notice")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="awaits_follow_up",
            field=models.BooleanField(
                default=False, help_text="Pairs are to be looked for, and people to be told."
            ),
        ),
    ]
