from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0013_roll_entry_answer'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='sha256',
            field=models.CharField(default='', help_text='Of the file: the same picture stands once.', max_length=64),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.UniqueConstraint(fields=('session', 'sha256'), name='photo_once_a_session'),
        ),
    ]
