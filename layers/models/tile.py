from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex

from layers.geometry import WEB_SRID
from layers.models.asset import PublishedRow


class TileFeature(PublishedRow):
    """What tiles and clicks need of a layer, prepared once: geometry in web mercator, the finished GeoJSON text, zooms.

    `kind` names the symbol (layers.styles). `rank`: the less, the more important, when a tile would grow too large.
    A feeder appears as several merged rows of the same id.
    """

    pk = models.CompositePrimaryKey("publication", "layer", "serial")
    layer = models.CharField("capa", max_length=20)
    serial = models.IntegerField("número correlativo")
    id = models.CharField("identificador", max_length=64)
    kind = models.CharField("símbolo", max_length=40)
    feeder_id = models.CharField("alimentador", max_length=64, null=True)
    phase_count = models.SmallIntegerField("cantidad de fases", null=True)
    min_zoom = models.SmallIntegerField("desde zoom")
    max_zoom = models.SmallIntegerField("hasta zoom")
    rank = models.SmallIntegerField("importancia")
    geom = models.GeometryField("geometría", srid=WEB_SRID, spatial_index=False)
    feature = models.TextField("GeoJSON")

    class Meta:
        verbose_name = "elemento de tesela"
        verbose_name_plural = "elementos de tesela"
        indexes = [GistIndex(fields=["geom"], name="tile_geom")]

    def __str__(self) -> str:
        return f"{self.layer} {self.id}"
