from django.db import models

from layers.models.asset import PublishedRow


class VnrCode(PublishedRow):
    """An entry of the replacement-value catalogue. The code is an opaque key; an unknown price is null."""

    pk = models.CompositePrimaryKey("publication", "code")
    code = models.CharField("código VNR", max_length=20)
    description = models.CharField("descripción", max_length=200, null=True)
    unit_price_clp = models.DecimalField("precio unitario", max_digits=14, decimal_places=2, null=True)

    class Meta:
        verbose_name = "código VNR"
        verbose_name_plural = "códigos VNR"

    def __str__(self) -> str:
        return self.code


class VnrComponent(PublishedRow):
    """A surcharge of a code, as a fraction (0.0133, not 1.33 %); `key` names a VnrStep."""

    pk = models.CompositePrimaryKey("publication", "code", "key")
    code = models.CharField("código VNR", max_length=20)
    key = models.CharField("recargo", max_length=40)
    fraction = models.DecimalField("fracción", max_digits=9, decimal_places=6, null=True)

    class Meta:
        verbose_name = "recargo VNR"
        verbose_name_plural = "recargos VNR"

    def __str__(self) -> str:
        return f"{self.code} {self.key}"


class VnrStep(models.Model):
    """A link of the calculation chain: surcharges of one stage add up on the total of the stage before."""

    key = models.CharField("clave", max_length=40, primary_key=True)
    label = models.CharField("nombre", max_length=80)
    stage = models.PositiveSmallIntegerField("etapa")
    position = models.PositiveSmallIntegerField("orden en pantalla")
    source = models.CharField("fuente", max_length=200, blank=True)
    verified = models.BooleanField("verificado", default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = "etapa VNR"
        verbose_name_plural = "etapas VNR"

    def __str__(self) -> str:
        return self.label
