from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


class Session(AbstractBaseSession):
    """Django's session, which also says whose it is, so that people see theirs and can end them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", verbose_name="usuario"
    )
    started_at = models.DateTimeField("ingreso", null=True)
    last_used_at = models.DateTimeField("último uso", null=True)
    device = models.CharField("equipo", max_length=80, blank=True)
    address = models.GenericIPAddressField("dirección IP", null=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesión"
        verbose_name_plural = "sesiones"

    @classmethod
    def get_session_store_class(cls) -> type["SessionBase"]:
        from accounts.sessions import SessionStore

        return SessionStore
