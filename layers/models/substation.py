from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField

from layers.geometry import STORAGE_SRID
from layers.models.asset import Asset


class Substation(Asset):
    rated_power_kva = models.FloatField("potencia", null=True)
    primary_kv = models.FloatField("tensión primaria", null=True)
    secondary_kv = models.FloatField("tensión secundaria", null=True)
    feeder_ids = ArrayField(models.CharField(max_length=64), verbose_name="alimentadores", default=list)
    comuna_codes = ArrayField(models.CharField(max_length=5), verbose_name="comunas que sirve", default=list)
    geom = models.PointField("ubicación", srid=STORAGE_SRID)

    class Meta:
        verbose_name = "subestación"
        verbose_name_plural = "subestaciones"


class Feeder(Asset):
    """A feeder; its geometry gathers its medium voltage spans. Installed power is the sum of its transformers'."""

    substation_id = models.CharField("subestación", max_length=64, null=True)
    kind = models.CharField("tipo", max_length=60, null=True)
    distributor = models.CharField("distribuidora", max_length=120, null=True)
    source_node = models.CharField("nodo de distribución", max_length=64, null=True)
    declared_power_kva = models.FloatField("potencia declarada", null=True)
    installed_power_kva = models.FloatField("potencia instalada", null=True)
    nominal_kv = models.FloatField("tensión nominal", null=True)
    source_voltage_pu = models.FloatField("tensión en cabecera", null=True)
    comuna_codes = ArrayField(models.CharField(max_length=5), verbose_name="comunas que sirve", default=list)
    geom = models.MultiLineStringField("trazado", srid=STORAGE_SRID, null=True)

    class Meta:
        verbose_name = "alimentador"
        verbose_name_plural = "alimentadores"
