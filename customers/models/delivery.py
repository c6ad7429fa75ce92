"""What the billing system delivered: what was taken, set aside and replaced."""

from django.conf import settings
from django.db import models


class Delivery(models.Model):
    """One delivery of customers' data as it was taken. `report` as the command writes it."""

    taken_at = models.DateTimeField("cargada el", auto_now_add=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source_files = models.JSONField("archivos", default=list, help_text='[{"name", "sha256", "bytes"}]')
    report = models.JSONField("informe", default=dict)

    class Meta:
        verbose_name = "entrega de clientes"
        verbose_name_plural = "entregas de clientes"

    def __str__(self) -> str:
        return f"Entrega {self.pk}, {self.taken_at:%d-%m-%Y %H:%M}"


class SetAside(models.Model):
    """A service whose rows in a delivery were not taken, so that its former data stay. `findings` as in the report.

    Gone once a later delivery takes the service.
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="set_aside")
    service_number = models.CharField("número de cliente", max_length=20)
    findings = models.JSONField("motivos", default=list)

    class Meta:
        verbose_name = "servicio apartado"
        verbose_name_plural = "servicios apartados"
        constraints = [models.UniqueConstraint(fields=["service_number"], name="one_set_aside_a_service")]

    def __str__(self) -> str:
        return self.service_number


class ReplacedRow(models.Model):
    """A row as it was before a later delivery corrected it: table, key and columns as in the database."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="replaced")
    table = models.CharField("tabla", max_length=40)
    service_number = models.CharField("número de cliente", max_length=20, blank=True)
    row = models.JSONField("fila")

    class Meta:
        verbose_name = "fila reemplazada"
        verbose_name_plural = "filas reemplazadas"
        indexes = [models.Index(fields=["service_number"], name="replaced_service")]

    def __str__(self) -> str:
        return f"{self.table}, {self.service_number}"
