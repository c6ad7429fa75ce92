from django.db import migrations, models


def name_readers(apps, schema_editor) -> None:
    readings = apps.get_model("customers", "StaffReading").objects
    readers = readings.exclude(staff=None).values("staff")
    for staff in apps.get_model("accounts", "User").objects.filter(pk__in=readers):
        names = (staff.first_name, staff.paternal_surname, staff.maternal_surname)
        readings.filter(staff=staff).update(person=" ".join(name for name in names if name))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_people"),
        ("customers", "0002_tries_and_lookups"),
    ]

    operations = [
        migrations.AddField(
            model_name="staffreading",
            name="person",
            field=models.CharField(blank=True, default="", max_length=250, verbose_name="nombre"),
            preserve_default=False,
        ),
        migrations.RunPython(name_readers, migrations.RunPython.noop),
    ]
