"""Who somebody is: asked for at registration, changed in *Mis datos*."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.enums import Gender
from accounts.forms.fields import BirthDate, RutInput, comuna_choices, password_field, say_what_is_missing, text_field
from accounts.models import User

PHONE = re.compile(r"\+?[\d ()-]{7,19}")
PASSWORD_HINT = "Al menos 8 caracteres. No use su RUT, su nombre ni una clave común."  # noqa: S105  a hint, not a password
MISMATCH = "Las dos contraseñas no son iguales."


class PersonForm(forms.Form):
    first_name = text_field("Nombres", 80, "given-name")
    paternal_surname = text_field("Apellido paterno", 80, "family-name")
    maternal_surname = text_field("Apellido materno", 80, "off")
    birth_date = BirthDate(label="Fecha de nacimiento")
    nationality = text_field("Nacionalidad", 60, "off")
    gender = forms.ChoiceField(label="Género", choices=[("", "Elija una opción"), *Gender.choices])
    email = forms.EmailField(label="Email", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = text_field("Fono", 20, "tel", widget=forms.TextInput)
    street = text_field("Calle", 120, "address-line1")
    street_number = text_field("Número", 12, "off", required=False)
    apartment = text_field("Departamento", 12, "off", required=False)
    comuna_code = forms.ChoiceField(label="Comuna", choices=comuna_choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_is_missing(self)

    def clean_phone(self) -> str:
        if not PHONE.fullmatch(self.cleaned_data["phone"]):
            raise ValidationError("Escriba el fono con números, por ejemplo +56 9 1234 5678.")
        return self.cleaned_data["phone"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip()


class RegistrationForm(PersonForm):
    """Never says whether the RUT or the e-mail has an account: see accounts.registration."""

    rut = RutInput(label="RUT", help_text="Sin puntos y con guion, por ejemplo 12345678-5.")
    password = password_field("Ingresar contraseña", "new-password", help_text=PASSWORD_HINT)
    password_again = password_field("Confirmar contraseña", "new-password")

    field_order = ["rut"]

    def person(self) -> dict[str, Any]:
        """What is kept of it, but for the password."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("password")}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("password") and "password_again" in given and given["password"] != given["password_again"]:
            self.add_error("password_again", MISMATCH)
        elif given.get("password"):
            self.check_password()
        return given

    def check_password(self) -> None:
        try:
            validate_password(self.cleaned_data["password"], User(**self.person()))
        except ValidationError as error:
            self.add_error("password", error)
