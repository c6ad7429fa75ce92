from django.contrib.gis.db import models

from layers.geometry import STORAGE_SRID


class Region(models.Model):
    code = models.CharField("código", max_length=2, primary_key=True)
    name = models.CharField("nombre", max_length=80)

    class Meta:
        ordering = ["code"]
        verbose_name = "región"
        verbose_name_plural = "regiones"

    def __str__(self) -> str:
        return self.name


class Comuna(models.Model):
    """A comuna under its CUT code (five digits, zero padded). Those far from the network have no geometry."""

    code = models.CharField("CUT", max_length=5, primary_key=True)
    name = models.CharField("nombre", max_length=80)
    province = models.CharField("provincia", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="comunas", verbose_name="región")
    geom = models.MultiPolygonField("límite", srid=STORAGE_SRID, null=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "comuna"
        verbose_name_plural = "comunas"

    def __str__(self) -> str:
        return self.name
