"""*Agregar cuenta*: what proves that a service is one's own."""

from django import forms

from accounts.rut import parse_rut
from customers.access import LONGEST_NUMBER

LARGEST_AMOUNT = 2**31 - 1
#: As deliveries bring them: 15 digits.
LARGEST_FOLIO = 10**15 - 1


class ProofForm(forms.Form):
    number = forms.CharField(label="Número de cliente", max_length=LONGEST_NUMBER)
    rut = forms.CharField(label="RUT del titular", max_length=20, help_text="Sin puntos y con guion: 12345678-5")
    folio = forms.CharField(
        label="Folio de la boleta", max_length=20, help_text="De una de las tres últimas boletas o facturas"
    )
    amount = forms.CharField(label="Monto total de esa boleta ($)", max_length=20)

    def clean_rut(self) -> str:
        try:
            return parse_rut(self.cleaned_data["rut"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_folio(self) -> int:
        return whole_number(self.cleaned_data["folio"], LARGEST_FOLIO, "Escriba el folio con números.")

    def clean_amount(self) -> int:
        return whole_number(
            self.cleaned_data["amount"], LARGEST_AMOUNT, "Escriba el monto con números, por ejemplo 47.045."
        )


def whole_number(text: str, largest: int, problem: str) -> int:
    digits = text.replace(".", "").replace("$", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > largest:
        raise forms.ValidationError(problem)
    return int(digits)
