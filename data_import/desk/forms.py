"""What is asked before a trial."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from data_import.crs import ALLOWED_SRIDS
from data_import.desk.mappings import LARGEST_BYTES, Fault, FaultyMappingError, offered, own_mapping

OWN = "propio"


class TrialForm(forms.Form):
    """`fault` holds what is wrong with an own mapping, to be shown by its line."""

    mapping = forms.ChoiceField(label="Mapeo", error_messages={"required": "Elija un mapeo."})
    own = forms.FileField(
        label="Mapeo propio (TOML)",
        required=False,
        max_length=200,
        allow_empty_file=True,
        error_messages={"max_length": "El nombre del archivo es demasiado largo: acórtelo."},
    )
    cutoff = forms.DateField(
        label="Fecha de corte",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": "No es una fecha: escríbala como 31-08-2020."},
    )
    srid = forms.IntegerField(
        label="Sistema de coordenadas (EPSG)",
        required=False,
        error_messages={"invalid": "El código EPSG es un número, por ejemplo 32718."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fault: Fault | None = None
        choices = [*((each.name, each.title) for each in offered()), (OWN, "Un mapeo propio")]
        self.fields["mapping"].choices = choices  # type: ignore[attr-defined]

    def clean_cutoff(self) -> date | None:
        cutoff = self.cleaned_data["cutoff"]
        if cutoff and cutoff > timezone.localdate():
            raise forms.ValidationError("Esa fecha aún no llega: indique a qué fecha son los datos.")
        return cutoff

    def clean_srid(self) -> int | None:
        srid = self.cleaned_data["srid"]
        if srid is not None and srid not in ALLOWED_SRIDS:
            raise forms.ValidationError(
                f"EPSG:{srid} no está entre los sistemas admitidos: use, por ejemplo, 32718 (UTM 18 sur) o 4326 (grados)."
            )
        return srid

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("mapping") == OWN and "own" not in self.errors:
            self.read_own(cleaned, cleaned.get("own"))
        return cleaned

    def read_own(self, cleaned: dict[str, Any], file: UploadedFile | None) -> None:
        if file is None:
            self.add_error("own", "Elija el archivo TOML de su mapeo.")
            return
        try:
            cleaned["mapping"], cleaned["mapping_text"] = own_mapping(file.name or "", file.read(LARGEST_BYTES + 1))
        except FaultyMappingError as error:
            self.fault = error.fault
            self.add_error("own", error.fault.sentence)

    def order(self) -> dict[str, Any]:
        """What runs.order_trial wants to know."""
        cleaned = self.cleaned_data
        return {
            "mapping": cleaned["mapping"],
            "mapping_text": cleaned.get("mapping_text", ""),
            "cutoff": cleaned["cutoff"],
            "srid": cleaned["srid"],
        }
