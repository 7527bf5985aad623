import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def award_what_stands(apps, schema_editor):
    """Until now only awarded grants were kept."""
    apps.get_model("partners", "Grant").objects.update(state="awarded", awarded_on=models.F("starts_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_factor_at"),
        ("geography", "0002_periods"),
        ("partners", "0003_number_of_what_is_lent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                            ("partnership", "partnership agreement"),
                            ("cooperation", "cooperation agreement"),
                            ("place_purchase", "purchase of places between municipalities"),
                            ("consortium", "county consortium"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("aims", models.TextField(max_length=3000, verbose_name="what we want to reach together")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "ended_early_on",
                    models.DateField(blank=True, help_text="Where it was given notice.", null=True),
                ),
                (
                    "remind_days",
                    models.PositiveSmallIntegerField(
                        default=90, help_text="Days before its last day.", verbose_name="remind of renewal"
                    ),
                ),
                (
                    "renews",
                    models.OneToOneField(
                        blank=True,
                        help_text="The agreement of which this one is the continuation.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="renewed_by",
                        to="partners.agreement",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "ordering": ["-starts_on", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="agreement_period_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_early_on", None),
                            models.Q(
                                ("ended_early_on__gte", models.F("starts_on")),
                                ("ended_early_on__lte", models.F("ends_on")),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_ends_early_within",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_parts",
                        to="partners.partneragency",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="partners.agreement",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who speaks for the agency in this agreement.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.contact",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.cultureschool",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency", None),
                                ("contact", None),
                                ("municipality", None),
                                ("school__isnull", False),
                            ),
                            models.Q(("agency__isnull", False), ("municipality", None), ("school", None)),
                            models.Q(
                                ("agency", None),
                                ("contact", None),
                                ("municipality__isnull", False),
                                ("school", None),
                            ),
                            _connector="OR",
                        ),
                        name="party_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("agreement", "school"),
                        name="party_school_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("agreement", "agency"),
                        name="party_agency_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", False)),
                        fields=("agreement", "municipality"),
                        name="party_municipality_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantScheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ceiling_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0 to 1.",
                        max_digits=5,
                        null=True,
                        verbose_name="largest share of the budget",
                    ),
                ),
                (
                    "own_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0 to 1 of the budget.",
                        max_digits=5,
                        null=True,
                        verbose_name="least own contribution",
                    ),
                ),
                (
                    "eligible_costs",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="costs that it may be used for"
                    ),
                ),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from age"),
                ),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to age")),
                (
                    "by_calendar_year",
                    models.BooleanField(default=False, verbose_name="used and reported by calendar year"),
                ),
                (
                    "most_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="years at most"),
                ),
                ("least_amount", models.BigIntegerField(blank=True, help_text="In øre.", null=True)),
                (
                    "least_amount_of",
                    models.CharField(
                        blank=True,
                        help_text="What the least amount is for, such as an activity type.",
                        max_length=80,
                    ),
                ),
                (
                    "comparable_accounts",
                    models.BooleanField(default=False, verbose_name="accounts comparable with the budget"),
                ),
                ("report_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("report_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "report_days_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days after the last day of the period, where no date is set.",
                        null=True,
                    ),
                ),
                (
                    "report_before_next",
                    models.BooleanField(
                        default=False, verbose_name="final report before the next application"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("about", models.TextField(blank=True, max_length=1000, verbose_name="what it is for")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Document and date.",
                        max_length=200,
                        verbose_name="where its conditions stand",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "funder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="partners.funder",
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
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling_share", None),
                            models.Q(("ceiling_share__gt", 0), ("ceiling_share__lte", 1)),
                            _connector="OR",
                        ),
                        name="grantscheme_ceiling_is_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("own_share", None),
                            models.Q(("own_share__gt", 0), ("own_share__lt", 1)),
                            _connector="OR",
                        ),
                        name="grantscheme_own_is_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from", None),
                            ("age_to", None),
                            ("age_to__gte", models.F("age_from")),
                            _connector="OR",
                        ),
                        name="grantscheme_age_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("report_day", None), ("report_month", None)),
                            models.Q(
                                ("report_day__range", (1, 31)),
                                ("report_days_after", None),
                                ("report_month__range", (1, 12)),
                            ),
                            _connector="OR",
                        ),
                        name="grantscheme_report_date",
                    ),
                    models.UniqueConstraint(fields=("school", "name"), name="scheme_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("application", "with the application"), ("report", "with the report")],
                        max_length=12,
                        verbose_name="when",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_agreement", "signed agreement"),
                            ("application", "application"),
                            ("award_letter", "award letter"),
                            ("partner_declaration", "partner's declaration"),
                            ("receipts", "receipts"),
                            ("accounts", "project accounts"),
                            ("accounts_two_signatures", "project accounts with two signatures"),
                            ("auditor_statement", "auditor's statement"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        max_length=24,
                        verbose_name="paper",
                    ),
                ),
                (
                    "above",
                    models.BigIntegerField(default=0, help_text="Asked for above this amount, in øre."),
                ),
                (
                    "up_to",
                    models.BigIntegerField(blank=True, help_text="And up to this one, in øre.", null=True),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="as the funder words it")),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_papers",
                        to="partners.grant",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_papers",
                        to="partners.grantscheme",
                    ),
                ),
            ],
            options={
                "ordering": ["stage", "above", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grant__isnull", False), ("scheme", None)),
                            models.Q(("grant", None), ("scheme__isnull", False)),
                            _connector="OR",
                        ),
                        name="asked_paper_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("up_to", None), ("up_to__gt", models.F("above")), _connector="OR"
                        ),
                        name="asked_paper_span",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
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
                            ("signed_agreement", "signed agreement"),
                            ("application", "application"),
                            ("award_letter", "award letter"),
                            ("partner_declaration", "partner's declaration"),
                            ("receipts", "receipts"),
                            ("accounts", "project accounts"),
                            ("accounts_two_signatures", "project accounts with two signatures"),
                            ("auditor_statement", "auditor's statement"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "file",
                    models.CharField(
                        help_text="Path within the private storage.", max_length=120, unique=True
                    ),
                ),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="partners.agreement",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="partners.grant",
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
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agreement", None), ("grant", None), _connector="OR"),
                        name="attachment_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("service", models.CharField(max_length=200, verbose_name="what is given")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("room_hours", "room-hours"),
                            ("staff_hours", "hours of staff"),
                            ("places", "places"),
                            ("money", "money"),
                            ("times", "times"),
                        ],
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "quantity",
                    models.BigIntegerField(
                        help_text="Minutes for hours, øre for money, else a number.", verbose_name="how much"
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, choices=[("NOK", "NOK"), ("DKK", "DKK")], max_length=3),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="partners.agreement",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="gives",
                        to="partners.agreementparty",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: nobody pays for it.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="pays",
                        to="partners.agreementparty",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="commitment_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("unit", "money")), models.Q(("currency", ""), _negated=True)),
                            models.Q(models.Q(("unit", "money"), _negated=True), ("currency", "")),
                            _connector="OR",
                        ),
                        name="commitment_money_has_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "quantity",
                    models.BigIntegerField(
                        help_text="As of the commitment; less than 0 corrects.", verbose_name="how much"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="partners.commitment",
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
                "verbose_name_plural": "deliveries",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True), name="delivery_quantity_not_zero"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="expected")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="received")),
                ("amount", models.BigIntegerField(help_text="In øre.")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="voucher")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payments",
                        to="partners.grant",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "received_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="grant_payment_not_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", False), ("received_on__isnull", False), _connector="OR"
                        ),
                        name="grant_payment_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("participants", "unique participants"),
                            ("places", "places"),
                            ("attendances", "attendances"),
                            ("visitors", "visitors"),
                            ("groups", "groups"),
                            ("sessions", "sessions held"),
                            ("schools", "culture schools"),
                            ("partners", "partners"),
                            ("hours", "person-hours of work"),
                            ("other", "something else, counted by hand"),
                        ],
                        max_length=14,
                        verbose_name="counted",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="in the words of the application"
                    ),
                ),
                ("target", models.PositiveIntegerField(verbose_name="target number")),
                ("reached", models.PositiveIntegerField(blank=True, null=True, verbose_name="reached")),
                ("reached_on", models.DateField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="partners.grant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target__gt", 0)), name="grant_target_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure", "other"), ("reached", None), _connector="OR"),
                        name="grant_target_reached_by_hand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDue",
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
                        choices=[("yearly", "yearly report"), ("final", "final report")],
                        max_length=8,
                        verbose_name="report",
                    ),
                ),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "is_corrected",
                    models.BooleanField(
                        default=False, help_text="Set by a person: the conditions no longer move it."
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports_due",
                        to="partners.grant",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "kind", "period_to"), name="report_due_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("period_from")),
                            ("period_to__gte", models.F("period_from")),
                        ),
                        name="report_due_period_order",
                    ),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="funder",
            options={"ordering": ["name"]},
        ),
        migrations.AlterModelOptions(
            name="grant",
            options={"ordering": ["-starts_on", "pk"]},
        ),
        migrations.AddField(
            model_name="contact",
            name="title",
            field=models.CharField(blank=True, max_length=120, verbose_name="position"),
        ),
        migrations.AddField(
            model_name="grant",
            name="afterwards",
            field=models.CharField(
                blank=True,
                choices=[
                    ("budget_line", "a fixed line in the municipality's budget"),
                    ("new_grant", "a new grant is applied for"),
                    ("ends", "it ends"),
                ],
                max_length=12,
                verbose_name="how it goes on",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="afterwards_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="in a sentence"),
        ),
        migrations.AddField(
            model_name="grant",
            name="age_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from age"),
        ),
        migrations.AddField(
            model_name="grant",
            name="age_to",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to age"),
        ),
        migrations.AddField(
            model_name="grant",
            name="applied_amount",
            field=models.BigIntegerField(blank=True, help_text="In øre.", null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="applied_on",
            field=models.DateField(blank=True, null=True, verbose_name="applied on"),
        ),
        migrations.AddField(
            model_name="grant",
            name="awarded_on",
            field=models.DateField(blank=True, null=True, verbose_name="awarded on"),
        ),
        migrations.AddField(
            model_name="grant",
            name="by_calendar_year",
            field=models.BooleanField(default=False, verbose_name="used and reported by calendar year"),
        ),
        migrations.AddField(
            model_name="grant",
            name="comparable_accounts",
            field=models.BooleanField(default=False, verbose_name="accounts comparable with the budget"),
        ),
        migrations.AddField(
            model_name="grant",
            name="eligible_costs",
            field=models.TextField(blank=True, max_length=1000, verbose_name="costs that it may be used for"),
        ),
        migrations.AddField(
            model_name="grant",
            name="goals",
            field=models.TextField(blank=True, max_length=2000, verbose_name="goals"),
        ),
        migrations.AddField(
            model_name="grant",
            name="least_amount",
            field=models.BigIntegerField(blank=True, help_text="In øre.", null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="least_amount_of",
            field=models.CharField(
                blank=True, help_text="What the least amount is for, such as an activity type.", max_length=80
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="most_years",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="years at most"),
        ),
        migrations.AddField(
            model_name="grant",
            name="own_share",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="0 to 1 of the budget.",
                max_digits=5,
                null=True,
                verbose_name="least own contribution",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="reference",
            field=models.CharField(blank=True, max_length=60, verbose_name="the funder's reference"),
        ),
        migrations.AddField(
            model_name="grant",
            name="report_before_next",
            field=models.BooleanField(default=False, verbose_name="final report before the next application"),
        ),
        migrations.AddField(
            model_name="grant",
            name="report_day",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="report_days_after",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Days after the last day of the period, where no date is set.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="report_month",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="responsible",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="state",
            field=models.CharField(
                choices=[
                    ("applied", "applied for"),
                    ("awarded", "awarded"),
                    ("refused", "refused"),
                    ("closed", "closed"),
                ],
                default="applied",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="title",
            field=models.CharField(blank=True, max_length=120, verbose_name="what we call it"),
        ),
        migrations.AddField(
            model_name="partneragency",
            name="brings_to",
            field=models.CharField(blank=True, max_length=200, verbose_name="to whom"),
        ),
        migrations.AddField(
            model_name="partneragency",
            name="ended_on",
            field=models.DateField(
                blank=True, help_text="From this day it is no longer offered for anything new.", null=True
            ),
        ),
        migrations.AddField(
            model_name="partneragency",
            name="organisation_number",
            field=models.CharField(
                blank=True,
                help_text="Digits only: nine in Norway, the eight of the CVR number in Denmark.",
                max_length=9,
                verbose_name="organisation number",
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="ceiling_share",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="0 to 1.",
                max_digits=5,
                null=True,
                verbose_name="largest share of the budget",
            ),
        ),
        migrations.AlterField(
            model_name="partneragency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("labour_welfare", "labour and welfare office"),
                    ("integration", "integration service"),
                    ("school", "school"),
                    ("special_school", "special-needs school"),
                    ("adult_education", "adult education"),
                    ("upper_secondary", "upper secondary school"),
                    ("library", "library"),
                    ("youth_club", "youth club"),
                    ("volunteer_centre", "volunteer centre"),
                    ("voluntary_organisation", "voluntary organisation"),
                    ("care_home", "care home"),
                    ("arts_centre", "arts centre"),
                    ("music_venue", "music venue"),
                    ("career_centre", "career centre"),
                    ("company", "development company"),
                    ("folk_high_school", "folk high school"),
                    ("university", "university or college"),
                    ("venue", "venue"),
                    ("festival", "festival"),
                    ("ensemble", "ensemble"),
                    ("county", "county"),
                    ("foundation", "foundation"),
                    ("other", "other"),
                ],
                max_length=30,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneragency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation_number", ""), _negated=True),
                fields=("municipality", "organisation_number"),
                name="agency_number_once",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="scheme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="grants",
                to="partners.grantscheme",
                verbose_name="scheme",
            ),
        ),
        migrations.RunPython(
            award_what_stands,
            migrations.RunPython.noop,
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_share", None), models.Q(("own_share__gt", 0), ("own_share__lt", 1)), _connector="OR"
                ),
                name="grant_own_is_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("age_from", None),
                    ("age_to", None),
                    ("age_to__gte", models.F("age_from")),
                    _connector="OR",
                ),
                name="grant_age_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("report_day", None), ("report_month", None)),
                    models.Q(
                        ("report_day__range", (1, 31)),
                        ("report_days_after", None),
                        ("report_month__range", (1, 12)),
                    ),
                    _connector="OR",
                ),
                name="grant_report_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("awarded_on", None), ("state__in", ("applied", "refused"))),
                    models.Q(("awarded_on__isnull", False), ("state__in", ("awarded", "closed"))),
                    _connector="OR",
                ),
                name="grant_awarded_has_day",
            ),
        ),
    ]
