import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("geography", "0002_periods"),
        ("participants", "0015_message_plan"),
        ("partners", "0006_papers_of_reports"),
        ("programmes", "0009_strategy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CostShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Payers read it. No child's name.",
                        max_length=120,
                        verbose_name="what it is called",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("currency", models.CharField(choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3)),
            ],
            options={
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("ordinary", models.BigIntegerField(help_text="The ordinary fee of half a year, in øre.")),
                (
                    "factor",
                    models.DecimalField(
                        decimal_places=2, max_digits=4, verbose_name="times the ordinary fee"
                    ),
                ),
                (
                    "reduction",
                    models.DecimalField(
                        decimal_places=4, default=0, max_digits=5, verbose_name="less for siblings"
                    ),
                ),
                ("trips", models.BigIntegerField(default=0, verbose_name="trips")),
                ("amount", models.BigIntegerField(verbose_name="amount")),
                ("currency", models.CharField(choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FeeWaiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("granted_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InvoiceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="Within the school, from 1.")),
                ("through", models.DateField(help_text="What began on this day or before it.")),
                ("currency", models.CharField(choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="Within the school, from 1.")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("total", models.BigIntegerField()),
                ("currency", models.CharField(choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3)),
                ("closed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-starts_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="SettlementLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("what", models.CharField(max_length=200)),
                ("case_reference", models.CharField(blank=True, max_length=40)),
                ("whole", models.BigIntegerField(help_text="What all pay together, in øre.")),
                ("share", models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True)),
                ("amount", models.BigIntegerField()),
                (
                    "in_kind",
                    models.BooleanField(
                        default=False, help_text="Given, not owed: it stands beside the total."
                    ),
                ),
                ("is_correction", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SharedCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "text",
                    models.CharField(
                        help_text="Payers read it. No child's name.", max_length=160, verbose_name="what for"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SharePayer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "a partner"),
                            ("municipality", "a municipality"),
                            ("grant", "a grant"),
                            ("school", "the culture school"),
                            ("family", "the family"),
                        ],
                        max_length=12,
                        verbose_name="who pays",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("percent", "per cent"),
                            ("money", "an amount each time"),
                            ("kind", "hours in kind each time"),
                        ],
                        max_length=7,
                        verbose_name="how",
                    ),
                ),
                ("share", models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True)),
                (
                    "amount",
                    models.BigIntegerField(
                        blank=True, help_text="Each time, in øre; of hours what they are worth.", null=True
                    ),
                ),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "rate",
                    models.BigIntegerField(
                        blank=True, help_text="Of an hour of 60 minutes, in øre.", null=True
                    ),
                ),
                ("takes_rest", models.BooleanField(default=False, verbose_name="takes what does not divide")),
                (
                    "case_reference",
                    models.CharField(
                        blank=True,
                        help_text="Only this payer reads it.",
                        max_length=40,
                        verbose_name="the payer's case number",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="schoolsettings",
            name="semester_fee",
            field=models.BigIntegerField(
                blank=True, help_text="In øre.", null=True, verbose_name="ordinary fee of half a year"
            ),
        ),
        migrations.AddField(
            model_name="schoolsettings",
            name="settlement_months",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "each month"), (3, "each quarter"), (6, "each half-year")],
                default=3,
                verbose_name="settled with agencies",
            ),
        ),
        migrations.AddField(
            model_name="schoolsettings",
            name="sibling_reduction",
            field=models.DecimalField(
                decimal_places=4,
                default=0,
                max_digits=5,
                verbose_name="less for the second child of a family and on",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("semester_fee", None), ("semester_fee__gte", 0), _connector="OR"),
                name="settings_fee_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("sibling_reduction__gte", 0), ("sibling_reduction__lte", 1)),
                name="settings_reduction_is_share",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: case by case.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.agreement",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="enrolment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cost_shares",
                to="participants.enrolment",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="equipment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.equipment",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.group",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.programmerun",
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.cultureschool"
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="enrolment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="fees", to="participants.enrolment"
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.cultureschool"
            ),
        ),
        migrations.AddField(
            model_name="feewaiver",
            name="enrolment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fee_waivers",
                to="participants.enrolment",
            ),
        ),
        migrations.AddField(
            model_name="feewaiver",
            name="granted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="feewaiver",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.cultureschool"
            ),
        ),
        migrations.AddField(
            model_name="invoicefile",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invoicefile",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.cultureschool"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="fee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.fee",
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="invoice_file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="participants.invoicefile",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.partneragency",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="closed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="geography.municipality",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.cultureschool"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="settlement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoiced",
                to="participants.settlement",
            ),
        ),
        migrations.AddField(
            model_name="settlementline",
            name="cost_share",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.costshare"
            ),
        ),
        migrations.AddField(
            model_name="settlementline",
            name="fee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.fee",
            ),
        ),
        migrations.AddField(
            model_name="settlementline",
            name="settlement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="participants.settlement",
            ),
        ),
        migrations.AddField(
            model_name="sharedcost",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="participants.sharedcost",
            ),
        ),
        migrations.AddField(
            model_name="sharedcost",
            name="cost_share",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="participants.costshare"
            ),
        ),
        migrations.AddField(
            model_name="sharedcost",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="settlementline",
            name="cost",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.sharedcost",
            ),
        ),
        migrations.AddField(
            model_name="sharepayer",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.partneragency",
            ),
        ),
        migrations.AddField(
            model_name="sharepayer",
            name="cost_share",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="payers",
                to="participants.costshare",
            ),
        ),
        migrations.AddField(
            model_name="sharepayer",
            name="grant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.grant",
            ),
        ),
        migrations.AddField(
            model_name="sharepayer",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="geography.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("enrolment", None), ("equipment", None), ("group", None), ("run__isnull", False)
                    ),
                    models.Q(
                        ("enrolment", None), ("equipment", None), ("group__isnull", False), ("run", None)
                    ),
                    models.Q(
                        ("enrolment", None), ("equipment__isnull", False), ("group", None), ("run", None)
                    ),
                    models.Q(
                        ("enrolment__isnull", False), ("equipment", None), ("group", None), ("run", None)
                    ),
                    _connector="OR",
                ),
                name="cost_share_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="cost_share_period_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), ("enrolment__isnull", False)),
                fields=("enrolment",),
                name="cost_share_of_place_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.UniqueConstraint(fields=("enrolment", "starts_on"), name="fee_once_a_term"),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="fee_period_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0), ("factor__gte", 0), ("ordinary__gte", 0), ("trips__gte", 0)
                ),
                name="fee_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.CheckConstraint(
                condition=models.Q(("reduction__gte", 0), ("reduction__lte", 1)),
                name="fee_reduction_is_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="feewaiver",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)), fields=("enrolment",), name="fee_waiver_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="feewaiver",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="fee_waiver_period_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicefile",
            constraint=models.UniqueConstraint(fields=("school", "number"), name="invoice_file_number_once"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="settlement_period_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("municipality", None)),
                    models.Q(("agency", None), ("municipality__isnull", False)),
                    _connector="OR",
                ),
                name="settlement_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(fields=("school", "number"), name="settlement_number_once"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", False)),
                fields=("school", "agency", "starts_on"),
                name="settlement_of_agency_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("municipality__isnull", False)),
                fields=("school", "municipality", "starts_on"),
                name="settlement_of_municipality_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fee__isnull", False), ("settlement", None)),
                    models.Q(("fee", None), ("settlement__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_line_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="invoice_line_not_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("fee__isnull", False)),
                fields=("invoice_file", "fee"),
                name="invoice_line_fee_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("corrects", None)),
                    models.Q(models.Q(("corrects__isnull", False)), models.Q(("amount", 0), _negated=True)),
                    _connector="OR",
                ),
                name="shared_cost_amount_or_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlementline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cost", None), ("fee__isnull", False)),
                    models.Q(("cost__isnull", False), ("fee", None)),
                    _connector="OR",
                ),
                name="settlement_line_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlementline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="settlement_line_not_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agency__isnull", False), ("grant", None), ("kind", "agency"), ("municipality", None)
                    ),
                    models.Q(
                        ("agency", None),
                        ("grant", None),
                        ("kind", "municipality"),
                        ("municipality__isnull", False),
                    ),
                    models.Q(
                        ("agency", None), ("grant__isnull", False), ("kind", "grant"), ("municipality", None)
                    ),
                    models.Q(
                        ("agency", None),
                        ("grant", None),
                        ("kind__in", ("school", "family")),
                        ("municipality", None),
                    ),
                    _connector="OR",
                ),
                name="share_payer_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount", None),
                        ("basis", "percent"),
                        ("minutes", None),
                        ("rate", None),
                        ("share__gte", 0),
                        ("share__lte", 1),
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("basis", "money"),
                        ("minutes", None),
                        ("rate", None),
                        ("share", None),
                        ("takes_rest", False),
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("basis", "kind"),
                        ("minutes__gt", 0),
                        ("rate__gt", 0),
                        ("share", None),
                        ("takes_rest", False),
                    ),
                    _connector="OR",
                ),
                name="share_payer_basis_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", False)),
                fields=("cost_share", "agency"),
                name="share_payer_agency_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("municipality__isnull", False)),
                fields=("cost_share", "municipality"),
                name="share_payer_municipality_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("grant__isnull", False)),
                fields=("cost_share", "grant"),
                name="share_payer_grant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("school", "family"))),
                fields=("cost_share", "kind"),
                name="share_payer_of_kind_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("takes_rest", True)),
                fields=("cost_share",),
                name="share_payer_one_takes_rest",
            ),
        ),
    ]
