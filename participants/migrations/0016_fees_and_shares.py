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
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: case by case.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agreement",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_shares",
                        to="participants.enrolment",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.equipment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.group",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programmerun",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("enrolment", None),
                                ("equipment", None),
                                ("group", None),
                                ("run__isnull", False),
                            ),
                            models.Q(
                                ("enrolment", None),
                                ("equipment", None),
                                ("group__isnull", False),
                                ("run", None),
                            ),
                            models.Q(
                                ("enrolment", None),
                                ("equipment__isnull", False),
                                ("group", None),
                                ("run", None),
                            ),
                            models.Q(
                                ("enrolment__isnull", False),
                                ("equipment", None),
                                ("group", None),
                                ("run", None),
                            ),
                            _connector="OR",
                        ),
                        name="cost_share_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="cost_share_period_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("enrolment__isnull", False)),
                        fields=("enrolment",),
                        name="cost_share_of_place_one_at_a_time",
                    ),
                ],
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
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="participants.enrolment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "starts_on"), name="fee_once_a_term"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="fee_period_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0), ("factor__gte", 0), ("ordinary__gte", 0), ("trips__gte", 0)
                        ),
                        name="fee_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reduction__gte", 0), ("reduction__lte", 1)),
                        name="fee_reduction_is_share",
                    ),
                ],
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
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fee_waivers",
                        to="participants.enrolment",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("enrolment",),
                        name="fee_waiver_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="fee_waiver_period_order",
                    ),
                ],
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
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "number"), name="invoice_file_number_once")
                ],
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
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partneragency",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="geography.municipality",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="settlement_period_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("municipality", None)),
                            models.Q(("agency", None), ("municipality__isnull", False)),
                            _connector="OR",
                        ),
                        name="settlement_of_one",
                    ),
                    models.UniqueConstraint(fields=("school", "number"), name="settlement_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("school", "agency", "starts_on"),
                        name="settlement_of_agency_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", False)),
                        fields=("school", "municipality", "starts_on"),
                        name="settlement_of_municipality_once",
                    ),
                ],
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
                (
                    "fee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.fee",
                    ),
                ),
                (
                    "invoice_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="participants.invoicefile",
                    ),
                ),
                (
                    "settlement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoiced",
                        to="participants.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee__isnull", False), ("settlement", None)),
                            models.Q(("fee", None), ("settlement__isnull", False)),
                            _connector="OR",
                        ),
                        name="invoice_line_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="invoice_line_not_zero"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fee__isnull", False)),
                        fields=("invoice_file", "fee"),
                        name="invoice_line_fee_once",
                    ),
                ],
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
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="participants.sharedcost",
                    ),
                ),
                (
                    "cost_share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="participants.costshare",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("corrects", None)),
                            models.Q(
                                models.Q(("corrects__isnull", False)), models.Q(("amount", 0), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="shared_cost_amount_or_correction",
                    )
                ],
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
                (
                    "cost_share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.costshare",
                    ),
                ),
                (
                    "fee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.fee",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="participants.settlement",
                    ),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.sharedcost",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cost", None), ("fee__isnull", False)),
                            models.Q(("cost__isnull", False), ("fee", None)),
                            _connector="OR",
                        ),
                        name="settlement_line_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="settlement_line_not_zero"
                    ),
                ],
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
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partneragency",
                    ),
                ),
                (
                    "cost_share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payers",
                        to="participants.costshare",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.grant",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="geography.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                ("grant", None),
                                ("kind", "agency"),
                                ("municipality", None),
                            ),
                            models.Q(
                                ("agency", None),
                                ("grant", None),
                                ("kind", "municipality"),
                                ("municipality__isnull", False),
                            ),
                            models.Q(
                                ("agency", None),
                                ("grant__isnull", False),
                                ("kind", "grant"),
                                ("municipality", None),
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
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("cost_share", "agency"),
                        name="share_payer_agency_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", False)),
                        fields=("cost_share", "municipality"),
                        name="share_payer_municipality_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("grant__isnull", False)),
                        fields=("cost_share", "grant"),
                        name="share_payer_grant_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ("school", "family"))),
                        fields=("cost_share", "kind"),
                        name="share_payer_of_kind_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("takes_rest", True)),
                        fields=("cost_share",),
                        name="share_payer_one_takes_rest",
                    ),
                ],
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
    ]
