from django.contrib.gis.db import models

from layers.enums import TransformerType, VoltageClass
from layers.geometry import STORAGE_SRID
from layers.models.asset import Asset
from layers.models.search_indexes import code_index, name_index


class Transformer(Asset):
    """A distribution transformer: an edge from a medium voltage node to a low voltage one.

    `generation_kw` and `generator_count` sum the low voltage generators under it (single ones are not published).
    """

    rated_power_kva = models.FloatField("capacidad", null=True)
    connection = models.CharField("conexión", max_length=60, null=True)
    voltage_class = models.CharField("tensión", max_length=2, choices=VoltageClass, null=True)
    primary_v = models.FloatField("tensión primaria", null=True)
    secondary_v = models.FloatField("tensión secundaria", null=True)
    plate = models.CharField("placa", max_length=64, null=True)
    pole_plate = models.CharField("placa poste", max_length=64, null=True)
    pole_id = models.CharField("poste", max_length=64, null=True)
    transformer_type = models.CharField("tipo", max_length=12, choices=TransformerType, null=True)
    phase_code = models.CharField("identificador de fase", max_length=8, null=True)
    phase_count = models.SmallIntegerField("cantidad de fases", null=True)
    from_node = models.CharField("nodo primario", max_length=64)
    to_node = models.CharField("nodo secundario", max_length=64, null=True)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    substation_id = models.CharField("subestación", max_length=64, null=True)
    resistance_pct = models.FloatField("resistencia", null=True)
    reactance_pct = models.FloatField("reactancia", null=True)
    no_load_loss_w = models.FloatField("pérdidas en vacío", null=True)
    total_loss_w = models.FloatField("pérdidas totales", null=True)
    generation_kw = models.FloatField("generación conectada", null=True)
    generator_count = models.IntegerField("generadores conectados", default=0)
    geom = models.PointField("ubicación", srid=STORAGE_SRID)

    class Meta:
        verbose_name = "transformador"
        verbose_name_plural = "transformadores"
        indexes = [
            models.Index(fields=["publication", "feeder_id", "id"], name="transformer_feeder"),
            models.Index(fields=["publication", "pole_plate"], name="transformer_pole_plate"),
            models.Index(fields=["publication", "from_node"], name="transformer_from_node"),
            models.Index(fields=["publication", "pole_id"], name="transformer_pole"),
            code_index("id", "transformer_search_id"),
            code_index("plate", "transformer_search_plate"),
            code_index("pole_plate", "transformer_search_pole"),
            code_index("source_id", "transformer_search_source"),
            name_index("transformer_search_name"),
        ]
