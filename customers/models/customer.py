from django.db import models


class Customer(models.Model):
    """Who holds services, as the billing system knows them; they may have no account. `rut` is canonical (12345678-5)."""

    rut = models.CharField("RUT", max_length=12, primary_key=True)
    name = models.CharField("nombre", max_length=200)
    email = models.EmailField("correo", blank=True)

    class Meta:
        verbose_name = "cliente"
        verbose_name_plural = "clientes"

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A supply point, by the customer number on its bills.

    `transformer_id` is the cooperative's own, looked up in the current publication, so a new publication keeps the link.
    """

    number = models.CharField("número de cliente", max_length=20, primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="services", verbose_name="cliente")
    address = models.CharField("dirección", max_length=200, blank=True)
    comuna_code = models.CharField("comuna", max_length=5, blank=True)
    connection_capacity_kva = models.FloatField("capacidad empalme", null=True)
    transformer_id = models.CharField("transformador", max_length=64, null=True)
    billed_on = models.DateField("fecha de facturación", null=True)
    is_active = models.BooleanField("activo", default=True)

    class Meta:
        verbose_name = "servicio"
        verbose_name_plural = "servicios"
        indexes = [models.Index(fields=["transformer_id"], name="service_transformer")]

    def __str__(self) -> str:
        return self.number
