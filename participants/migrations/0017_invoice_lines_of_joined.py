from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0016_fees_and_shares"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoiceline",
            name="invoice_line_fee_once",
        ),
    ]
