from __future__ import annotations

from django.contrib.gis.db import models

from layers.age import is_stale
from layers.geometry import CHILE_METRIC_SRID, STORAGE_SRID


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> Publication | None:
        """The publication people see, or None before the first import."""
        return self.filter(is_current=True).first()

    def asked(self, number: int | None) -> Publication:
        """Publication `number`, or the current one when none is asked for. Raises DoesNotExist."""
        publication = self.filter(pk=number).first() if number is not None else self.current()
        if publication is None:
            raise Publication.DoesNotExist(
                f"No hay publicación {number}." if number else "Aún no hay una red publicada."
            )
        return publication


class Publication(models.Model):
    """One delivery of the network as it was taken.

    Its rows never change; `revision` counts what may (demands, which of them are withheld, VNR parameters).
    """

    number = models.PositiveIntegerField("número", primary_key=True)
    cutoff_on = models.DateField("fecha de corte")
    created_at = models.DateTimeField("cargada el", auto_now_add=True)
    is_current = models.BooleanField("vigente", default=False)
    is_demo = models.BooleanField("red de demostración", default=False)
    revision = models.PositiveIntegerField("revisión", default=0)
    mapping = models.CharField("mapeo", max_length=200)
    source_files = models.JSONField("archivos", default=list, help_text='[{"name", "sha256", "bytes"}]')
    counts = models.JSONField("filas por capa", default=dict, help_text='{"vanos": 6456, …}')
    report = models.JSONField("informe de carga", default=dict)
    metric_srid = models.PositiveIntegerField("SRID métrico", default=CHILE_METRIC_SRID)
    extent = models.PolygonField("extensión", srid=STORAGE_SRID, null=True, spatial_index=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "publicación"
        verbose_name_plural = "publicaciones"
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_publication"
            )
        ]

    @property
    def is_stale(self) -> bool:
        return is_stale(self.cutoff_on, is_demo=self.is_demo)

    def __str__(self) -> str:
        return f"Publicación {self.number}, al {self.cutoff_on:%d-%m-%Y}"
