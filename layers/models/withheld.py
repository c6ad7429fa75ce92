from django.db import models


class WithheldDemand(models.Model):
    """A demand that is not published, as it would tell what one household uses. Written from the right; see `layers.withheld`."""

    pk = models.CompositePrimaryKey("layer", "asset_id")
    layer = models.CharField("capa", max_length=20)
    asset_id = models.CharField("elemento", max_length=64)

    class Meta:
        verbose_name = "demanda reservada"
        verbose_name_plural = "demandas reservadas"

    def __str__(self) -> str:
        return f"{self.layer} {self.asset_id}"
