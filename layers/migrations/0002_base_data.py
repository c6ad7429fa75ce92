from django.db import migrations

from layers.territory import load_territory

UNREAD_NORM = "Cadena usual; base de cada recargo por verificar"
#: key, label, stage, position. Surcharges of a stage share the total of the stage before as their base.
VNR_STEPS = [
    ("flete_bodega", "Flete bodega", 1, 1),
    ("bodega", "Bodega", 1, 2),
    ("flete_obra", "Flete obra", 2, 3),
    ("montaje", "Montaje", 3, 4),
    ("ingenieria", "Costo de ingeniería", 4, 5),
    ("intereses_intercalarios", "Int. intercalarios", 6, 6),
    ("gastos_generales", "Gastos generales", 5, 7),
    ("bienes_intangibles", "Bienes intangibles", 7, 8),
]


def load_base_data(apps, schema_editor):
    load_territory(apps.get_model("layers", "Region"), apps.get_model("layers", "Comuna"))
    step = apps.get_model("layers", "VnrStep")
    step.objects.bulk_create(
        [step(key=key, label=label, stage=stage, position=position, source=UNREAD_NORM) for key, label, stage, position in VNR_STEPS]
    )


class Migration(migrations.Migration):
    dependencies = [("layers", "0001_initial")]
    operations = [migrations.RunPython(load_base_data, migrations.RunPython.noop)]
