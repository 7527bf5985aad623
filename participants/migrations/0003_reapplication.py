import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('participants', '0002_getting_a_place'),
        ('programmes', '0002_getting_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reapplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('kept', 'keeps the place'), ('changed', 'wants something else'), ('given_up', 'gives up the place')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reapplications', to='participants.enrolment')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reapplications', to='participants.familylink')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.cultureschool')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reapplications', to='programmes.season')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('season', 'enrolment'), name='reapplication_once_a_season'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='reapplication_answer_has_time')],
            },
        ),
    ]
