from django.db import models

from customers.enums import DteType
from customers.models.customer import Service
from customers.models.stored_file import StoredFile


class Bill(models.Model):
    """A month's bill of a service. `month` is its first day; amounts are whole pesos; unknown is null, never zero.

    `net_charges_clp` is the sum of its charges, before IVA.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="bills", verbose_name="servicio")
    month = models.DateField("mes")
    consumption_kwh = models.DecimalField("consumo", max_digits=14, decimal_places=3, null=True)
    net_charges_clp = models.IntegerField("cargos netos", null=True)
    iva_clp = models.IntegerField("IVA", null=True)
    issued_on = models.DateField("emitida el", null=True)

    class Meta:
        verbose_name = "boleta"
        verbose_name_plural = "boletas"
        constraints = [models.UniqueConstraint(fields=["service", "month"], name="one_bill_a_month")]

    def __str__(self) -> str:
        return f"{self.service_id}, {self.month:%m-%Y}"


class Charge(models.Model):
    """A line of a bill. `quantity` × `unit_price_clp` rounds half up to `amount_clp` where both are given."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="charges", verbose_name="boleta")
    position = models.PositiveSmallIntegerField("orden")
    name = models.CharField("cargo", max_length=120)
    quantity = models.DecimalField("cantidad", max_digits=14, decimal_places=3, null=True)
    quantity_unit = models.CharField("unidad", max_length=8, blank=True)
    unit_price_clp = models.DecimalField("precio unitario", max_digits=14, decimal_places=4, null=True)
    amount_clp = models.IntegerField("monto")
    is_taxable = models.BooleanField("afecto")

    class Meta:
        ordering = ["position"]
        verbose_name = "cargo"
        verbose_name_plural = "cargos"
        constraints = [models.UniqueConstraint(fields=["bill", "position"], name="one_charge_a_line")]

    def __str__(self) -> str:
        return self.name


class Dte(models.Model):
    """The tax document of a bill. Its identity is issuer, type and folio; the issuer is the cooperative."""

    bill = models.OneToOneField(Bill, models.CASCADE, related_name="dte", verbose_name="boleta")
    document_type = models.PositiveSmallIntegerField("tipo", choices=DteType)
    folio = models.PositiveBigIntegerField("folio")
    total_clp = models.IntegerField("monto total")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="archivo")

    class Meta:
        verbose_name = "DTE"
        verbose_name_plural = "DTE"
        constraints = [models.UniqueConstraint(fields=["document_type", "folio"], name="one_dte_a_folio")]

    def __str__(self) -> str:
        return f"{self.get_document_type_display()} {self.folio}"
