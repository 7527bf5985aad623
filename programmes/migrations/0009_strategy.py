import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_expected_budget"),
    ]

    operations = [
        migrations.CreateModel(
            name="FocusLine",
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
                        choices=[("goal", "goal"), ("measure", "what we do for it")],
                        max_length=8,
                        verbose_name="goal or measure",
                    ),
                ),
                ("text", models.CharField(max_length=240, verbose_name="in a sentence")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("done_on", models.DateField(blank=True, help_text="Of a measure: carried out.", null=True)),
                (
                    "focus_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="programmes.focusarea",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "measure"), ("done_on", None), _connector="OR"),
                        name="focus_line_done",
                    ),
                    models.UniqueConstraint(fields=("focus_area", "kind", "text"), name="focus_line_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusProgramme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "focus_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="programmes.focusarea",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_ties",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("focus_area", "programme"), name="focus_programme_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("participants", "unique participants"),
                            ("places", "places"),
                            ("attendances", "attendances"),
                            ("sessions", "sessions held"),
                            ("hours", "person-hours of work"),
                        ],
                        max_length=14,
                        verbose_name="counted",
                    ),
                ),
                ("target", models.PositiveIntegerField(verbose_name="target number")),
                (
                    "focus_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="programmes.focusarea",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("focus_area", "year", "measure"), name="focus_target_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__gt", 0)), name="focus_target_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 2100))), name="focus_target_year"
                    ),
                ],
            },
        ),
    ]
