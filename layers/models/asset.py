from django.contrib.gis.db import models

from layers.models.publication import Publication


class PublishedRow(models.Model):
    """A row that belongs to one publication. Its table is partitioned by it; rows name each other by the utility's ids."""

    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, verbose_name="publicación"
    )

    class Meta:
        abstract = True


class Asset(PublishedRow):
    """A thing of the network under the cooperative's own identifier."""

    pk = models.CompositePrimaryKey("publication", "id")
    id = models.CharField("identificador", max_length=64)
    source_id = models.CharField("identificador de origen", max_length=64, null=True)
    name = models.CharField("nombre", max_length=200, null=True)
    comuna_code = models.CharField("comuna (CUT)", max_length=5, null=True)
    vnr_code = models.CharField("código VNR", max_length=20, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"
