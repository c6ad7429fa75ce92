from django.contrib.gis.db import models

from data_import.models.run import Run
from layers.geometry import STORAGE_SRID


class RunFinding(models.Model):
    """What a check found in a delivery. `place`: where, if the row has a geometry."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="findings")
    kind = models.CharField("revisión", max_length=40)
    severity = models.CharField("gravedad", max_length=10)
    layer = models.CharField("capa", max_length=40)
    file = models.TextField("archivo", blank=True)
    source = models.TextField("capa de origen", blank=True)
    line = models.BigIntegerField("fila", null=True)
    asset_id = models.TextField("identificador", blank=True)
    field = models.CharField("campo", max_length=80, blank=True)
    value = models.TextField("valor", blank=True)
    reason = models.TextField("motivo")
    place = models.PointField("lugar", srid=STORAGE_SRID, null=True, spatial_index=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.layer} {self.asset_id}: {self.reason}"


class RunChange(models.Model):
    """A row that a delivery adds, drops or changes. `values`: {"field": [before, after]} of what changed."""

    class Kind(models.TextChoices):
        ADDED = "added", "Nuevo"
        GONE = "gone", "Ya no está"
        CHANGED = "changed", "Cambió"

    run = models.ForeignKey(Run, models.CASCADE, related_name="changes")
    layer = models.CharField("capa", max_length=40)
    kind = models.CharField("qué cambió", max_length=10, choices=Kind.choices)
    asset_id = models.TextField("identificador")
    values = models.JSONField("valores", default=dict)
    place = models.PointField("lugar", srid=STORAGE_SRID, null=True, spatial_index=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.layer} {self.asset_id}: {self.get_kind_display()}"
