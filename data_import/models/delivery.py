import uuid

from django.conf import settings
from django.db import models


def opaque_name() -> str:
    return uuid.uuid4().hex


class Delivery(models.Model):
    """Files that somebody of the cooperative handed over at the publishing desk.

    They lie in a folder of a name that says nothing, under DELIVERIES_ROOT; the row outlives them.
    """

    created_at = models.DateTimeField("subida el", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="subida por"
    )
    person = models.CharField("nombre de quien la subió", max_length=200)
    folder = models.CharField("carpeta", max_length=32, default=opaque_name, unique=True, editable=False)
    is_complete = models.BooleanField("completa", default=False)
    removed_at = models.DateTimeField("archivos borrados el", null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "entrega"
        verbose_name_plural = "entregas"
        default_permissions = ()
        permissions = [("publish_network", "Puede publicar la red")]

    def __str__(self) -> str:
        return f"Entrega {self.pk}"


class DeliveredFile(models.Model):
    """One file: `name` as it was called at home, `stored_as` as it lies in the delivery's folder."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="files")
    name = models.CharField("nombre", max_length=200)
    stored_as = models.CharField("guardado como", max_length=32, default=opaque_name, editable=False)
    size_bytes = models.BigIntegerField("tamaño")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["delivery", "name"], name="one_name_in_a_delivery")]

    def __str__(self) -> str:
        return self.name
