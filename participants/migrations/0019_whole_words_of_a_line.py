from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0018_changed_fees"),
    ]

    operations = [
        migrations.AlterField(
            model_name="settlementline",
            name="what",
            field=models.CharField(max_length=300),
        ),
    ]
