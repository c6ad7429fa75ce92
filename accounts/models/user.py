from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from accounts.enums import Gender
from accounts.rut import RutError, parse_rut

TAKEN = "Otra cuenta usa ese email."


class UserManager(BaseUserManager["User"]):
    def create_user(self, rut: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(rut=parse_rut(rut), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, rut: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(rut, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """However the RUT is written."""
        try:
            return self.get(rut=parse_rut(username or ""))
        except RutError:
            raise self.model.DoesNotExist from None


class RutField(models.CharField):
    """Kept in the canonical form, however it is written."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 12, **options})

    def to_python(self, value: Any) -> Any:
        if not value:
            return value
        try:
            return parse_rut(str(value))
        except RutError as error:
            raise ValidationError(str(error), code="rut") from error


class User(AbstractUser):
    """A person with an account; the RUT (12345678-5, no dots, upper-case K) is the user name.

    `email_confirmed_at` is null until the address is known to be theirs; `new_email` waits for that and is not used before.
    `mailed_at`: when a link was last sent because of a form that anybody can fill in. `is_demo`: invented, with the demonstration
    network.
    """

    username = None  # type: ignore[assignment]  # the RUT is
    last_name = None  # type: ignore[assignment]  # two surnames instead
    rut = RutField("RUT", unique=True)
    first_name = models.CharField("nombres", max_length=80, blank=True)
    paternal_surname = models.CharField("apellido paterno", max_length=80, blank=True)
    maternal_surname = models.CharField("apellido materno", max_length=80, blank=True)
    birth_date = models.DateField("fecha de nacimiento", null=True, blank=True)
    nationality = models.CharField("nacionalidad", max_length=60, blank=True)
    gender = models.CharField("género", max_length=12, choices=Gender, blank=True)
    email = models.EmailField("email", blank=True)
    email_confirmed_at = models.DateTimeField("email confirmado el", null=True, blank=True, editable=False)
    new_email = models.EmailField("email por confirmar", blank=True, editable=False)
    mailed_at = models.DateTimeField("último enlace enviado", null=True, blank=True, editable=False)
    phone = models.CharField("fono", max_length=20, blank=True)
    street = models.CharField("calle", max_length=120, blank=True)
    street_number = models.CharField("número", max_length=12, blank=True)
    apartment = models.CharField("departamento", max_length=12, blank=True)
    comuna_code = models.CharField("comuna", max_length=5, blank=True)
    is_demo = models.BooleanField("de demostración", default=False, editable=False)

    USERNAME_FIELD = "rut"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]  # makes people by RUT, not by username

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_for_an_email",
                condition=~models.Q(email=""),
                violation_error_message=TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.rut

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.paternal_surname, self.maternal_surname) if part)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Only staff have any: they are who a second factor is asked of. Others cost no query."""
        return self.is_staff and super().has_perm(perm, obj)

    def get_full_name(self) -> str:
        return self.full_name
