from django.db import models

from layers.enums import DemandSource, DemandUnit
from layers.models.asset import PublishedRow


class MonthlyDemand(PublishedRow):
    """A month's demand of a feeder or transformer, in the unit that the row states. `month` is its first day."""

    pk = models.CompositePrimaryKey("publication", "layer", "asset_id", "month")
    layer = models.CharField("capa", max_length=20)
    asset_id = models.CharField("elemento", max_length=64)
    month = models.DateField("mes")
    minimum = models.FloatField("mínima", null=True)
    maximum = models.FloatField("máxima", null=True)
    daytime_minimum = models.FloatField("mínima diurna", null=True)
    unit = models.CharField("unidad", max_length=4, choices=DemandUnit, null=True)
    source = models.CharField("origen", max_length=10, choices=DemandSource, null=True)
    energy_kwh = models.FloatField("energía del mes", null=True)

    class Meta:
        verbose_name = "demanda mensual"
        verbose_name_plural = "demandas mensuales"

    def __str__(self) -> str:
        return f"{self.layer} {self.asset_id}, {self.month:%m-%Y}"
