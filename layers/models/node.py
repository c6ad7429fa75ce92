from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField

from layers.enums import VoltageClass
from layers.geometry import STORAGE_SRID
from layers.models.asset import Asset, PublishedRow
from layers.models.search_indexes import code_index


class Pole(Asset):
    """A support; one may carry several electrical nodes."""

    plate = models.CharField("placa", max_length=64, null=True)
    height_m = models.FloatField("altura", null=True)
    material = models.CharField("material", max_length=60, null=True)
    nodes = ArrayField(models.CharField(max_length=64), verbose_name="nodos", default=list)
    feeder_ids = ArrayField(models.CharField(max_length=64), verbose_name="alimentadores", default=list)
    geom = models.PointField("ubicación", srid=STORAGE_SRID)

    class Meta:
        verbose_name = "poste"
        verbose_name_plural = "postes"
        indexes = [
            models.Index(fields=["publication", "plate"], name="pole_plate"),
            code_index("id", "pole_search_id"),
            code_index("plate", "pole_search_plate"),
            code_index("source_id", "pole_search_source"),
        ]


class Node(PublishedRow):
    """An electrical node and its place in the tree that the import traced from each feeder's source.

    `upstream_layer`, `upstream_id`: the edge towards the source; null at the source and on islands. What hangs below a node
    is every node of its publication with `tree_in` from its own `tree_in` up to and including its `tree_out`.
    """

    pk = models.CompositePrimaryKey("publication", "id")
    id = models.CharField("identificador", max_length=64)
    pole_id = models.CharField("poste", max_length=64, null=True)
    voltage_class = models.CharField("tensión", max_length=2, choices=VoltageClass, null=True)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    transformer_id = models.CharField("transformador", max_length=64, null=True)
    upstream_node = models.CharField("nodo aguas arriba", max_length=64, null=True)
    upstream_layer = models.CharField("capa del tramo aguas arriba", max_length=20, null=True)
    upstream_id = models.CharField("tramo aguas arriba", max_length=64, null=True)
    depth = models.IntegerField("tramos hasta la cabecera", null=True)
    distance_m = models.FloatField("distancia a la cabecera", null=True)
    tree_in = models.IntegerField(null=True)
    tree_out = models.IntegerField(null=True)
    geom = models.PointField("ubicación", srid=STORAGE_SRID, null=True)

    class Meta:
        verbose_name = "nodo"
        verbose_name_plural = "nodos"
        indexes = [models.Index(fields=["publication", "tree_in"], name="node_tree")]

    def __str__(self) -> str:
        return f"nodo {self.id}"
