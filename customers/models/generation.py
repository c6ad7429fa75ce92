"""A customer's own generation (EG, net billing): what was agreed, injected, credited and read."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from customers.enums import DocumentKind, MeterEvent, Modality, SettlementForm, SettlementFrequency
from customers.models.customer import Service
from customers.models.stored_file import StoredFile
from layers.enums import GenerationTechnology


class EgContract(models.Model):
    service = models.OneToOneField(Service, models.CASCADE, related_name="eg_contract", verbose_name="servicio")
    modality = models.CharField("modalidad", max_length=12, choices=Modality, default=Modality.INDIVIDUAL)
    settlement_form = models.CharField("forma de liquidación", max_length=24, choices=SettlementForm)
    settlement_frequency = models.CharField("frecuencia", max_length=12, choices=SettlementFrequency)
    technology = models.CharField("tecnología", max_length=20, choices=GenerationTechnology, blank=True)
    installed_kw = models.FloatField("capacidad instalada", null=True)
    injectable_kw = models.FloatField("capacidad a inyectar", null=True)
    started_on = models.DateField("vigente desde", null=True)

    class Meta:
        verbose_name = "contrato EG"
        verbose_name_plural = "contratos EG"

    def __str__(self) -> str:
        return f"EG de {self.service_id}"


class EgShare(models.Model):
    """What part of a contract's injections is credited to a service. The parts of a contract sum to one."""

    contract = models.ForeignKey(EgContract, models.CASCADE, related_name="shares", verbose_name="contrato")
    service = models.ForeignKey(Service, models.CASCADE, related_name="eg_shares", verbose_name="servicio")
    fraction = models.DecimalField(
        "fracción", max_digits=6, decimal_places=5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )

    class Meta:
        verbose_name = "reparto EG"
        verbose_name_plural = "repartos EG"
        constraints = [models.UniqueConstraint(fields=["contract", "service"], name="one_share_a_service")]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.fraction}"


class EgMonth(models.Model):
    """A table's row of one service and month. `month` is its first day."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="%(class)ss", verbose_name="servicio")
    month = models.DateField("mes")

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["service", "month"], name="one_%(class)s_a_month")]

    def __str__(self) -> str:
        return f"{self.service_id}, {self.month:%m-%Y}"


class Injection(EgMonth):
    injection_kwh = models.DecimalField("inyección", max_digits=14, decimal_places=3, null=True)
    annex = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="anexo")

    class Meta(EgMonth.Meta):
        verbose_name = "inyección mensual"
        verbose_name_plural = "inyecciones mensuales"


class Remainder(EgMonth):
    """A month's balance in pesos.

    `available_clp` = injection_kwh × price + adjusted_clp; `accumulated_clp` = available − applied − settlement, and is
    next month's `previous_clp`; `adjusted_clp` = previous × (1 + IPC of the month), which may be lower. Each within one peso.
    The price is $/kWh, kept with the decimals of the billing system, shown rounded.
    """

    injection_kwh = models.DecimalField("inyección", max_digits=14, decimal_places=3, null=True)
    price_clp_per_kwh = models.DecimalField("valor inyección", max_digits=12, decimal_places=5, null=True)
    previous_clp = models.IntegerField("remanente anterior", null=True)
    adjusted_clp = models.IntegerField("remanente ajustado", null=True)
    available_clp = models.IntegerField("disponible descuento", null=True)
    applied_clp = models.IntegerField("descuento aplicado", null=True)
    accumulated_clp = models.IntegerField("remanente acumulado", null=True)
    settled_on = models.DateField("fecha liquidación", null=True)
    settlement_clp = models.IntegerField("monto liquidación", null=True)

    class Meta(EgMonth.Meta):
        verbose_name = "remanente"
        verbose_name_plural = "remanentes"


class Reading(EgMonth):
    """A month's meter readings in kWh: now − before = the month's energy, on both registers.

    `event` says why the reading now may be lower; the month's energy then stands as the billing system gives it.
    """

    injection_kwh = models.DecimalField("inyección", max_digits=14, decimal_places=3, null=True)
    injection_before_kwh = models.DecimalField("lectura anterior", max_digits=14, decimal_places=3, null=True)
    injection_now_kwh = models.DecimalField("lectura actual", max_digits=14, decimal_places=3, null=True)
    consumption_kwh = models.DecimalField("consumo", max_digits=14, decimal_places=3, null=True)
    consumption_before_kwh = models.DecimalField("lectura anterior", max_digits=14, decimal_places=3, null=True)
    consumption_now_kwh = models.DecimalField("lectura actual", max_digits=14, decimal_places=3, null=True)
    event = models.CharField("evento", max_length=8, choices=MeterEvent, blank=True)

    class Meta(EgMonth.Meta):
        verbose_name = "lectura"
        verbose_name_plural = "lecturas"


class EgDocument(models.Model):
    service = models.ForeignKey(Service, models.CASCADE, related_name="eg_documents", verbose_name="servicio")
    kind = models.CharField("tipo", max_length=12, choices=DocumentKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="archivo")

    class Meta:
        verbose_name = "documento EG"
        verbose_name_plural = "documentos EG"
        constraints = [models.UniqueConstraint(fields=["service", "kind"], name="one_document_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de {self.service_id}"


class PriceIndex(models.Model):
    """The month's change of the consumer price index (IPC) as a fraction: 0.006 is 0,6 %. It may be negative."""

    month = models.DateField("mes", primary_key=True)
    variation = models.DecimalField("variación", max_digits=7, decimal_places=5)

    class Meta:
        verbose_name = "variación del IPC"
        verbose_name_plural = "variaciones del IPC"

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}: {self.variation}"
