from django.conf import settings
from django.db import models

from data_import.models.run import Run


class PublishingEvent(models.Model):
    """Who changed what people see, and when. It outlives the publication that it names."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", "Publicó"
        RETURNED = "returned", "Volvió a"

    kind = models.CharField("qué hizo", max_length=10, choices=Kind.choices)
    at = models.DateTimeField("cuándo", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person = models.CharField("nombre", max_length=200)
    publication = models.PositiveIntegerField("publicación")
    previous = models.PositiveIntegerField("en lugar de", null=True)
    run = models.OneToOneField(Run, models.SET_NULL, null=True, related_name="event")

    class Meta:
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.publication}"
