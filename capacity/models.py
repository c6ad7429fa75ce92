from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField

from layers.geometry import STORAGE_SRID
from layers.models import Publication


class ParameterValue(models.Model):
    """A parameter as the cooperative has set it; what is not here has the value that comes with the portal."""

    key = models.CharField("parámetro", max_length=60, primary_key=True)
    value = models.FloatField("valor")
    source = models.CharField("fuente", max_length=300)
    is_verified = models.BooleanField("verificado", default=False)
    changed_at = models.DateTimeField("cambiado el", auto_now=True)

    class Meta:
        verbose_name = "parámetro de capacidad"
        verbose_name_plural = "parámetros de capacidad"

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class CapacityRun(models.Model):
    """One computation of a whole publication. `parameters`: every value it used. `input_hash`: of all that went in."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="capacity_runs")
    technology = models.CharField("tecnología", max_length=24)
    engine = models.CharField("motor", max_length=60)
    parameters = models.JSONField("parámetros")
    input_hash = models.CharField("huella de los datos", max_length=64)
    computed_at = models.DateTimeField("calculada el", auto_now_add=True)
    seconds = models.FloatField("segundos")
    counts = models.JSONField("recuento", default=dict)

    class Meta:
        verbose_name = "cálculo de capacidad"
        verbose_name_plural = "cálculos de capacidad"

    def __str__(self) -> str:
        return f"{self.publication}, {self.computed_at:%d-%m-%Y %H:%M}"


class NodeCapacity(models.Model):
    """What a node can take, in kW rounded down to a tenth; null with a `reason` where it cannot be told.

    `geom`: the span that feeds the node, else the node. A low voltage node has its transformer's figures.
    """

    pk = models.CompositePrimaryKey("publication", "id")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+")
    run = models.ForeignKey(CapacityRun, models.CASCADE, related_name="+")
    id = models.CharField("nodo", max_length=64)
    node = models.CharField("nodo", max_length=64)
    feeder_id = models.CharField("alimentador", max_length=64)
    transformer_id = models.CharField("transformador", max_length=64, null=True)
    voltage_class = models.CharField("tensión", max_length=2)
    phase_code = models.CharField("fases", max_length=8, null=True)
    phase_count = models.SmallIntegerField("cantidad de fases", null=True)
    capacity_kw = models.FloatField("capacidad hoy", null=True)
    capacity_accepted_kw = models.FloatField("capacidad con los proyectos aceptados", null=True)
    capacity_pending_kw = models.FloatField("capacidad con todos los proyectos", null=True)
    capacity_p10_kw = models.FloatField("capacidad, percentil 10", null=True)
    capacity_p90_kw = models.FloatField("capacidad, percentil 90", null=True)
    fast_track_kw = models.FloatField("capacidad sin estudio", null=True)
    fast_track_criterion = models.CharField("criterio sin estudio", max_length=40, null=True)
    installable_kw = models.FloatField("CIP", null=True)
    injectable_kw = models.FloatField("IEP", null=True)
    limiting_criterion = models.CharField("criterio que limita", max_length=40, null=True)
    limiting_asset = models.CharField("elemento que limita", max_length=120, null=True)
    confidence = models.CharField("confianza", max_length=8)
    assumed = ArrayField(models.TextField(), verbose_name="supuestos", default=list)
    reason = models.TextField("motivo", null=True)
    criteria = models.JSONField("criterios", default=list)
    geom = models.GeometryField("geometría", srid=STORAGE_SRID, null=True)

    class Meta:
        verbose_name = "capacidad de un nodo"
        verbose_name_plural = "capacidades de nodos"
        indexes = [models.Index(fields=["publication", "feeder_id"], name="capacity_feeder")]

    def __str__(self) -> str:
        return f"{self.id}: {self.capacity_kw}"
