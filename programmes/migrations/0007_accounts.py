import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("partners", "0004_agreements_and_grants"),
        ("programmes", "0001_squashed_0006_session_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountsImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="What the file was called.", max_length=160)),
                (
                    "file",
                    models.CharField(
                        blank=True, help_text="In the private storage, until taken in.", max_length=120
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("categories", models.JSONField(default=dict)),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("school", "the culture school"),
                            ("agency", "a partner"),
                            ("families", "families' fees"),
                            ("undivided", "own and other funding, not divided in the source"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "read, not taken in"),
                            ("taken_in", "taken in"),
                            ("dropped", "dropped"),
                        ],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("added", models.PositiveIntegerField(default=0, help_text="Lines that came of it.")),
                ("known", models.PositiveIntegerField(default=0, help_text="Rows that were there already.")),
                ("unread", models.PositiveIntegerField(default=0, help_text="Rows that could not be read.")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts_imports",
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
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AccountsMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "columns",
                    models.JSONField(default=dict, help_text="Our field → the heading of its column."),
                ),
                ("categories", models.JSONField(default=dict, help_text="Account → category.")),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActualLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("pay", "pay"),
                            ("services", "bought services"),
                            ("room", "rooms"),
                            ("equipment", "instruments and equipment"),
                            ("travel", "travel and trips"),
                            ("food", "food"),
                            ("information", "information"),
                            ("administration", "administration and audit"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="category",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=160, verbose_name="what for")),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("school", "the culture school"),
                            ("agency", "a partner"),
                            ("families", "families' fees"),
                            ("undivided", "own and other funding, not divided in the source"),
                        ],
                        max_length=10,
                        verbose_name="who pays",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("money", "money"),
                            ("work", "hours of work, in kind"),
                            ("room", "hours of a room, in kind"),
                        ],
                        default="money",
                        max_length=5,
                        verbose_name="money or in kind",
                    ),
                ),
                ("minutes", models.IntegerField(blank=True, help_text="Of work or of the room.", null=True)),
                (
                    "rate",
                    models.BigIntegerField(
                        blank=True, help_text="Of an hour of 60 minutes, in øre.", null=True
                    ),
                ),
                ("amount", models.BigIntegerField(help_text="In øre.")),
                ("currency", models.CharField(choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3)),
                ("on", models.DateField(verbose_name="day")),
                ("voucher", models.CharField(blank=True, max_length=40, verbose_name="voucher")),
                ("account", models.CharField(blank=True, max_length=40, verbose_name="account")),
                (
                    "row_key",
                    models.CharField(
                        blank=True,
                        help_text="Of the row in the accounting system: it comes in once.",
                        max_length=64,
                    ),
                ),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="partners.partneragency",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="programmes.actualline",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="partners.grant",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actual_lines",
                        to="partners.attachment",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
                (
                    "taken_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="programmes.accountsimport",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["grant", "run"], name="actual_line_grant"),
                    models.Index(fields=["run", "on"], name="actual_line_run"),
                    models.Index(fields=["school", "voucher"], name="actual_line_voucher"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency", None), ("grant__isnull", False), ("payer", "grant")),
                            models.Q(("grant", None), ("payer", "agency")),
                            models.Q(
                                models.Q(("payer__in", ("grant", "agency")), _negated=True),
                                ("agency", None),
                                ("grant", None),
                            ),
                            _connector="OR",
                        ),
                        name="actualline_payer_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "money"), ("minutes", None), ("rate", None)),
                            models.Q(
                                models.Q(("basis", "money"), _negated=True),
                                models.Q(("minutes", 0), _negated=True),
                                ("minutes__isnull", False),
                                ("rate__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="actualline_in_kind_has_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis", "money"),
                            models.Q(("payer__in", ("grant", "families")), _negated=True),
                            _connector="OR",
                        ),
                        name="actualline_in_kind_by_school_or_partner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="actual_line_amount_not_zero"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("row_key", ""), _negated=True),
                        fields=("school", "row_key"),
                        name="actual_line_row_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("through", models.DateField(verbose_name="closed to and with")),
                ("closed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "closed_by",
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
                "ordering": ["-through"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "through"), name="closed_period_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="partners.commitment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitment_uses",
                        to="programmes.group",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitment_uses",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("group", None)),
                        fields=("commitment", "run"),
                        name="commitment_use_of_run_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("group__isnull", False)),
                        fields=("commitment", "group"),
                        name="commitment_use_of_group_once",
                    ),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="budgetline",
            options={"ordering": ["category", "pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="budgetline",
            name="budget_line_grant_fits_payer",
        ),
        migrations.AddField(
            model_name="budgetline",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="partners.partneragency",
            ),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="basis",
            field=models.CharField(
                choices=[
                    ("money", "money"),
                    ("work", "hours of work, in kind"),
                    ("room", "hours of a room, in kind"),
                ],
                default="money",
                max_length=5,
                verbose_name="money or in kind",
            ),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="category",
            field=models.CharField(
                choices=[
                    ("pay", "pay"),
                    ("services", "bought services"),
                    ("room", "rooms"),
                    ("equipment", "instruments and equipment"),
                    ("travel", "travel and trips"),
                    ("food", "food"),
                    ("information", "information"),
                    ("administration", "administration and audit"),
                    ("other", "other"),
                ],
                default="other",
                max_length=14,
                verbose_name="category",
            ),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="minutes",
            field=models.IntegerField(blank=True, help_text="Of work or of the room.", null=True),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="rate",
            field=models.BigIntegerField(
                blank=True, help_text="Of an hour of 60 minutes, in øre.", null=True
            ),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="text",
            field=models.CharField(blank=True, max_length=160, verbose_name="what for"),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="grant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="partners.grant",
            ),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="payer",
            field=models.CharField(
                choices=[
                    ("grant", "grant"),
                    ("school", "the culture school"),
                    ("agency", "a partner"),
                    ("families", "families' fees"),
                    ("undivided", "own and other funding, not divided in the source"),
                ],
                max_length=10,
                verbose_name="who pays",
            ),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="programmes.programmerun",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency", None), ("grant__isnull", False), ("payer", "grant")),
                    models.Q(("grant", None), ("payer", "agency")),
                    models.Q(
                        models.Q(("payer__in", ("grant", "agency")), _negated=True),
                        ("agency", None),
                        ("grant", None),
                    ),
                    _connector="OR",
                ),
                name="budgetline_payer_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "money"), ("minutes", None), ("rate", None)),
                    models.Q(
                        models.Q(("basis", "money"), _negated=True),
                        models.Q(("minutes", 0), _negated=True),
                        ("minutes__isnull", False),
                        ("rate__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="budgetline_in_kind_has_rate",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis", "money"),
                    models.Q(("payer__in", ("grant", "families")), _negated=True),
                    _connector="OR",
                ),
                name="budgetline_in_kind_by_school_or_partner",
            ),
        ),
    ]
