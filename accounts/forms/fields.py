"""Fields that several forms have: how they are asked for, and what is said when they are wrong."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.rut import RutError, parse_rut
from layers.territory import comunas_by_code

REQUIRED = "Falta este dato."


class RutInput(forms.CharField):
    """Cleaned to the canonical form."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "username", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return parse_rut(text) if text else ""
        except RutError as error:
            raise ValidationError(str(error), code="rut") from error


class BirthDate(forms.DateField):
    def __init__(self, **options: Any) -> None:
        # A date field of the browser speaks ISO, whatever it shows.
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"})
        super().__init__(widget=widget, error_messages={"invalid": "Escriba la fecha así: 31-08-1980."}, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not date(1900, 1, 1) <= value < timezone.localdate():
            raise ValidationError("Revise la fecha de nacimiento.", code="range")


def text_field(label: str, most: int, autocomplete: str, **options: Any) -> forms.CharField:
    widget = options.pop("widget", forms.TextInput)(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def password_field(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    """As it was typed: blanks belong to it. The length is bounded because hashing it is work."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **options)


def comuna_choices() -> list[tuple[str, Any]]:
    """By region, the cooperative's own first: it is the region of nearly everybody who registers."""
    regions: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for place in comunas_by_code().values():
        regions.setdefault((place.region_code, place.region), []).append((place.code, place.name))
    ordered = sorted(regions.items(), key=lambda each: (each[0][0] != "14", each[0][0]))
    return [("", "Elija una comuna"), *((name, sorted(found, key=lambda c: c[1])) for (_, name), found in ordered)]


def say_what_is_missing(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = REQUIRED
