"""A value of a file as text, exact and without exponents."""

import json
import math
import struct
from decimal import Decimal
from typing import Any


def as_text(value: Any) -> str | None:
    if value is None or value.__class__ is str:
        return value
    if value.__class__ is float:
        return float_text(value)
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def float_text(value: float) -> str:
    text = repr(value)
    return special_text(value, text) if "n" in text or "e" in text else text


def special_text(value: float, text: str) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return format(Decimal(text), "f")


def single_precision_text(value: Any) -> str | None:
    """As `as_text`, but 13.199999809265137, a 13.2 stored in four bytes, reads 13.2 again."""
    if value.__class__ is not float or len(repr(value)) < 12 or value.is_integer() or not is_single(value):
        return as_text(value)
    for digits in range(6, 9):
        shorter = float(f"{value:.{digits}g}")
        if single(shorter) == value:
            return float_text(shorter)
    return float_text(value)


def is_single(value: float) -> bool:
    return math.isfinite(value) and abs(value) < 3.4e38 and single(value) == value


def single(value: float) -> float:
    return struct.unpack("<f", struct.pack("<f", value))[0]
