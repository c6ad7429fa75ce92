"""Chile's tax number of a person: digits, a hyphen and a check digit (modulus 11)."""

from stdnum.cl import rut as number
from stdnum.exceptions import InvalidChecksum, ValidationError


class RutError(ValueError):
    """What is wrong with it, as a sentence."""


def parse_rut(text: str) -> str:
    """The canonical form (12345678-5, upper-case K).

    Dots, blanks, leading zeros, a lower-case k and a missing hyphen are forgiven. Raises RutError.
    """
    try:
        compact = number.validate(number.compact(text).lstrip("0"))
    except InvalidChecksum:
        raise RutError("El dígito verificador no corresponde a ese RUT. Revise que esté bien escrito.") from None
    except ValidationError:
        raise RutError("Escriba el RUT sin puntos y con guion, por ejemplo 12345678-5.") from None
    return f"{int(compact[:-1])}-{compact[-1]}"


def show_rut(rut: str) -> str:
    """As people write it: 12.345.678-5."""
    digits, check = rut.split("-")
    return f"{int(digits):,}".replace(",", ".") + f"-{check}"
