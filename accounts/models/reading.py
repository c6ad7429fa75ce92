from django.conf import settings
from django.db import models


class AccountReading(models.Model):
    """An account's data read by staff: who, when, what. Its holder sees it in *Mis datos*."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The name of who read, which stays when their account goes.
    person = models.CharField("nombre", max_length=250, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    read_at = models.DateTimeField("cuándo", auto_now_add=True)
    subject = models.CharField("qué", max_length=60)

    class Meta:
        verbose_name = "lectura de una cuenta"
        verbose_name_plural = "lecturas de cuentas"
        indexes = [models.Index(fields=["user", "-read_at"], name="reading_user")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.read_at:%d-%m-%Y %H:%M}"
