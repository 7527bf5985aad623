import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('partners', '0001_initial'), ('partners', '0002_running_programmes')]

    initial = True

    dependencies = [
        ('accounts', '0002_second_factor_at'),
        ('accounts', '__first__'),
        ('geography', '0002_periods'),
    ]

    operations = [
        migrations.CreateModel(
            name='Funder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('state', 'state'), ('region', 'region'), ('municipality', 'municipality'), ('foundation', 'foundation'), ('other', 'other')], max_length=20, verbose_name='kind')),
                ('country', models.CharField(choices=[('NO', 'Norway'), ('DK', 'Denmark')], max_length=2)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('country', 'name'), name='funder_once')],
            },
        ),
        migrations.CreateModel(
            name='PartnerAgency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('labour_welfare', 'labour and welfare office'), ('integration', 'integration service'), ('school', 'school'), ('special_school', 'special-needs school'), ('adult_education', 'adult education'), ('upper_secondary', 'upper secondary school'), ('library', 'library'), ('youth_club', 'youth club'), ('volunteer_centre', 'volunteer centre'), ('voluntary_organisation', 'voluntary organisation'), ('care_home', 'care home'), ('arts_centre', 'arts centre'), ('music_venue', 'music venue'), ('career_centre', 'career centre'), ('company', 'development company'), ('other', 'other')], max_length=30, verbose_name='kind')),
                ('brings', models.CharField(blank=True, max_length=200, verbose_name='what it brings')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='geography.municipality')),
            ],
            options={
                'verbose_name_plural': 'partner agencies',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='agency_once')],
            },
        ),
        migrations.CreateModel(
            name='Equipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('label', models.CharField(blank=True, max_length=40, verbose_name='number on it')),
                ('kind', models.CharField(choices=[('instrument', 'instrument'), ('other', 'other equipment')], max_length=12, verbose_name='kind')),
                ('quality', models.CharField(blank=True, choices=[('ordinary', 'ordinary quality'), ('high', 'high quality')], max_length=10, verbose_name='quality')),
                ('loan_days', models.PositiveSmallIntegerField(blank=True, help_text='Empty: to the end of the run.', null=True, verbose_name='days of a loan')),
                ('ended_on', models.DateField(blank=True, help_text='No longer lent.', null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('owner', models.ForeignKey(blank=True, help_text="Empty: the culture school's own.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='equipment', to='partners.partneragency')),
            ],
            options={
                'ordering': ['name', 'label'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('label', ''), _negated=True), fields=('school', 'label'), name='equipment_label_once'), models.CheckConstraint(condition=models.Q(('loan_days', None), ('loan_days__gte', 1), _connector='OR'), name='equipment_loan_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('police_certificate_seen_on', models.DateField(blank=True, null=True, verbose_name='police certificate seen')),
                ('confidentiality_seen_on', models.DateField(blank=True, null=True, verbose_name='confidentiality declaration seen')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='partners.partneragency')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='contact_period_order')],
            },
        ),
        migrations.CreateModel(
            name='AgencyMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agency_memberships', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='partners.partneragency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'agency'), name='agency_membership_once')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('police_certificate_seen_on', models.DateField(blank=True, null=True, verbose_name='police certificate seen')),
                ('confidentiality_seen_on', models.DateField(blank=True, null=True, verbose_name='confidentiality declaration seen')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('kind', models.CharField(choices=[('buddy', 'buddy'), ('language_host', 'language host'), ('refugee_guide', 'refugee guide'), ('visiting_home', 'visiting home'), ('companion', 'companion')], max_length=20, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='volunteers', to='partners.partneragency')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='volunteer_period_order')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField(verbose_name='purpose')),
                ('amount', models.BigIntegerField(help_text='In øre.')),
                ('currency', models.CharField(choices=[('NOK', 'NOK'), ('DKK', 'DKK')], max_length=3)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('ceiling_share', models.DecimalField(blank=True, decimal_places=4, help_text='Largest share of the budget, 0 to 1.', max_digits=5, null=True)),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='partners.funder')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='accounts.cultureschool')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='grant_amount_positive'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='grant_period_order'), models.CheckConstraint(condition=models.Q(('ceiling_share', None), models.Q(('ceiling_share__gt', 0), ('ceiling_share__lte', 1)), _connector='OR'), name='grant_ceiling_is_share')],
            },
        ),
    ]
