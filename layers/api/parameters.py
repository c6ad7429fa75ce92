"""What may stand after the `?`: each parameter described once, read from requests and written into OpenAPI."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from layers.api.problems import Problem

LARGEST = 2**31 - 1
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,10}", re.ASCII)


@dataclass(frozen=True)
class Parameter:
    """`read` turns the text into a value or raises ValueError with what is expected; `schema` tells machines."""

    name: str
    read: Callable[[str], Any]
    description: str
    schema: dict = field(default_factory=lambda: {"type": "string"}, hash=False)
    default: Any = None
    required: bool = False


def read_parameters(query: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """Values by name, defaults where nothing was given. Raises a 400 that names the known parameters."""
    parameters = {parameter.name: parameter for parameter in known}
    for name in query:
        if name not in parameters:
            raise Problem(400, f"Parámetro desconocido: {name}. Se conocen: {', '.join(parameters)}.")
    return {name: read_parameter(query, parameter) for name, parameter in parameters.items()}


def read_parameter(query: QueryDict, parameter: Parameter) -> Any:
    given = query.getlist(parameter.name)
    if not given:
        if parameter.required:
            raise Problem(400, f"Falta el parámetro {parameter.name}: {parameter.description}.")
        return parameter.default
    if len(given) > 1:
        raise Problem(400, f"El parámetro {parameter.name} viene más de una vez.")
    try:
        return parameter.read(given[0])
    except ValueError as error:
        raise Problem(400, f"{parameter.name}={given[0][:100]}: {error}.") from error


def text(value: str) -> str:
    if "\0" in value:
        raise ValueError("el texto no puede llevar caracteres nulos")
    return value


def number(value: str) -> float:
    if not NUMBER.fullmatch(value) or not math.isfinite(float(value)):
        raise ValueError("se espera un número con punto decimal, como 13.2")
    return float(value)


def whole(value: str) -> int:
    if not WHOLE.fullmatch(value) or abs(int(value)) > LARGEST:
        raise ValueError("se espera un número entero")
    return int(value)


def day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("se espera una fecha como 2020-11-30") from error


def between(low: float, high: float, read: Callable[[str], Any] = number) -> Callable[[str], Any]:
    def bounded(value: str) -> Any:
        found = read(value)
        if not low <= found <= high:
            raise ValueError(f"se espera un valor entre {low} y {high}")
        return found

    return bounded


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    allowed = list(choices)

    def chosen(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"se espera {' o '.join(allowed)}")
        return value

    return chosen


def whole_schema(low: int, high: int, default: int | None = None) -> dict:
    given = {} if default is None else {"default": default}
    return {"type": "integer", "minimum": low, "maximum": high, **given}


PUBLICATION = Parameter(
    "publication",
    between(1, LARGEST, whole),
    "Número de una publicación anterior; sin él, la vigente",
    whole_schema(1, LARGEST),
)
JSON_FORMAT = Parameter("f", one_of(["json"]), "Formato de la respuesta", {"type": "string", "enum": ["json"]})
COMMON = (PUBLICATION, JSON_FORMAT)
