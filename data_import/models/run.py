from django.conf import settings
from django.db import models

from data_import.models.delivery import Delivery


class Run(models.Model):
    """One order to the worker: to try a delivery, or to publish it. Its progress is written while it runs.

    `base` is the publication that was current when the comparison was made.
    """

    class Kind(models.TextChoices):
        TRIAL = "trial", "Ensayo"
        PUBLISH = "publish", "Publicación"

    class State(models.TextChoices):
        WAITING = "waiting", "En espera"
        RUNNING = "running", "En curso"
        REFUSED = "refused", "Rechazada"
        PASSED = "passed", "Se puede publicar"
        PUBLISHED = "published", "Publicada"
        FAILED = "failed", "No se pudo terminar"
        CANCELLED = "cancelled", "Anulada"

    ACTIVE = (State.WAITING, State.RUNNING)

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="runs")
    kind = models.CharField("qué es", max_length=10, choices=Kind.choices)
    state = models.CharField("estado", max_length=10, choices=State.choices, default=State.WAITING)
    of_trial = models.ForeignKey("self", models.SET_NULL, null=True, related_name="publications")
    mapping = models.CharField("mapeo", max_length=100)
    mapping_text = models.TextField("mapeo propio", blank=True)
    cutoff_on = models.DateField("fecha de corte", null=True)
    srid = models.PositiveIntegerField("EPSG", null=True)
    ordered_at = models.DateTimeField("pedido el", auto_now_add=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person = models.CharField("nombre de quien lo pidió", max_length=200)
    job = models.BigIntegerField("tarea", null=True)
    started_at = models.DateTimeField("empezó", null=True)
    finished_at = models.DateTimeField("terminó", null=True)
    step = models.CharField("paso", max_length=120, blank=True)
    layer = models.CharField("capa", max_length=120, blank=True)
    rows_done = models.BigIntegerField("filas leídas", default=0)
    rows_total = models.BigIntegerField("filas por leer", null=True)
    steps = models.JSONField("pasos", default=list)
    error = models.TextField("por qué no terminó", blank=True)
    report = models.JSONField("informe", default=dict, help_text="data_import.report, without the findings")
    comparison = models.JSONField(
        "comparación", null=True, help_text='{"vanos": {"added": 1, "gone": 0, "changed": 2}}'
    )
    base = models.PositiveIntegerField("comparada con la publicación", null=True)
    publication = models.PositiveIntegerField("publicación", null=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(state__in=("waiting", "running")), name="one_run_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
