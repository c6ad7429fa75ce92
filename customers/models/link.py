"""Who may see a service, how that was proven, and who looked."""

from django.conf import settings
from django.db import models

from customers.enums import Proof
from customers.models.customer import Service


class ServiceLink(models.Model):
    """An account's access to a service; over once `revoked_at` is set."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="service_links")
    service = models.ForeignKey(Service, models.CASCADE, related_name="links")
    proof = models.CharField("comprobación", max_length=10, choices=Proof)
    linked_at = models.DateTimeField("vinculado el", auto_now_add=True)
    revoked_at = models.DateTimeField("revocado el", null=True)

    class Meta:
        verbose_name = "vínculo de cuenta y servicio"
        verbose_name_plural = "vínculos de cuentas y servicios"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "service"], condition=models.Q(revoked_at=None), name="one_link_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.service_id}"


class ProofAttempt(models.Model):
    """A try at *Agregar cuenta*, kept to slow down guessing. `service_number` is what was written, which may not exist.

    `is_refused`: there had been too many, so nothing was compared.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="proof_attempts")
    service_number = models.CharField("número de cliente", max_length=20)
    address = models.GenericIPAddressField("dirección IP", null=True)
    tried_at = models.DateTimeField("cuándo", auto_now_add=True)
    is_proven = models.BooleanField("comprobado")
    is_refused = models.BooleanField("rechazado sin comparar", default=False)

    class Meta:
        verbose_name = "intento de comprobación"
        verbose_name_plural = "intentos de comprobación"
        indexes = [
            models.Index(fields=["user", "tried_at"], name="attempt_user"),
            models.Index(fields=["address", "tried_at"], name="attempt_address"),
            models.Index(fields=["service_number", "tried_at"], name="attempt_service"),
        ]

    def __str__(self) -> str:
        return f"{self.service_number}, {self.tried_at:%d-%m-%Y %H:%M}"


class NumberLookup(models.Model):
    """A search of a transformer by customer number, kept to slow down who tries them one by one."""

    service_number = models.CharField("número de cliente", max_length=20)
    address = models.GenericIPAddressField("dirección IP", null=True)
    looked_at = models.DateTimeField("cuándo", auto_now_add=True)
    is_refused = models.BooleanField("rechazado sin buscar", default=False)

    class Meta:
        verbose_name = "búsqueda por número de cliente"
        verbose_name_plural = "búsquedas por número de cliente"
        indexes = [models.Index(fields=["address", "looked_at"], name="lookup_address")]

    def __str__(self) -> str:
        return f"{self.service_number}, {self.looked_at:%d-%m-%Y %H:%M}"


class StaffReading(models.Model):
    """A person's data read by staff: who, when, what. The customer sees it in *Mis datos*."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The name of who read, which stays when their account goes.
    person = models.CharField("nombre", max_length=250, blank=True)
    service = models.ForeignKey(Service, models.CASCADE, related_name="staff_readings")
    read_at = models.DateTimeField("cuándo", auto_now_add=True)
    subject = models.CharField("qué", max_length=120)

    class Meta:
        verbose_name = "consulta de funcionarios"
        verbose_name_plural = "consultas de funcionarios"
        permissions = [("read_any_service", "Puede ver los datos de cualquier servicio")]
        indexes = [models.Index(fields=["service", "-read_at"], name="reading_service")]

    def __str__(self) -> str:
        return f"{self.subject}, {self.read_at:%d-%m-%Y %H:%M}"
