from django.db import models


class FormSent(models.Model):
    """A form that sends mail to whatever address is written in it. Kept an hour, to bound them."""

    address = models.GenericIPAddressField("dirección IP", null=True)
    sent_at = models.DateTimeField("cuándo", auto_now_add=True)

    class Meta:
        verbose_name = "formulario enviado"
        verbose_name_plural = "formularios enviados"
        indexes = [models.Index(fields=["address", "sent_at"], name="form_sent_address")]

    def __str__(self) -> str:
        return f"{self.sent_at:%d-%m-%Y %H:%M}"
