import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('programmes', '0001_initial'), ('programmes', '0002_getting_a_place'), ('programmes', '0003_running_programmes'), ('programmes', '0004_sub_regions_by_period'), ('programmes', '0005_logged_beside_sessions'), ('programmes', '0006_session_changes')]

    initial = True

    dependencies = [
        ('accounts', '0002_second_factor_at'),
        ('accounts', '__first__'),
        ('geography', '0002_periods'),
        ('partners', '0002_running_programmes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_name', models.CharField(help_text='Written by the school; tells no target group.', max_length=120, verbose_name='public name')),
                ('kind', models.CharField(choices=[('fordypning', 'fordypning'), ('fordypning_consortium', 'fordypning consortium'), ('refugee_summer_school', 'refugee summer school'), ('special_needs_group', 'special-needs music group'), ('school_project', 'school project'), ('open_sessions', 'open sessions'), ('open_meeting_place', 'open meeting place'), ('open_event', 'open event'), ('dance_project', 'dance project'), ('art_project', 'art project'), ('youth_project', 'youth project'), ('activity_offer', 'activity offer'), ('other_project', 'other project')], max_length=30, verbose_name='kind')),
                ('level', models.CharField(blank=True, choices=[('breadth', 'breadth'), ('core', 'core'), ('in_depth', 'in-depth')], max_length=10, verbose_name='level')),
                ('is_shared', models.BooleanField(default=False, help_text="Off: one school's own.", verbose_name='shared by several schools')),
                ('country', models.CharField(choices=[('NO', 'Norway'), ('DK', 'Denmark')], max_length=2)),
                ('age_group', models.CharField(choices=[('children', 'children'), ('children_and_youth', 'children and youth'), ('youth', 'youth'), ('young_people_and_adults', 'young people and adults'), ('older_people', 'older people'), ('families', 'families'), ('all', 'all ages')], max_length=30, verbose_name='age group')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('art_forms', models.CharField(blank=True, max_length=120, verbose_name='art forms')),
                ('vulnerable', models.BooleanField(default=True, help_text='A count of participants from 1 to 4 is hidden; from 1 to 2 where this is off.')),
                ('by_referral_only', models.BooleanField(default=False)),
                ('asks_external_decision', models.BooleanField(default=False, help_text='Another service decides who may take part.')),
            ],
            options={
                'ordering': ['public_name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('age_from', None), ('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='programme_age_order')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FocusArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('about', models.TextField(blank=True, max_length=600, verbose_name='in a few sentences')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'ordering': ['position', 'name'],
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='focus_area_once')],
            },
        ),
        migrations.CreateModel(
            name='Format',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('size_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('size_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('grade_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('grade_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('teachers', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('partner_staff', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('session_minutes', models.PositiveSmallIntegerField(verbose_name='minutes a session')),
                ('weeks_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('weeks_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('weekly_theory', models.BooleanField(default=False)),
                ('ensemble', models.CharField(blank=True, help_text='In words.', max_length=80, verbose_name='ensemble')),
                ('gatherings_a_year', models.PositiveSmallIntegerField(blank=True, help_text='Saturday gatherings and trips together.', null=True)),
                ('gatherings_a_semester', models.PositiveSmallIntegerField(blank=True, help_text='Gatherings or trips; both together.', null=True)),
                ('fee_factor', models.DecimalField(blank=True, decimal_places=2, help_text='Times the ordinary semester fee.', max_digits=4, null=True)),
                ('trips_are_extra', models.BooleanField(default=False)),
                ('activities', models.CharField(blank=True, max_length=200)),
                ('school', models.ForeignKey(blank=True, help_text='Whose own it is; empty: of the whole programme.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formats', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('school', None)), fields=('programme', 'name'), name='format_once_a_programme'), models.UniqueConstraint(condition=models.Q(('school__isnull', False)), fields=('programme', 'school', 'name'), name='format_once_a_school')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='goal')),
                ('unit', models.CharField(choices=[('number', 'number'), ('percent', 'per cent')], max_length=10, verbose_name='unit')),
                ('target', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='target')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='goals', to='programmes.focusarea')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='programmes.programme')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('target__gt', 0), ('unit', 'number')), models.Q(('target__gt', 0), ('target__lte', 100), ('unit', 'percent')), _connector='OR'), name='goal_target_fits_unit')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('grade', 'within the grades of the group'), ('age', 'within the ages of the programme'), ('own_wish', "the group is the applicant's first wish"), ('external_decision', "the other service's decision has been seen"), ('place_kept', 'had the place last year and applied again in time'), ('siblings', 'a sibling has a place in the group')], max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='programmes.programme')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('school', 'programme', 'kind'), name='criterion_once')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('period_as_written', models.CharField(blank=True, help_text="The period in the source's words, where it is no date.", max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('state', models.CharField(choices=[('planned', 'planned'), ('open', 'open'), ('closed', 'closed')], default='planned', max_length=10)),
                ('countries', models.PositiveSmallIntegerField(blank=True, help_text='From how many countries its people come; no country is stored on a person.', null=True, verbose_name='countries')),
                ('retention_on', models.DateField(help_text='On this day the details of its people are removed.')),
                ('copied_from', models.ForeignKey(blank=True, help_text='The run it was made from.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.programmerun')),
                ('host_school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_runs', to='accounts.cultureschool')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='programmes.programme')),
            ],
            options={
                'ordering': ['-starts_on'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='run_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='run_period_order'), models.CheckConstraint(condition=models.Q(('retention_on__gt', models.F('ends_on'))), name='run_retention_after_end')],
            },
        ),
        migrations.CreateModel(
            name='HeadCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('visitors', 'visitors'), ('together', 'professionals and participants together')], default='visitors', max_length=15)),
                ('people', models.PositiveIntegerField()),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='head_counts', to='programmes.programmerun')),
            ],
            options={
                'ordering': ['-on', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('run', 'school', 'on', 'kind'), name='head_count_once_a_school')],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('capacity', models.PositiveSmallIntegerField(verbose_name='places')),
                ('venue', models.CharField(blank=True, max_length=80, verbose_name='room')),
                ('grade_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('grade_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('grade_country', models.CharField(blank=True, choices=[('NO', 'Norway'), ('DK', 'Denmark')], max_length=2)),
                ('has_solo', models.BooleanField(default=False, help_text='Some of the participants have lessons alone or in pairs as well.')),
                ('asks_answer', models.BooleanField(default=False, help_text='A place is offered and answered before it is taken.')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], help_text='ISO: Monday is 1.', null=True, verbose_name='weekday')),
                ('time_from', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('time_to', models.TimeField(blank=True, null=True, verbose_name='to')),
                ('price', models.BigIntegerField(blank=True, help_text='A semester, in øre; 0 is free.', null=True)),
                ('wants_buddies', models.BooleanField(default=False, help_text='Who has none is shown as missing one.', verbose_name='everybody has a buddy')),
                ('lends_equipment', models.BooleanField(default=False, verbose_name='instruments or equipment are lent')),
                ('in_catalogue', models.BooleanField(default=False, help_text='Families find it while the season is open.')),
                ('format', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='programmes.format')),
                ('partner_school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='partners.partneragency')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='accounts.cultureschool')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='programmes.programmerun')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('run', 'school', 'name'), name='group_once'), models.CheckConstraint(condition=models.Q(models.Q(('grade_country', ''), ('grade_from', None), ('grade_to', None)), models.Q(models.Q(('grade_from__isnull', False), ('grade_to__gte', models.F('grade_from'))), models.Q(('grade_country', ''), _negated=True)), _connector='OR'), name='group_grade_has_country'), models.CheckConstraint(condition=models.Q(('time_from', None), ('time_to', None), ('time_to__gt', models.F('time_from')), _connector='OR'), name='group_time_order'), models.CheckConstraint(condition=models.Q(('price', None), ('price__gte', 0), _connector='OR'), name='group_price_not_negative'), models.CheckConstraint(condition=models.Q(('weekday', None), models.Q(('weekday__gte', 1), ('weekday__lte', 7)), _connector='OR'), name='group_weekday')],
            },
        ),
        migrations.CreateModel(
            name='GoalResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('reached', models.PositiveIntegerField(verbose_name='reached')),
                ('out_of', models.PositiveIntegerField(blank=True, null=True, verbose_name='out of')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='counted from')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='programmes.goal')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programmerun')),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('goal', 'run', 'on'), name='goal_result_once_a_day'), models.CheckConstraint(condition=models.Q(('out_of', None), models.Q(('out_of__gt', 0), ('out_of__gte', models.F('reached'))), _connector='OR'), name='goal_result_part_of_whole')],
            },
        ),
        migrations.AddField(
            model_name='goal',
            name='run',
            field=models.ForeignKey(blank=True, help_text='Empty: of every run.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='programmes.programmerun'),
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payer', models.CharField(choices=[('grant', 'grant'), ('school', 'the culture school'), ('agency', 'a partner'), ('undivided', 'own and other funding, not divided in the source')], max_length=10)),
                ('amount', models.BigIntegerField(help_text='In øre.')),
                ('currency', models.CharField(choices=[('NOK', 'NOK'), ('DKK', 'DKK')], max_length=3)),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='budget_lines', to='partners.grant')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='programmes.programmerun')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('grant__isnull', False), ('payer', 'grant')), models.Q(models.Q(('payer', 'grant'), _negated=True), ('grant', None)), _connector='OR'), name='budget_line_grant_fits_payer'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='budget_line_amount_positive')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_periods', to='programmes.programme')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'school', 'valid_from'), name='programme_school_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='programme_school_period_order')],
            },
        ),
        migrations.AddField(
            model_name='programme',
            name='schools',
            field=models.ManyToManyField(related_name='programmes', through='programmes.ProgrammeSchool', to='accounts.cultureschool'),
        ),
        migrations.CreateModel(
            name='PublicText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=7)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('art_form', models.CharField(blank=True, max_length=60, verbose_name='art form')),
                ('about', models.TextField(blank=True, max_length=600, verbose_name='in a few sentences')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='public_texts', to='programmes.programme')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'programme', 'language'), name='public_text_once')],
            },
        ),
        migrations.CreateModel(
            name='RunPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_written', models.CharField(blank=True, max_length=120)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='run_parts', to='partners.partneragency')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_parts', to='programmes.programmerun')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', False), ('as_written', '')), models.Q(models.Q(('agency', None)), models.Q(('as_written', ''), _negated=True)), _connector='OR'), name='run_partner_agency_or_words')],
            },
        ),
        migrations.AddField(
            model_name='programmerun',
            name='partners',
            field=models.ManyToManyField(related_name='+', through='programmes.RunPartner', to='partners.partneragency'),
        ),
        migrations.CreateModel(
            name='RunSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_parts', to='programmes.programmerun')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'school'), name='run_school_once')],
            },
        ),
        migrations.AddField(
            model_name='programmerun',
            name='schools',
            field=models.ManyToManyField(related_name='runs', through='programmes.RunSchool', to='accounts.cultureschool'),
        ),
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='geography.municipality')),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name', 'first_day'), name='holiday_once'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='holiday_order')],
            },
        ),
        migrations.CreateModel(
            name='Season',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField(verbose_name='opens')),
                ('closes_on', models.DateField(verbose_name='closes')),
                ('priority_until', models.DateField(blank=True, null=True, verbose_name="last year's pupils go first until")),
                ('invited_at', models.DateTimeField(blank=True, help_text="When last year's pupils were asked.", null=True)),
                ('previous_run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.programmerun', verbose_name='run before it')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seasons', to='programmes.programmerun')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seasons', to='accounts.cultureschool')),
            ],
            options={
                'ordering': ['-opens_on'],
                'constraints': [models.UniqueConstraint(fields=('school', 'run'), name='season_once_a_run'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='season_order'), models.CheckConstraint(condition=models.Q(('priority_until', None), ('priority_until__gte', models.F('opens_on')), _connector='OR'), name='season_priority_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='SessionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lesson', 'lesson'), ('theory', 'theory'), ('ensemble', 'ensemble'), ('gathering', 'gathering'), ('concert', 'concert'), ('trip', 'trip'), ('open', 'open to all')], default='lesson', max_length=10, verbose_name='kind')),
                ('weekdays', models.JSONField(help_text='ISO: Monday is 1.', verbose_name='weekdays')),
                ('every_weeks', models.PositiveSmallIntegerField(default=1, verbose_name='every so many weeks')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('time_from', models.TimeField(verbose_name='from')),
                ('time_to', models.TimeField(verbose_name='to')),
                ('room', models.CharField(blank=True, max_length=80, verbose_name='room')),
                ('skips_holidays', models.BooleanField(default=True, verbose_name='not on holidays')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='programmes.group')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'ordering': ['starts_on', 'time_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_period_order'), models.CheckConstraint(condition=models.Q(('time_to__gt', models.F('time_from'))), name='plan_time_order'), models.CheckConstraint(condition=models.Q(('every_weeks__gte', 1)), name='plan_every_week_or_more')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('lesson', 'lesson'), ('theory', 'theory'), ('ensemble', 'ensemble'), ('gathering', 'gathering'), ('concert', 'concert'), ('trip', 'trip'), ('open', 'open to all')], default='lesson', max_length=10, verbose_name='kind')),
                ('room', models.CharField(blank=True, help_text="Empty: the group's.", max_length=80, verbose_name='room')),
                ('planned_on', models.DateField(blank=True, help_text='The day of the plan that this is, wherever it was moved to.', null=True)),
                ('moved_from', models.DateTimeField(blank=True, help_text='When it first was to start.', null=True)),
                ('changes', models.PositiveSmallIntegerField(default=0, help_text='How often it was moved, cancelled or taken up again: what calendars ask for.')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('cancelled', 'cancelled')], default='planned', max_length=10)),
                ('cancel_reason', models.CharField(blank=True, choices=[('illness', 'illness'), ('holiday', 'holiday'), ('room', 'no room'), ('too_few', 'too few'), ('weather', 'weather'), ('other', 'other reason')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='what did you do?')),
                ('logged_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programmes.group')),
                ('logged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sessions', to='programmes.sessionplan')),
            ],
            options={
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['starts_at'], name='session_start')],
                'constraints': [models.UniqueConstraint(fields=('group', 'starts_at'), name='session_once'), models.UniqueConstraint(fields=('plan', 'planned_on'), name='session_once_a_planned_day'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'cancelled')), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancel_reason', '')), _connector='OR'), name='session_cancelled_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Staffing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staffing', to='partners.contact')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staffing', to='programmes.group')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staffing', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contact', None), ('user__isnull', False)), models.Q(('contact__isnull', False), ('user', None)), _connector='OR'), name='staffing_user_or_contact'), models.UniqueConstraint(fields=('group', 'user'), name='staffing_user_once'), models.UniqueConstraint(fields=('group', 'contact'), name='staffing_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='SubRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sub_regions', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='sub_region_once')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='programmes.programme')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme_memberships', to=settings.AUTH_USER_MODEL)),
                ('sub_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.subregion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('sub_region', None)), fields=('user', 'programme'), name='programme_lead_once')],
            },
        ),
        migrations.CreateModel(
            name='SubRegionSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('sub_region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_periods', to='programmes.subregion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sub_region', 'school', 'valid_from'), name='sub_region_school_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='sub_region_school_period_order')],
            },
        ),
        migrations.AddField(
            model_name='subregion',
            name='schools',
            field=models.ManyToManyField(related_name='+', through='programmes.SubRegionSchool', to='accounts.cultureschool'),
        ),
        migrations.CreateModel(
            name='Substitute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('named_at', models.DateTimeField(auto_now_add=True)),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='substitutes', to='programmes.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'user'), name='substitute_once')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('about', models.TextField(blank=True, max_length=600, verbose_name='in a few sentences')),
                ('counts_as_hours', models.BooleanField(default=True, verbose_name='counts as hours')),
                ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='programmes.programmerun')),
                ('school', models.ForeignKey(help_text='Whose it is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('schools', models.ManyToManyField(blank=True, help_text='Others whose staff may take part.', related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('counts_as_hours', False), ('run__isnull', False), _connector='OR'), name='training_hours_have_run')],
            },
        ),
        migrations.CreateModel(
            name='TrainingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('room', models.CharField(blank=True, max_length=80, verbose_name='room')),
                ('partner_people', models.PositiveSmallIntegerField(default=0, help_text='Only how many they were.', verbose_name='people of partners')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='programmes.training')),
            ],
            options={
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('training', 'on'), name='training_day_once'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0), ('minutes__lte', 1440)), name='training_minutes_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TrainingPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='programmes.trainingday')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'user'), name='training_presence_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer', models.CharField(choices=[('school', 'the culture school'), ('partner', 'the partner')], max_length=10)),
                ('kind', models.CharField(choices=[('teaching', 'teaching'), ('preparation', 'preparation'), ('coordination', 'coordination'), ('training', 'training')], max_length=15)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('minutes', models.PositiveSmallIntegerField(help_text='Of each person.')),
                ('on', models.DateField()),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='work_hours', to='programmes.group')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_hours', to='programmes.programmerun')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='work_hours', to='programmes.session')),
                ('training_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='work_hours', to='programmes.trainingday')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('employer', 'school'), ('people', 1), ('user__isnull', False)), models.Q(('employer', 'partner'), ('people__gte', 1), ('user', None)), _connector='OR'), name='work_own_person_or_partner_count'), models.UniqueConstraint(condition=models.Q(('session__isnull', False), ('user__isnull', False)), fields=('session', 'kind', 'user'), name='work_once_a_session_and_person'), models.UniqueConstraint(condition=models.Q(('employer', 'partner'), ('session__isnull', False)), fields=('session', 'kind'), name='work_partner_once_a_session'), models.UniqueConstraint(condition=models.Q(('training_day__isnull', False), ('user__isnull', False)), fields=('training_day', 'user'), name='work_once_a_training_day'), models.UniqueConstraint(condition=models.Q(('employer', 'partner'), ('training_day__isnull', False)), fields=('training_day',), name='work_partner_once_a_training_day'), models.UniqueConstraint(condition=models.Q(('group', None), ('session', None), ('training_day', None), ('user__isnull', False)), fields=('school', 'run', 'user', 'kind', 'on'), name='work_beside_once_a_day'), models.UniqueConstraint(condition=models.Q(('group__isnull', False), ('session', None), ('training_day', None), ('user__isnull', False)), fields=('group', 'user', 'kind', 'on'), name='work_beside_once_a_day_and_group'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0), ('minutes__lte', 1440)), name='work_minutes_of_a_day')],
            },
        ),
    ]
