from django.contrib.gis.db import models

from layers.enums import VoltageClass
from layers.geometry import STORAGE_SRID
from layers.models.asset import Asset, PublishedRow
from layers.models.search_indexes import code_index


class ConductorType(PublishedRow):
    """A conductor of the catalogue. Unknown electrical data are null; `source` says where they come from."""

    pk = models.CompositePrimaryKey("publication", "id")
    id = models.CharField("código", max_length=64)
    name = models.CharField("nombre", max_length=200, null=True)
    material = models.CharField("material", max_length=60, null=True)
    section_mm2 = models.FloatField("sección", null=True)
    r_ohm_per_km = models.FloatField("resistencia", null=True)
    x_ohm_per_km = models.FloatField("reactancia", null=True)
    ampacity_a = models.FloatField("capacidad", null=True)
    source = models.CharField("fuente", max_length=200, null=True)

    class Meta:
        verbose_name = "tipo de conductor"
        verbose_name_plural = "tipos de conductor"

    def __str__(self) -> str:
        return self.name or self.id


class Span(Asset):
    """A span: an edge between two nodes, drawn from `from_node` to `to_node`."""

    voltage_class = models.CharField("tensión", max_length=2, choices=VoltageClass, null=True)
    from_node = models.CharField("nodo origen", max_length=64)
    to_node = models.CharField("nodo destino", max_length=64)
    from_pole = models.CharField("poste origen", max_length=64, null=True)
    to_pole = models.CharField("poste destino", max_length=64, null=True)
    length_m = models.FloatField("extensión", null=True)
    conductor_id = models.CharField("código de conductor", max_length=64, null=True)
    conductor_type = models.CharField("tipo de conductor", max_length=200, null=True)
    ampacity_a = models.FloatField("capacidad del conductor", null=True)
    phase_code = models.CharField("fases", max_length=8, null=True)
    phase_count = models.SmallIntegerField("cantidad de fases", null=True)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    transformer_id = models.CharField("transformador", max_length=64, null=True)
    geom = models.LineStringField("trazado", srid=STORAGE_SRID)

    class Meta:
        verbose_name = "vano"
        verbose_name_plural = "vanos"
        indexes = [
            models.Index(fields=["publication", "from_node"], name="span_from_node"),
            models.Index(fields=["publication", "to_node"], name="span_to_node"),
            models.Index(fields=["publication", "feeder_id", "id"], name="span_feeder"),
            code_index("id", "span_search_id"),
            code_index("source_id", "span_search_source"),
        ]
