from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, rut: str, password: str | None = None, **fields) -> "User":
        user = self.model(rut=rut, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractUser):
    """A person with an account; the RUT (12345678-5, no dots, upper-case K) is the user name."""

    username = None  # type: ignore[assignment]
    rut = models.CharField("RUT", max_length=12, unique=True)

    USERNAME_FIELD = "rut"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"

    def __str__(self) -> str:
        return self.rut
