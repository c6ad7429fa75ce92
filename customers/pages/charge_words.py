"""What the charges of a bill pay. Names as bills write them, without accents or capitals."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    pays: str
    computed: str = ""


#: A neutral and honest line for a name that is not here.
OTHER = Meaning("Cargo de su boleta. Si quiere saber qué paga, llámenos o escríbanos.")
BY_NAME = {
    "despacho postal": Meaning("Paga el envío de su boleta por correo.", "Es un monto fijo por envío."),
    "costo envio postal": Meaning("Paga el envío de su boleta por correo.", "Es un monto fijo por envío."),
    "pago de cuenta fuera de plazo": Meaning(
        "Se cobra cuando una boleta anterior se pagó después de su vencimiento.", "Es un monto por el atraso."
    ),
    "servicio publico": Meaning(
        "Financia a los organismos que coordinan y vigilan el sistema eléctrico.", "Depende de la energía consumida."
    ),
    "administracion del servicio": Meaning(
        "Paga la lectura del medidor, la boleta y la atención.", "Es un monto fijo al mes."
    ),
    "uso del sistema de transmision": Meaning(
        "Paga las líneas de alta tensión que traen la energía.", "Energía consumida por su precio."
    ),
    "(r.m.e.)": Meaning(
        "R.M.E. es un cargo de su tarifa.", "Su boleta no detalla cómo se calcula; si tiene dudas, consúltenos."
    ),
    "electricidad consumida": Meaning(
        "Paga la energía que usó en el mes.", "Energía consumida por el precio de su tarifa."
    ),
    "arriendo de medidor": Meaning("Paga el uso del medidor, si es de la cooperativa.", "Es un monto fijo al mes."),
    "energia": Meaning("Paga la energía que usó en el mes.", "Energía consumida por el precio de su tarifa."),
}


def meaning_of(name: str) -> Meaning:
    return BY_NAME.get(plain(name), OTHER)


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.strip().lower())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())
