from django.contrib.gis.db import models

from layers.enums import EquipmentType, GenerationTechnology, GeneratorState, SwitchState, VoltageClass
from layers.geometry import STORAGE_SRID
from layers.models.asset import Asset
from layers.models.search_indexes import code_index, name_index


class Equipment(Asset):
    """Switchgear and the like: an edge between two nodes, or a shunt at `from_node`."""

    equipment_type = models.CharField("tipo de equipo", max_length=20, choices=EquipmentType)
    state = models.CharField("estado", max_length=8, choices=SwitchState, null=True)
    from_node = models.CharField("nodo origen", max_length=64)
    to_node = models.CharField("nodo destino", max_length=64, null=True)
    pole_id = models.CharField("poste", max_length=64, null=True)
    voltage_class = models.CharField("tensión", max_length=2, choices=VoltageClass, null=True)
    phase_code = models.CharField("fases", max_length=8, null=True)
    phase_count = models.SmallIntegerField("cantidad de fases", null=True)
    rated_current_a = models.FloatField("corriente nominal", null=True)
    rated_power_kvar = models.FloatField("potencia reactiva", null=True)
    setpoint_pu = models.FloatField("consigna de tensión", null=True)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    geom = models.PointField("ubicación", srid=STORAGE_SRID)

    class Meta:
        verbose_name = "equipo"
        verbose_name_plural = "equipos"
        indexes = [
            models.Index(fields=["publication", "from_node"], name="equipment_from_node"),
            models.Index(fields=["publication", "to_node"], name="equipment_to_node"),
            code_index("id", "equipment_search_id"),
            code_index("source_id", "equipment_search_source"),
            name_index("equipment_search_name"),
        ]


class Generator(Asset):
    """A generator. Low voltage ones may be a household's and are public only as a sum per transformer."""

    technology = models.CharField("tecnología", max_length=20, choices=GenerationTechnology, null=True)
    installed_kw = models.FloatField("potencia instalada", null=True)
    state = models.CharField("estado", max_length=12, choices=GeneratorState, null=True)
    connected_on = models.DateField("fecha de conexión", null=True)
    voltage_class = models.CharField("tensión", max_length=2, choices=VoltageClass, null=True)
    node = models.CharField("nodo", max_length=64, null=True)
    transformer_id = models.CharField("transformador", max_length=64, null=True)
    phase_code = models.CharField("fases", max_length=8, null=True)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    geom = models.PointField("ubicación", srid=STORAGE_SRID, null=True)

    class Meta:
        verbose_name = "generador"
        verbose_name_plural = "generadores"
