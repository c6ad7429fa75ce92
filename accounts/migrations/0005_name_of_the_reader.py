from django.db import migrations, models


def name_readers(apps, schema_editor) -> None:
    readings = apps.get_model('accounts', 'AccountReading').objects
    readers = readings.exclude(staff=None).values('staff')
    for staff in apps.get_model('accounts', 'User').objects.filter(pk__in=readers):
        names = (staff.first_name, staff.paternal_surname, staff.maternal_surname)
        readings.filter(staff=staff).update(person=' '.join(name for name in names if name))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_session_last_use'),
    ]

    operations = [
        migrations.AddField(
            model_name='accountreading',
            name='person',
            field=models.CharField(blank=True, default='', max_length=250, verbose_name='nombre'),
            preserve_default=False,
        ),
        migrations.RunPython(name_readers, migrations.RunPython.noop),
    ]
