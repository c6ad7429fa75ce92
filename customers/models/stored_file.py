import uuid

from django.db import models


class StoredFile(models.Model):
    """A customer's document. It lies under CUSTOMER_FILES_ROOT as <first two of id>/<id>: a name that says nothing.

    `name` is what the visitor's download is called.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nombre", max_length=120)
    content_type = models.CharField("tipo", max_length=80)
    byte_count = models.PositiveBigIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField("guardado el", auto_now_add=True)

    class Meta:
        verbose_name = "archivo"
        verbose_name_plural = "archivos"

    def __str__(self) -> str:
        return self.name
